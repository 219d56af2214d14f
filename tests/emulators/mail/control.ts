/** The mailboxes, the clock and the faults over HTTP, for whoever runs the emulator as a process of its own. */
import { type Given, needed, neededNumber, type Verb } from '../kit/control-door.js';
import type { FaultRule } from '../kit/faults.js';
import type { MailEmulator } from './emulator.js';
import { MOODS } from './mailbox.js';
import type { Fault } from './world.js';

export function mailVerbs(emulator: MailEmulator): Readonly<Record<string, Verb>> {
  const { world, clock } = emulator;
  return {
    mailboxes(given) {
      const mailbox = emulator.mailbox(needed(given, 'address'));
      mailbox.mood = moodIn(given);
    },
    sees: (given) => ({ mails: emulator.mailbox(needed(given, 'address')).sees() }),
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

function moodIn({ mood = 'open' }: Given): (typeof MOODS)[number] {
  const found = MOODS.find((each) => each === mood);
  if (!found) throw new Error(`expected mood, one of ${MOODS.join(', ')}, got ${String(mood)}`);
  return found;
}
