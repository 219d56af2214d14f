/** The hands, the company, the clock and the faults over HTTP, for whoever runs the emulator as a process of its own. */

import type { XmlFields } from '../kit/callback-xml.js';
import { type Given, needed, neededNumber, type Verb } from '../kit/control-door.js';
import type { FaultRule } from '../kit/faults.js';
import type { NewDepartment, NewPerson } from './directory.js';
import type { WecomEmulator } from './emulator.js';
import type { NewGroup } from './groups.js';
import type { Selections } from './human/choosing.js';
import { kfVerbs } from './kf/control.js';
import type { Fault } from './world.js';

const RATINGS = ['good', 'bad', 'cancel'] as const;
const KINDS = ['image', 'voice', 'video', 'file'] as const;

export function wecomVerbs(emulator: WecomEmulator): Readonly<Record<string, Verb>> {
  return { ...company(emulator), ...hands(emulator), ...platform(emulator), ...kfVerbs(emulator.kf) };
}

function company(emulator: WecomEmulator): Record<string, Verb> {
  const userIdOf = (given: Given) => emulator.person(needed(given, 'person')).person.userId;
  return {
    people(given) {
      needed(given, 'userId');
      return { userId: emulator.addPerson(given as unknown as NewPerson).person.userId };
    },
    departments(given) {
      needed(given, 'name');
      return { id: emulator.addDepartment(given as unknown as NewDepartment) };
    },
    groups(given) {
      needed(given, 'name');
      const { id, robotKey } = emulator.addGroup(given as unknown as NewGroup);
      return { chatId: id, ...(robotKey !== undefined && { robotKey }) };
    },
    joins: (given) => emulator.company.joins(userIdOf(given)),
    moves: (given) => emulator.company.moves(userIdOf(given), given),
    leaves: (given) => emulator.company.leaves(userIdOf(given)),
  };
}

/** `person` is a user id or a name. */
function hands(emulator: WecomEmulator): Record<string, Verb> {
  const handsOf = (given: Given) => emulator.person(needed(given, 'person'));
  const chosen = (given: Given) => (given.chosen ?? {}) as Selections;
  return {
    says: (given) => handsOf(given).says(needed(given, 'text'), optional(given, 'msgId')),
    taps: (given) => handsOf(given).taps(needed(given, 'message'), needed(given, 'button'), chosen(given)),
    action: (given) => handsOf(given).choosesAction(needed(given, 'message'), needed(given, 'action')),
    asks: (given) =>
      handsOf(given).bot.asks(needed(given, 'text'), {
        ...optional(given, 'group'),
        ...optional(given, 'quote'),
        ...optional(given, 'msgId'),
      }),
    rates(given) {
      const rating = RATINGS.find((each) => each === given.rating);
      if (!rating)
        throw new Error(`expected rating, one of ${RATINGS.join(', ')}, got ${String(given.rating)}`);
      const more = given as { content?: string; reasons?: readonly number[] };
      return handsOf(given).bot.rates(needed(given, 'message'), rating, more);
    },
    'enters-bot': (given) => handsOf(given).bot.enters(),
    menu: (given) => handsOf(given).clicksMenu(needed(given, 'key')),
    enters: (given) => handsOf(given).enters(),
    opens: (given) => ({ at: handsOf(given).opens(needed(given, 'link')) }),
    files(given) {
      const bytes = Buffer.from(needed(given, 'base64'), 'base64');
      return handsOf(given).sendsFile(kindIn(given), needed(given, 'name'), bytes);
    },
    sees: (given) => ({ messages: handsOf(given).sees(optional(given, 'place').place) }),
  };
}

function platform(emulator: WecomEmulator): Record<string, Verb> {
  const { world, clock } = emulator;
  return {
    callback: (given) => emulator.listensAt(needed(given, 'url')),
    sends: (given) =>
      emulator.sends(
        needed(given, 'event'),
        (given.content ?? {}) as XmlFields,
        optional(given, 'from').from,
      ),
    'kicks-bot': () => emulator.bot.kick(),
    'drops-bot': () => emulator.bot.drop(),
    'silences-bot': () => emulator.bot.fallSilent(),
    'expires-tokens': () => world.tokens.expire(clock.now()),
    clock(given) {
      if (given.advanceMs !== undefined) clock.advance(neededNumber(given, 'advanceMs'));
      return { now: clock.now() };
    },
    faults(given) {
      if (given.clear === true) world.faults.clear();
      else world.faults.switchOn(given as unknown as FaultRule<Fault>);
      return { struck: world.faults.struck };
    },
    counts: () => emulator.counts(),
  };
}

function optional<Name extends string>(given: Given, name: Name): { readonly [key in Name]?: string } {
  return (given[name] === undefined ? {} : { [name]: needed(given, name) }) as { [key in Name]?: string };
}

function kindIn({ kind = 'file' }: Given): (typeof KINDS)[number] {
  const found = KINDS.find((each) => each === kind);
  if (!found) throw new Error(`expected kind, one of ${KINDS.join(', ')}, got ${String(kind)}`);
  return found;
}
