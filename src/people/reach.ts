/** Whom a notice for somebody reaches: at which address, now or not before when, or who hears it instead. */
import { localDate } from '../calendar/business-hours.js';
import { standIn } from './leave.js';
import type { Directory, Member, NoticeClass, QuietHours, Requester } from './people.js';
import { digestAt, quietUntil } from './quiet-hours.js';

export interface NoticeKind {
  /** Null: it can not be switched off. */
  readonly class: NoticeClass | null;
  /** A passed limit, an escalation: it is told at once, whatever somebody prefers. */
  readonly urgent: boolean;
  /** At once, but not by paging. */
  readonly calm?: true;
  /** By this platform too, where whoever hears it has an account there. */
  readonly also?: 'mail' | 'sms';
  /** It waits and is told together with others. */
  readonly digest?: true;
}

export interface Moment {
  readonly now: number;
  /** The desk's zone. */
  readonly tz: string;
}

export type Reach =
  | {
      readonly member: Member;
      readonly address: string;
      /** Null: now. */
      readonly notBefore: number | null;
      /** Who is away: the member hears it in their place. */
      readonly insteadOf: Member | null;
      /** Where they are told as well. */
      readonly also: readonly string[];
    }
  | { readonly member: null; readonly why: 'muted' | 'nowhere' };

/** `team` is the ticket's: nobody of another team stands in. Nobody there: whoever is away is told themselves. */
export function reach(
  member: Member,
  kind: NoticeKind,
  team: string | null,
  directory: Pick<Directory, 'members'>,
  { now, tz }: Moment,
): Reach {
  // What the absent have switched off their stand-in need not hear either.
  if (mutes(member, kind)) return { member: null, why: 'muted' };
  const hearing = (at: number): Member =>
    member.preferences.leave ? (standIn(member, team, directory, localDate(tz, at)) ?? member) : member;
  let hears = hearing(now);
  let notBefore = hearsFrom(hears.preferences.quiet ?? null, kind, { now, tz });
  // What waits for the morning is for whoever is there in the morning.
  const later = notBefore === null ? hears : hearing(notBefore);
  if (notBefore !== null && later !== hears) {
    hears = later;
    const { quiet = null } = hears.preferences;
    notBefore = (quiet && quietUntil(quiet, notBefore, tz)) ?? notBefore;
  }
  const [address] = hears.addresses;
  if (address === undefined) return { member: null, why: 'nowhere' };
  const also = hears.addresses.filter((each) => each !== address && each.startsWith(`${kind.also}:`));
  return {
    member: hears,
    address,
    notBefore,
    insteadOf: hears === member ? null : member,
    also: also.slice(0, 1),
  };
}

/** The same for whoever asked; nobody stands in for them, and they switch nothing off. */
export function requesterHearsFrom({ quiet }: Pick<Requester, 'quiet'>, moment: Moment): number | null {
  return hearsFrom(quiet, { class: null, urgent: false }, moment);
}

function mutes({ preferences }: Member, { class: kind, urgent }: NoticeKind): boolean {
  return !urgent && kind !== null && (preferences.muted ?? []).includes(kind);
}

function hearsFrom(
  quiet: QuietHours | null,
  { urgent, digest }: NoticeKind,
  { now, tz }: Moment,
): number | null {
  if (digest) return digestAt(quiet, now, tz);
  return urgent || quiet === null ? null : quietUntil(quiet, now, tz);
}
