/** The phones, the approvals, the clock and the faults over HTTP, for whoever runs the emulator as a process of its own. */
import { type Given, needed, neededNumber, type Verb } from '../kit/control-door.js';
import type { FaultRule } from '../kit/faults.js';
import type { SmsEmulator } from './emulator.js';
import { STATUSES, type Template } from './template.js';
import type { Fault } from './world.js';

export function smsVerbs(emulator: SmsEmulator): Readonly<Record<string, Verb>> {
  const { world, clock } = emulator;
  const handsOf = (given: Given) => emulator.phone(needed(given, 'phone'));
  return {
    templates(given) {
      const status = statusIn(given);
      emulator.addTemplate({ id: needed(given, 'id'), content: needed(given, 'content'), status });
    },
    phones: (given) => ({ phone: handsOf(given).number }),
    sees: (given) => ({ messages: handsOf(given).sees() }),
    says: (given) => handsOf(given).says(needed(given, 'text')),
    unreachable: (given) => handsOf(given).unreachable(given.why === undefined ? null : needed(given, 'why')),
    'wants-again': (given) => handsOf(given).wantsAgain(),
    pushes(given) {
      const url = (name: string) => (given[name] === undefined ? null : needed(given, name));
      emulator.pushesTo({ receipts: url('receipts'), replies: url('replies') });
    },
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

function statusIn({ status = 'approved' }: Given): Template['status'] {
  const names = Object.keys(STATUSES) as Template['status'][];
  const found = names.find((name) => name === status);
  if (!found) throw new Error(`expected status, one of ${names.join(', ')}, got ${String(status)}`);
  return found;
}
