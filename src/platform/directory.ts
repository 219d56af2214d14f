/** Who works at the company, as a platform's own directory has it. */
export interface DirectoryEntry {
  /** (platform, account) is an identity. */
  readonly account: string;
  readonly name: string;
  /** Only what the platform vouches for, never what people write into their own profile: accounts are joined by these. */
  readonly mobile: string | null;
  readonly email: string | null;
  /** The account of whom they answer to; null at the top; undefined where the platform does not tell. */
  readonly leader: string | null | undefined;
  /** Names of the departments they are in. */
  readonly departments: readonly string[];
  /** False: resigned, frozen or otherwise shut out. */
  readonly active: boolean;
}
