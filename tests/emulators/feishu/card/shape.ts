/** Shapes of JSON, and what is wrong with a value that should have one: strict, with the path to the fault. */
export type Shape =
  | { readonly kind: 'text'; readonly oneOf?: readonly string[]; readonly like?: RegExp }
  | { readonly kind: 'number'; readonly from: number; readonly to: number }
  | { readonly kind: 'flag'; readonly only?: boolean }
  | { readonly kind: 'record' }
  | { readonly kind: 'anything' }
  | { readonly kind: 'list'; readonly of: Shape; readonly most: number }
  | { readonly kind: 'object'; readonly of: Shapes; readonly needs: readonly string[] }
  /** An object whose `tag` says which of these shapes it has. */
  | { readonly kind: 'tagged'; readonly of: () => Readonly<Record<string, Shape>> };

export type Shapes = Readonly<Record<string, Shape>>;

export const words: Shape = { kind: 'text' };
export const flag: Shape = { kind: 'flag' };
export const record: Shape = { kind: 'record' };
export const anything: Shape = { kind: 'anything' };
export const oneOf = (...values: string[]): Shape => ({ kind: 'text', oneOf: values });
export const like = (pattern: RegExp): Shape => ({ kind: 'text', like: pattern });
export const number = (from = -Infinity, to = Infinity): Shape => ({ kind: 'number', from, to });
export const list = (of: Shape, most = Infinity): Shape => ({ kind: 'list', of, most });
export const object = (of: Shapes, ...needs: string[]): Shape => ({ kind: 'object', of, needs });

export interface Fault {
  /** `ROOT -> body -> elements -> [0](tag: div)`. */
  readonly path: string;
  readonly what: string;
}

/** The first fault, or none. */
export function faultIn(shape: Shape, value: unknown, path = 'ROOT'): Fault | undefined {
  switch (shape.kind) {
    case 'anything':
      return undefined;
    case 'text':
      return faultInText(shape, value, path);
    case 'number': {
      const fits = typeof value === 'number' && value >= shape.from && value <= shape.to;
      return fits ? undefined : { path, what: `invalid value: ${JSON.stringify(value)}, expected a number` };
    }
    case 'flag': {
      const fits = typeof value === 'boolean' && (shape.only === undefined || value === shape.only);
      return fits
        ? undefined
        : { path, what: `invalid value: ${JSON.stringify(value)}, expected ${shape.only ?? 'a boolean'}` };
    }
    case 'record':
      return isRecord(value) ? undefined : { path, what: 'expected an object' };
    case 'list':
      return faultInList(shape, value, path);
    case 'object':
      return faultInObject(shape, value, path);
    case 'tagged':
      return faultInTagged(shape, value, path);
  }
}

function faultInText(shape: Shape & { kind: 'text' }, value: unknown, path: string): Fault | undefined {
  if (typeof value !== 'string')
    return { path, what: `invalid value: ${JSON.stringify(value)}, expected a string` };
  if (shape.oneOf && !shape.oneOf.includes(value)) {
    return { path, what: `invalid value: ${value}, expected one of ${shape.oneOf.join(', ')}` };
  }
  if (shape.like && !shape.like.test(value)) return { path, what: `invalid value: ${value}` };
  return undefined;
}

function faultInList(shape: Shape & { kind: 'list' }, value: unknown, path: string): Fault | undefined {
  if (!Array.isArray(value)) return { path, what: 'expected a list' };
  if (value.length > shape.most)
    return { path, what: `${value.length} items, at most ${shape.most} are allowed` };
  for (const [index, item] of value.entries()) {
    const tag = isRecord(item) && typeof item.tag === 'string' ? `(tag: ${item.tag})` : '';
    const fault = faultIn(shape.of, item, `${path} -> [${index}]${tag}`);
    if (fault) return fault;
  }
  return undefined;
}

function faultInObject(shape: Shape & { kind: 'object' }, value: unknown, path: string): Fault | undefined {
  if (!isRecord(value)) return { path, what: 'expected an object' };
  for (const [name, item] of Object.entries(value)) {
    const of = Object.hasOwn(shape.of, name) ? shape.of[name] : undefined;
    if (!of) return { path, what: `unknown property: ${name}` };
    const fault = faultIn(of, item, `${path} -> ${name}`);
    if (fault) return fault;
  }
  const missing = shape.needs.find((name) => value[name] === undefined);
  return missing === undefined ? undefined : { path, what: `property is missing: ${missing}` };
}

function faultInTagged(shape: Shape & { kind: 'tagged' }, value: unknown, path: string): Fault | undefined {
  if (!isRecord(value)) return { path, what: 'expected an object' };
  const { tag } = value;
  const all = shape.of();
  const of = typeof tag === 'string' && Object.hasOwn(all, tag) ? all[tag] : undefined;
  return of
    ? faultIn(of, value, path)
    : { path, what: `type of element is not supported tag: ${String(tag)}` };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
