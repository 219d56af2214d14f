/** Builds records without a prototype, so that `sop.states['constructor']` is absent however it was asked for. */
export function record<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const made: Record<string, T> = Object.create(null);
  for (const [key, value] of entries) made[key] = value;
  return made;
}

/** The same names, each with what `make` makes of it. */
export function recordOf<From, To>(
  from: Readonly<Record<string, From>>,
  make: (value: From, key: string) => To,
): Record<string, To> {
  return record(Object.entries(from).map(([key, value]) => [key, make(value, key)] as const));
}

/** A property, or none where there is no value: `exactOptionalPropertyTypes` knows the difference. */
export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

/** What a record holds under a name; nothing it inherits. */
export function own<T>(of: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(of, key) ? of[key] : undefined;
}
