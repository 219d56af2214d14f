/** The sample company at Feishu: its people, its groups, and the desk in front of it by one of the two ways events come. */
import { FeishuEmulator } from '../emulators/feishu/emulator.js';
import { until } from '../scheduler/until.js';
import { feishuVariables, type Transport } from './feishu-house.js';
import { atFeishu } from './feishu-person.js';
import type { Person } from './person.js';
import { GROUPS, PEOPLE, STAFF } from './sample-company.js';
import type { Raised, Scenery } from './scenery.js';

const CONNECTED_MS = 10_000;
/** The clock was moved past a token's two hours: the desk learns it by being told. */
const TOKEN_OVER = '99991663';

export function feishu(transport: Transport): Scenery<Person> {
  return {
    name: transport === 'webhook' ? '飞书（回调）' : '飞书（长连接）',
    async raise(now) {
      const emulator = await companyAtFeishu(now);
      return {
        ...feishuAt(emulator, transport),
        edits: [
          { file: 'desk.yaml', from: /identities: \{ web: (\w+) \}/gu, to: 'identities: { feishu: ou_$1 }' },
          { file: 'desk.yaml', from: /"web:desk:(\w+)"/gu, to: `"${groupsOf(emulator)}"` },
        ],
      };
    },
  };
}

export async function companyAtFeishu(now: number): Promise<FeishuEmulator> {
  const emulator = await FeishuEmulator.start({ origin: now });
  for (const [account, name] of Object.entries(PEOPLE)) emulator.addPerson({ name, openId: `ou_${account}` });
  const members = Object.keys(STAFF).map((account) => `ou_${account}`);
  for (const [team, name] of Object.entries(GROUPS)) emulator.addGroup({ id: `oc_${team}`, name, members });
  return emulator;
}

/** The address of a team's group, where `$1` stands for the team. */
export function groupsOf({ app }: FeishuEmulator): string {
  return `feishu:${app.appId}:oc_$1`;
}

export function feishuAt(emulator: FeishuEmulator, transport: Transport): Omit<Raised<Person>, 'edits'> {
  return {
    environment: feishuVariables(emulator, transport),
    async opens({ url }) {
      if (transport === 'long connection') return until(() => emulator.connections.count > 0, CONNECTED_MS);
      const challenge = await emulator.listensAt(`${url}/feishu/events`);
      if (!challenge.acknowledged) throw new Error(`Feishu does not take our address: ${challenge.why}`);
    },
    person: async (_, _account, name) => atFeishu(emulator, name),
    moves: (ms) => emulator.clock.advance(ms),
    judge() {
      const { [TOKEN_OVER]: _, ...refused } = emulator.counts().refused;
      if (Object.keys(refused).length > 0)
        throw new Error(`Feishu refused, by code: ${JSON.stringify(refused)}`);
    },
    strike: () => emulator.close(),
  };
}
