/** The customer in WeChat, the company's people where they work: at WeCom in groups with the bot, or at Feishu. */
import type { WecomEmulator } from '../emulators/wecom/emulator.js';
import { companyAtFeishu, feishuAt, groupsOf } from './feishu-scenery.js';
import { inWechat } from './kf-person.js';
import type { Person } from './person.js';
import type { Raised, Scenery } from './scenery.js';
import type { TestTroika } from './troika.js';
import { kfVariables } from './wecom-house.js';
import { companyAtWecom, wecomInGroupsAt } from './wecom-scenery.js';

/** Everybody else is staff. */
const CUSTOMER = 'zhang';

/** One app for members and for customers: the doorbell rings where the app hears everything else. */
export const kfAndWecom = kfAndWecomWith(() => undefined);

/** `begins`: what else stands in the console before the desk starts. */
export function kfAndWecomWith(begins: (emulator: WecomEmulator) => void): Scenery<Person> {
  return { name: '微信客服和企业微信', raise: (now) => raised(now, begins) };
}

async function raised(now: number, begins: (emulator: WecomEmulator) => void): Promise<Raised<Person>> {
  const emulator = await companyAtWecom(now);
  begins(emulator);
  const staff = wecomInGroupsAt(emulator);
  return {
    ...staff,
    environment: { ...staff.environment, ...kfVariables(emulator, false) },
    person: async (troika, account, name) =>
      account === CUSTOMER
        ? customer(emulator, { troika, name, moves: staff.moves })
        : staff.person(troika, account, name),
  };
}

export const kfAndFeishu: Scenery<Person> = {
  name: '微信客服和飞书',
  async raise(now) {
    const feishu = await companyAtFeishu(now);
    const emulator = await companyAtWecom(now);
    const staff = feishuAt(feishu, 'webhook');
    const moves = (ms: number) => {
      staff.moves(ms);
      emulator.clock.advance(ms);
    };
    return {
      environment: { ...staff.environment, ...kfVariables(emulator) },
      edits: [
        { file: 'desk.yaml', from: /identities: \{ web: (\w+) \}/gu, to: 'identities: { feishu: ou_$1 }' },
        { file: 'desk.yaml', from: /"web:desk:(\w+)"/gu, to: `"${groupsOf(feishu)}"` },
      ],
      async opens(troika) {
        await staff.opens(troika);
        const verified = await emulator.kf.listensAt(`${troika.url}/wechat/kf`);
        if (!verified.acknowledged) throw new Error(`WeCom does not take our address: ${verified.why}`);
      },
      person: async (troika, account, name) =>
        account === CUSTOMER
          ? customer(emulator, { troika, name, moves })
          : staff.person(troika, account, name),
      moves,
      judge() {
        staff.judge();
        judgeOfSends(emulator);
      },
      async strike() {
        await staff.strike();
        await emulator.close();
      },
    };
  },
};

const TYPING_MS = 1_000;

function customer(
  emulator: WecomEmulator,
  { troika, name, moves }: { readonly troika: TestTroika; readonly name: string; moves(ms: number): void },
): Person {
  const known = [...emulator.world.kf.customers.values()].some(({ nickname }) => nickname === name);
  const client = known ? emulator.kf.customer(name) : emulator.kf.addCustomer({ nickname: name });
  return inWechat({
    ...{ client, troika },
    async takesTime() {
      moves(TYPING_MS);
      await troika.advance(TYPING_MS);
    },
  });
}

/** The clock was moved past a token's two hours, or past a doorbell's ten minutes: the desk learns it by being told. */
const OVER = ['42001', '95007'];

function judgeOfSends(emulator: WecomEmulator): void {
  const refused = Object.entries(emulator.counts().refused).filter(([code]) => !OVER.includes(code));
  if (refused.length > 0)
    throw new Error(`WeChat refused, by code: ${JSON.stringify(Object.fromEntries(refused))}`);
}
