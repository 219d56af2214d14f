/** One view with facts somebody could have, to be drawn for every platform in every language. */
import type { Wording } from '../../../src/cards/wording.js';
import type { Card, Form } from '../../../src/platform/card.js';

export interface Sample {
  /** The golden files are called so. */
  readonly name: string;
  /** Epoch ms; absent: Monday 2026-03-02, 09:00 in Shanghai. */
  readonly now?: number;
  draw(wording: Wording): Card | Form;
}
