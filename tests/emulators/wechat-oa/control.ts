/** The hands, the console, the clock and the faults over HTTP, for whoever runs the emulator as a process of its own. */
import { type Given, needed, neededNumber, type Verb } from '../kit/control-door.js';
import type { FaultRule } from '../kit/faults.js';
import type { WechatOaEmulator } from './emulator.js';
import type { NewFollower } from './followers.js';
import type { Template } from './templates.js';
import type { Fault } from './world.js';

const KINDS = ['image', 'voice', 'video'] as const;

export function wechatOaVerbs(emulator: WechatOaEmulator): Readonly<Record<string, Verb>> {
  return { ...hands(emulator), ...platform(emulator) };
}

/** `person` is an openid or a name. */
function hands(emulator: WechatOaEmulator): Record<string, Verb> {
  const handsOf = (given: Given) => emulator.person(needed(given, 'person'));
  return {
    people(given) {
      needed(given, 'name');
      return { openId: emulator.addPerson(given as unknown as NewFollower).follower.openId };
    },
    follows: (given) => handsOf(given).follows(),
    unfollows: (given) => handsOf(given).unfollows(),
    scans: (given) => handsOf(given).scans(needed(given, 'ticket')),
    says: (given) =>
      handsOf(given).says(
        needed(given, 'text'),
        given.msgId === undefined ? {} : { msgId: needed(given, 'msgId') },
      ),
    menu: (given) => handsOf(given).clicksMenu(needed(given, 'key')),
    picks: (given) => handsOf(given).picks(needed(given, 'message'), needed(given, 'entry')),
    files(given) {
      const kind = KINDS.find((each) => each === (given.kind ?? 'image'));
      if (!kind) throw new Error(`expected kind, one of ${KINDS.join(', ')}, got ${String(given.kind)}`);
      return handsOf(given).sendsFile(kind, Buffer.from(needed(given, 'base64'), 'base64'));
    },
    async opens(given) {
      const page = await handsOf(given).opens(needed(given, 'url'));
      const { asks, text, why } = page;
      if (given.answer === undefined) return { asks, text, why };
      return page.presses(given.answer === 'yes' ? (asks ?? []) : []);
    },
    agrees: (given) => handsOf(given).agrees(needed(given, 'template')),
    declines: (given) => handsOf(given).declines(needed(given, 'template')),
    'takes-back': (given) => handsOf(given).takesBack(needed(given, 'template')),
    blocks: (given) => handsOf(given).blocks(given.blocks !== false),
    sees: (given) => ({ messages: handsOf(given).sees() }),
  };
}

function platform(emulator: WechatOaEmulator): Record<string, Verb> {
  const { world, clock } = emulator;
  return {
    callback: (given) => emulator.listensAt(needed(given, 'url')),
    templates(given) {
      needed(given, 'id');
      emulator.addTemplate(given as unknown as Template);
    },
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
