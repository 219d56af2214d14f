/** Instants and dates between us (epoch ms, 'YYYY-MM-DD') and PostgreSQL. */

/** How an instant travels inside a JSON argument. */
export function iso(at: number): string;
export function iso(at: number | null): string | null;
export function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

export function ms(at: Date): number;
export function ms(at: Date | null): number | null;
export function ms(at: Date | null): number | null {
  return at === null ? null : at.getTime();
}
