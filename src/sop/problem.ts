/** What is wrong with a content file, where, and how to mend it: the only way the checker speaks. */
export interface Problem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** "expected X, got Y". */
  readonly message: string;
  /** What to write instead. */
  readonly mend: string;
}

/** One line an editor can jump to. */
export function showProblem({ file, line, column, message, mend }: Problem): string {
  return `${file}:${line}:${column} ${message}; ${mend}`;
}

/** A value as it is quoted in a message: short, on one line. */
export function quoted(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
