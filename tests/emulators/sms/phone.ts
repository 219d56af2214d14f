/** A phone with its number: what its owner reads, and what the carrier says of messages to it. */

export interface Received {
  readonly serialNo: string;
  readonly text: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface Phone {
  /** E.164. */
  readonly number: string;
  /** Read by its owner, oldest first. */
  readonly received: Received[];
  /** Null: messages arrive. Else the carrier's word for why they do not: `MK:0001`, `UNDELIV`. */
  unreachable: string | null;
  /** Taken off by its owner: the carrier sends it nothing more. */
  optedOut: boolean;
}

/** E.164, or a Chinese mobile number as it is said at home; undefined for what is no number. */
export function numberOf(said: string): string | undefined {
  const home = /^(?:\+86|0086|86)?(1[3-9]\d{9})$/u.exec(said)?.[1];
  if (home !== undefined) return `+86${home}`;
  return /^\+(?!86)[1-9]\d{6,14}$/u.test(said) ? said : undefined;
}
