/** 分工: one part of the work on a ticket, whose it is and what it must be. What nobody has said yet is null. */

export interface Part {
  /** Counted within the ticket: what people and buttons call it by. */
  readonly no: number;
  readonly name: string;
  /** 负责人: member id. */
  readonly owner: string | null;
  /** 协作人: member ids; an empty list says that nobody else is needed. */
  readonly collaborators: readonly string[] | null;
  /** 交付标准. */
  readonly standard: string | null;
  /** 截止时间, 'YYYY-MM-DD'. */
  readonly due: string | null;
  readonly doneAt: number | null;
  /** Its owner was told that it is due. */
  readonly remindedAt: number | null;
}

/** What every part must have before the list is complete. */
const OWED = ['owner', 'collaborators', 'standard', 'due'] as const;
export type Owed = (typeof OWED)[number];

export function lacking(part: Part): readonly Owed[] {
  return OWED.filter((key) => part[key] === null);
}

export function sameTerms(one: Part, other: Part): boolean {
  return OWED.every(
    (key) => String(one[key]) === String(other[key]) && (one[key] === null) === (other[key] === null),
  );
}

/** Everybody whose hands are in it, the owner first. */
export function handsIn({ owner, collaborators }: Part): readonly string[] {
  return [...(owner === null ? [] : [owner]), ...(collaborators ?? [])];
}

/** The list with this part in it, in the order of the numbers. */
export function withPart(division: readonly Part[], part: Part): readonly Part[] {
  return [...withoutPart(division, part.no), part].sort((a, b) => a.no - b.no);
}

export function withoutPart(division: readonly Part[], no: number): readonly Part[] {
  return division.filter((part) => part.no !== no);
}
