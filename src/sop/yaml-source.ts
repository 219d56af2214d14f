/** A YAML file read so that every value can be pointed at again: line and column survive into the problems. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Problem } from './problem.js';

/** A file of the content folder; `path` is relative to it, with `/`. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

export type Path = readonly PropertyKey[];

export interface YamlSource {
  readonly path: string;
  readonly value: unknown;
  /** The value written at this path, undefined when there is none. */
  at(path: Path): unknown;
  /** A problem at this path, or at the nearest place above it that is written down. */
  problem(path: Path, message: string, mend: string): Problem;
}

/** Reads one file; syntax errors and twice-written keys are problems like any other. */
export function readYaml({ path: file, text }: Source): { yaml: YamlSource } | { problems: Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0)
    return {
      problems: document.errors.map(({ code, message, pos }) =>
        code === 'DUPLICATE_KEY'
          ? {
              ...place(pos[0]),
              message: `expected every name once, got ${word(text, pos[0])} twice`,
              mend: 'remove one of the two or give it another name',
            }
          : {
              ...place(pos[0]),
              message: `expected readable YAML, got: ${message}`,
              mend: 'check the indentation, brackets and quotes of this line and the one above',
            },
      ),
    };
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    // Too many or unresolved aliases: the parser refuses only when it expands them.
    const got = error instanceof Error ? error.message : String(error);
    return {
      problems: [{ ...place(0), message: `expected plain YAML, got: ${got}`, mend: 'write the value out' }],
    };
  }
  const root = document.contents as Node | null;
  return {
    yaml: {
      path: file,
      value,
      at: (path) =>
        path.reduce<unknown>(
          (inside, key) =>
            typeof inside === 'object' && inside !== null && Object.hasOwn(inside, key)
              ? (inside as Record<PropertyKey, unknown>)[key]
              : undefined,
          value,
        ),
      problem: (path, message, mend) => ({
        ...place(offsetOf(root, path, (alias) => (isAlias(alias) ? alias.resolve(document) : alias) ?? null)),
        message,
        mend,
      }),
    },
  };
}

/** Where a path is written: a scalar's own place, else the key that holds it, else the nearest ancestor. */
function offsetOf(root: Node | null, path: Path, resolved: (node: Node | null) => Node | null): number {
  let node = resolved(root);
  let offset = node?.range?.[0] ?? 0;
  for (const segment of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));
      // A single value where a list is allowed has no index of its own: stay on it.
      if (pair === undefined && typeof segment === 'number') continue;
      if (pair === undefined) return offset;
      const value = pair.value as Node | null;
      offset =
        (isScalar(value) && value.value !== null ? value.range : (pair.key as Node).range)?.[0] ?? offset;
      node = resolved(value);
    } else if (isSeq(node)) {
      const item = node.items[Number(segment)] as Node | undefined;
      if (item === undefined) return offset;
      offset = item.range?.[0] ?? offset;
      node = resolved(item);
    } else if (typeof segment !== 'number') return offset;
  }
  return offset;
}

const word = (text: string, offset: number): string =>
  /^[^\s:,}]{1,60}/u.exec(text.slice(offset))?.[0] ?? 'a key';
