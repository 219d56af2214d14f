/** The sample company's people alone with the app at WeCom, and the desk in front of it. */
import type { NewPerson } from '../emulators/wecom/directory.js';
import { WecomEmulator } from '../emulators/wecom/emulator.js';
import { until } from '../scheduler/until.js';
import type { Person } from './person.js';
import { GROUPS, PEOPLE, STAFF } from './sample-company.js';
import type { Raised, Scenery } from './scenery.js';
import { settled } from './troika.js';
import { botVariables, wecomVariables } from './wecom-house.js';
import { atWecom } from './wecom-person.js';

/** What the desk learns by being told, since the clock was moved. */
const LEARNT = [
  // Past a token's two hours.
  '42001',
  // While a card was on its way, and its sender taken for dead: that it stands there.
  '42014',
  // Past the ten minutes of customer service's doorbell.
  '95007',
];

/** For stories that nobody tells in a group: the app hears nothing there. */
export const wecom: Scenery<Person> = {
  name: '企业微信',
  async raise(now) {
    const emulator = await companyAtWecom(now);
    return {
      ...wecomAt(emulator),
      edits: [
        { file: 'desk.yaml', from: /identities: \{ web: (\w+) \}/gu, to: 'identities: { wecom: $1 }' },
        { file: 'desk.yaml', from: /"web:desk:(\w+)"/gu, to: '' },
      ],
    };
  },
};

const CONNECTED_MS = 10_000;

/** Teams in their groups with the AI bot, everybody alone with the app. */
export const wecomInGroups: Scenery<Person> = {
  name: '企业微信（群里的机器人）',
  raise: async (now) => wecomInGroupsAt(await companyAtWecom(now)),
};

export function wecomInGroupsAt(emulator: WecomEmulator): Raised<Person> {
  for (const [team, name] of Object.entries(GROUPS))
    emulator.addGroup({ id: `wr_${team}`, name, members: Object.keys(STAFF), withBot: true });
  const there = wecomAt(emulator);
  return {
    ...there,
    environment: { ...there.environment, ...botVariables(emulator) },
    edits: [
      { file: 'desk.yaml', from: /identities: \{ web: (\w+) \}/gu, to: 'identities: { wecom: $1 }' },
      { file: 'desk.yaml', from: /"web:desk:(\w+)"/gu, to: `"wecom:${emulator.app.corpId}:bot/wr_$1"` },
    ],
    async opens(troika) {
      await there.opens(troika);
      await until(() => emulator.bot.listens, CONNECTED_MS);
      // Only where it was spoken to may the bot speak.
      for (const team of Object.keys(GROUPS))
        await emulator.person('lin').bot.asks('帮助', { group: `wr_${team}` });
      await settled(troika);
    },
  };
}

export async function companyAtWecom(now: number): Promise<WecomEmulator> {
  const emulator = await WecomEmulator.start({ origin: now });
  for (const [userId, name] of Object.entries(PEOPLE))
    emulator.addPerson({ userId, name } satisfies NewPerson);
  return emulator;
}

export function wecomAt(emulator: WecomEmulator): Omit<Raised<Person>, 'edits'> {
  return {
    environment: wecomVariables(emulator),
    async opens({ url }) {
      const verified = await emulator.listensAt(`${url}/wecom/callback`);
      if (!verified.acknowledged) throw new Error(`WeCom does not take our address: ${verified.why}`);
    },
    person: async (troika, _account, name) => atWecom(emulator, troika, name),
    moves: (ms) => emulator.clock.advance(ms),
    judge() {
      const { dropped, refused } = emulator.counts();
      const others = Object.fromEntries(Object.entries(refused).filter(([code]) => !LEARNT.includes(code)));
      if (Object.keys(others).length > 0)
        throw new Error(`WeCom refused, by code: ${JSON.stringify(others)}`);
      if (dropped > 0) throw new Error(`WeCom showed ${dropped} messages to nobody: they came too fast`);
    },
    strike: () => emulator.close(),
  };
}
