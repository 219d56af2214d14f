/** Whether a picture is as large, and as wide to its height, as its field asks. */
import type { Field } from '../../sop/sop.js';
import { type Refusal, refuse } from '../refusal.js';
import type { FileValue } from '../ticket.js';

/** Camera and editor round to whole pixels: 800 × 533 is meant as 3:2. */
const ROUNDING = 0.01;

export function wrongImage({ image, label }: Field, file: FileValue): Refusal | null {
  if (image === undefined) return null;
  const field = { text: label };
  const { width, height, name: got } = file;
  if (width === undefined || height === undefined) return refuse('image_unreadable', { field, got });
  const { minWidth = 0, minHeight = 0, ratio } = image;
  const size = { width, height };
  if (width < minWidth) return refuse('image_too_narrow', { field, got, ...size, min: minWidth });
  if (height < minHeight) return refuse('image_too_low', { field, got, ...size, min: minHeight });
  if (ratio && Math.abs((width * ratio.height) / (height * ratio.width) - 1) > ROUNDING)
    return refuse('image_wrong_ratio', { field, got, ...size, expected: `${ratio.width}:${ratio.height}` });
  return null;
}
