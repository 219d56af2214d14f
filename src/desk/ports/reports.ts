/** Reports: one SQL file each. */
/** A row of a report, as its SQL gives it: numbers, texts, null. */
export type ReportRow = Readonly<Record<string, string | number | null>>;

export interface ReportStore {
  /** Runs `prisma/sql/<name>.sql` with its named parameters. */
  run(
    name: string,
    params: Readonly<Record<string, string | number | readonly string[] | null>>,
  ): Promise<readonly ReportRow[]>;
}
