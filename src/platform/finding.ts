/** One thing that was looked at before people can work, and what is left to do about it; for whoever runs the desk. */
export interface Finding {
  readonly what: string;
  /** How it stands. */
  readonly is: string;
  /** Null: all is well. */
  readonly todo: string | null;
}
