/** The hands, the company, the clock and the faults over HTTP, for whoever runs the emulator as a process of its own. */
import { type Given, needed, neededNumber, type Verb } from '../kit/control-door.js';
import type { FaultRule } from '../kit/faults.js';
import type { NewGroup } from './chats.js';
import type { NewDepartment, NewPerson } from './directory.js';
import type { FeishuEmulator } from './emulator.js';
import type { Values } from './human/form.js';
import type { SayOptions, SentFile } from './human/saying.js';
import type { Fault } from './world.js';

export function feishuVerbs(emulator: FeishuEmulator): Readonly<Record<string, Verb>> {
  return { ...people(emulator), ...hands(emulator), ...company(emulator), ...platform(emulator) };
}

function people(emulator: FeishuEmulator): Record<string, Verb> {
  return {
    people(given) {
      needed(given, 'name');
      const hired = emulator.addPerson(given as unknown as NewPerson);
      return { openId: hired.person.openId, direct: hired.direct };
    },
    departments(given) {
      needed(given, 'name');
      return { openDepartmentId: emulator.addDepartment(given as unknown as NewDepartment) };
    },
    groups(given) {
      const members = textsIn(given, 'members').map((who) => emulator.person(who).person.openId);
      const group = { ...given, name: needed(given, 'name'), members } as NewGroup;
      return { chatId: emulator.addGroup(group) };
    },
  };
}

/** `person` is an open id or a name; `chat` the private chat with the bot unless it is given. */
function hands(emulator: FeishuEmulator): Record<string, Verb> {
  const handsOf = (given: Given) => emulator.person(needed(given, 'person'));
  const chatOf = (given: Given) => (given.chat === undefined ? handsOf(given).direct : needed(given, 'chat'));
  return {
    async says(given) {
      const options = { ...given, ...(given.files !== undefined && { files: filesIn(given) }) } as SayOptions;
      return { said: await handsOf(given).says(chatOf(given), String(given.text ?? ''), options) };
    },
    /** `nth`: of several buttons called alike, from 0. */
    taps: (given) =>
      handsOf(given).taps(
        needed(given, 'message'),
        needed(given, 'button'),
        given.nth === undefined ? 0 : neededNumber(given, 'nth'),
      ),
    fills: (given) => {
      const button = given.button === undefined ? undefined : needed(given, 'button');
      const values = (given.values ?? {}) as Values;
      return handsOf(given).fills(needed(given, 'message'), needed(given, 'form'), values, button);
    },
    chooses: (given) =>
      handsOf(given).chooses(
        needed(given, 'message'),
        needed(given, 'field'),
        Array.isArray(given.option) ? textsIn(given, 'option') : needed(given, 'option'),
      ),
    sees: (given) => ({ chat: chatOf(given), messages: handsOf(given).sees(chatOf(given)) }),
    opens: (given) => handsOf(given).opens(),
    menu: (given) => handsOf(given).choosesMenu(needed(given, 'key')),
  };
}

function company(emulator: FeishuEmulator): Record<string, Verb> {
  const { company } = emulator;
  const openIdOf = (given: Given) => emulator.person(needed(given, 'person')).person.openId;
  return {
    'adds-bot': (given) => company.addsBot(needed(given, 'chat')),
    'removes-bot': (given) => company.removesBot(needed(given, 'chat')),
    dissolves: (given) => company.dissolves(needed(given, 'chat')),
    recalls: (given) => company.recalls(needed(given, 'message')),
    resigns: (given) => company.resigns(openIdOf(given)),
    moves: (given) => company.moves(openIdOf(given), given),
  };
}

function platform(emulator: FeishuEmulator): Record<string, Verb> {
  const { world, clock, connections } = emulator;
  return {
    /** Where events go: an address, or back to the long connections without one. */
    async webhook(given) {
      if (given.url !== undefined) return emulator.listensAt(needed(given, 'url'));
      emulator.listensNowhere();
      return {};
    },
    sends: (given) =>
      emulator.sends(
        needed(given, 'type'),
        (given.event ?? {}) as object,
        given.eventId === undefined ? undefined : needed(given, 'eventId'),
      ),
    drops: () => connections.drop(),
    'falls-silent': () => connections.fallSilent(),
    'invalidates-tokens': () => world.tokens.invalidate(),
    clock(given) {
      if (given.advanceMs !== undefined) clock.advance(neededNumber(given, 'advanceMs'));
      return { now: clock.now() };
    },
    faults(given) {
      if (given.clear === true) world.faults.clear();
      else world.faults.switchOn(given as unknown as FaultRule<Fault>);
      return { struck: world.faults.struck };
    },
    counts: () => ({ ...emulator.counts(), connections: connections.count }),
  };
}

function textsIn(given: Given, name: string): string[] {
  const value = given[name];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new Error(`expected ${name}, a list of texts, got ${JSON.stringify(value)}`);
}

/** `{ name, base64, kind? }`. */
function filesIn({ files }: Given): SentFile[] {
  if (!Array.isArray(files)) throw new Error(`expected files, a list, got ${JSON.stringify(files)}`);
  return files.map((file: Given) => {
    const bytes = Buffer.from(needed(file, 'base64'), 'base64');
    return { name: needed(file, 'name'), bytes, ...(file.kind === 'file' && { kind: 'file' as const }) };
  });
}
