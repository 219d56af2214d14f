/** Texts that were approved, or not yet: constant but for `{1}`, `{2}`, … */

export const STATUSES = { approved: 0, pending: 1, refused: -1 } as const;

export interface Template {
  readonly id: string;
  readonly name: string;
  readonly content: string;
  readonly status: keyof typeof STATUSES;
  /** Epoch ms. */
  readonly at: number;
}

const PLACE = /\{(\d{1,2})\}/gu;

/** How many parameters it takes. */
export function placesIn(content: string): number {
  return new Set([...content.matchAll(PLACE)].map(([, place]) => place)).size;
}

export function filled(content: string, values: readonly string[]): string {
  return content.replaceAll(PLACE, (_, place: string) => values[Number(place) - 1] ?? '');
}
