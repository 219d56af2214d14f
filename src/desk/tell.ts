/** From whom something is for to where it goes: which address, in which language, now or later, or to whom instead. */
import type { Directory, Locale, Member, Requester } from '../people/people.js';
import { digestAt } from '../people/quiet-hours.js';
import { type NoticeKind, reach, requesterHearsFrom } from '../people/reach.js';
import type { Address } from '../platform/address.js';
import type { Facts } from '../tickets/facts.js';
import type { NoticeTo } from '../tickets/reactions.js';
import type { House } from './house.js';
import type { OutboxItem } from './ports/outbox.js';
import { unmetLane } from './unmet.js';

export interface Told {
  readonly address: Address;
  readonly locale: Locale;
  /** Who hears it in the end. */
  readonly to: NoticeTo;
  /** The end of their quiet hours; absent: now. */
  readonly heldUntil?: number;
  /** Id of the member who is away and for whom it is. */
  readonly insteadOf?: string;
}

/** What telling rests on besides the notice. */
export interface Telling {
  readonly directory: Directory;
  /** Null where no ticket is in question. */
  readonly requester: Requester | null;
  /** Other requesters who hear of the ticket. */
  readonly watching?: readonly Requester[];
  /** Whoever caused it: what follows from one's own act is an answer, and is neither held nor switched off. */
  readonly actor: Facts['actor'];
  /** The team whose ticket it is; null for what concerns no ticket. */
  readonly team: string | null;
  readonly now: number;
}

interface Where {
  readonly tz: string;
  readonly adapters: House['adapters'];
  /** What a group is spoken to in. */
  readonly locale: Locale;
}

/** Nobody is in it who can be told nowhere, or has switched it off. */
export function tell(to: NoticeTo, kind: NoticeKind, telling: Telling, house: Where): readonly Told[] {
  switch (to.to) {
    case 'team':
      return (telling.directory.teams.get(to.id)?.chats ?? []).map((chat) => ({
        address: chat as Address,
        locale: house.locale,
        to,
        ...held(kind.digest ? digestAt(null, telling.now, house.tz) : null),
      }));
    case 'requester':
      return tellRequester(to, telling, house);
    case 'member': {
      const member = telling.directory.members.get(to.id);
      return member ? tellMember(member, kind, telling, house) : [];
    }
  }
}

function tellRequester(
  to: NoticeTo,
  { requester: own, watching = [], actor, now }: Telling,
  { tz, adapters }: Where,
): readonly Told[] {
  const requester = watching.find(({ id }) => id === to.id) ?? own;
  const address = requester && (requester.address ?? unmetLane(requester.id, adapters));
  if (!requester || address === null) return [];
  const { locale } = requester;
  const self = actor.kind === 'requester' && actor.id === requester.id;
  const until = self ? null : requesterHearsFrom(requester, { now, tz });
  return [{ address: address as Address, locale, to, ...held(until) }];
}

function tellMember(member: Member, kind: NoticeKind, telling: Telling, { tz }: Where): readonly Told[] {
  const { actor, directory, team, now } = telling;
  const self = (one: Member) => actor.kind === 'member' && actor.id === one.id;
  if (self(member)) {
    const [address] = member.addresses;
    const to = { to: 'member', id: member.id } as const;
    return address === undefined ? [] : [{ address: address as Address, locale: member.locale, to }];
  }
  const reached = reach(member, kind, team, directory, { now, tz });
  // Who stands in need not be told what they did themselves.
  if (reached.member === null || self(reached.member)) return [];
  const { address, notBefore, insteadOf } = reached;
  return [
    {
      address: address as Address,
      locale: reached.member.locale,
      to: { to: 'member', id: reached.member.id },
      ...held(notBefore),
      ...(insteadOf ? { insteadOf: insteadOf.id } : {}),
    },
  ];
}

/** The same for what the house says by itself and not about a ticket: routines, reminders. */
export function tellByItself(
  to: NoticeTo,
  house: Where & { readonly store: { readonly clock: { now(): number } } },
  { directory, requester = null }: { readonly directory: Directory; readonly requester?: Requester | null },
): readonly Pick<OutboxItem, 'address' | 'locale' | 'heldUntil'>[] {
  const telling = {
    directory,
    requester,
    actor: { kind: 'system' },
    team: null,
    now: house.store.clock.now(),
  } as const;
  return tell(to, { class: 'reminders', urgent: false }, telling, house).map(
    ({ address, locale, heldUntil }) => ({
      address,
      locale,
      ...(heldUntil === undefined ? {} : { heldUntil }),
    }),
  );
}

const held = (until: number | null) => (until === null ? {} : { heldUntil: until });
