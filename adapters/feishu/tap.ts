/** What our buttons carry to Feishu and bring back: the press, where its card stands, and a form's questions. Pure. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { Form } from '../../src/platform/card.js';

/** Where a card stands. A tap tells only the chat, not whether it is one-to-one or which thread it was in. */
export interface Standing {
  readonly direct: boolean;
  readonly root?: string;
}

export interface Tap extends Standing {
  readonly press: string;
  /** A submitted form's questions, so that it can be shown again with what is wrong. */
  readonly form?: Form;
}

const MOST_FORM_BYTES = 64 * 1024;

const carried = z.object({
  press: z.string().min(1).max(300),
  direct: z.literal(1).optional(),
  root: z.string().max(200).optional(),
  form: z.string().optional(),
});

const formShape: z.ZodType<Form> = z.object({
  id: z.string(),
  title: z.string(),
  submit: z.string(),
  text: z.string().exactOptional(),
  inputs: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      type: z.enum(['text', 'long_text', 'number', 'phone', 'date', 'choice', 'member', 'file']),
      required: z.boolean(),
      hint: z.string().exactOptional(),
      max: z.number().exactOptional(),
      value: z.string().exactOptional(),
      options: z.array(z.object({ value: z.string(), text: z.string() })).exactOptional(),
      accept: z.array(z.string()).exactOptional(),
    }),
  ),
  others: z
    .array(z.object({ text: z.string(), value: z.string(), style: z.enum(['primary', 'plain', 'danger']) }))
    .exactOptional(),
});

const carriedFile = z.object({ file: z.string().min(1).max(100), direct: z.literal(1).optional() });

export function tapValue({ press, direct, root, form }: Tap): Readonly<Record<string, string | number>> {
  return {
    press,
    ...(direct ? { direct: 1 } : {}),
    ...(root === undefined ? {} : { root }),
    ...(form ? { form: deflateRawSync(JSON.stringify(form)).toString('base64') } : {}),
  };
}

/** What the name of a file carries: it is no press for the desk, the adapter itself brings the file. */
export function fileValue(file: string, { direct }: Standing): Readonly<Record<string, string | number>> {
  return { file, ...(direct ? { direct: 1 } : {}) };
}

/** Null for what is no file's name. */
export function readFileTap(value: unknown): { readonly file: string; readonly direct: boolean } | null {
  const read = carriedFile.safeParse(value).data;
  return read ? { file: read.file, direct: read.direct === 1 } : null;
}

export function standingOf({ direct, root }: Tap): Standing {
  return { direct, ...(root === undefined ? {} : { root }) };
}

/** Null for what we did not write. */
export function readTap(value: unknown): Tap | null {
  const read = carried.safeParse(value).data;
  if (!read) return null;
  const { press, direct, root, form } = read;
  const asked = form === undefined ? undefined : readForm(form);
  return {
    press,
    direct: direct === 1,
    ...(root === undefined ? {} : { root }),
    ...(asked ? { form: asked } : {}),
  };
}

function readForm(packed: string): Form | undefined {
  try {
    const text = inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: MOST_FORM_BYTES });
    return formShape.safeParse(JSON.parse(text.toString('utf8'))).data;
  } catch {
    return undefined; // not packed by us: the form is not shown again, its answers are taken all the same
  }
}
