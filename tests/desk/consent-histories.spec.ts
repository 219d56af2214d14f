/**
 * Histories of customers at an Official Account who agree to notices by two templates, decline and take back, while the
 * desk informs them by either: WeChat refuses nothing, each is told once, and the desk counts consents as WeChat does.
 */
import { afterEach, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { OutboxItem } from '../../src/desk/ports/outbox.js';
import { consentsTo, leftNow } from '../../src/people/allowance.js';
import { type Address, addressOf } from '../../src/platform/address.js';
import { MailEmulator } from '../emulators/mail/emulator.js';
import { WechatOaEmulator } from '../emulators/wechat-oa/emulator.js';
import type { Hands } from '../emulators/wechat-oa/human/hands.js';
import { until } from '../scheduler/until.js';
import { contentFolder } from '../support/content.js';
import { mailVariables } from '../support/mail-variables.js';
import { freshDatabase } from '../support/postgres.js';
import { inDatabase } from '../support/store.js';
import { openTroika, START, type TestTroika } from '../support/troika.js';
import { wechatOaVariables } from '../support/wechat-oa-house.js';

jest.setTimeout(600_000);

const HOUR = 3_600_000;
const [ROUNDS, TOGETHER, STEPS] = [4, 30, 8];
const SEED = Number(process.env.HISTORIES_SEED ?? Date.now() % 1_000_000);
const A = 'undeliverableTemplate0123456789';
const B = 'otherTemplate0123456789';
const REACH = {
  file: 'desk.yaml',
  from: /^reach:\n {2}progress: .*\n {2}asked: .*\n/mu,
  to: `reach:
  progress: [wechat-oa, mail]
  asked: [wechat-oa, mail]
  templates:
    wechat-oa:
      undeliverable: { id: ${A}, values: { thing1: "{text}" } }
      default: { id: ${B}, values: { thing1: "{text}" } }
`,
};

const DEEDS = [
  ...(['writes', 'told by A', 'told by A', 'told by B', 'told by B', 'asked by A', 'silent'] as const),
  ...(['agrees to A', 'agrees to A', 'agrees to B', 'agrees to both', 'declines A', 'takes A back'] as const),
];
type Deed = (typeof DEEDS)[number];
const histories = fc.array(
  fc.array(fc.constantFrom<Deed>(...DEEDS), { minLength: STEPS, maxLength: STEPS }),
  { minLength: TOGETHER, maxLength: TOGETHER },
);
/** Hours between two steps, the same for all who are there together. */
const pauses = fc.array(fc.constantFrom(0.01, 1, 20, 47, 49), { minLength: STEPS, maxLength: STEPS });

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Customer {
  readonly hands: Hands;
  readonly own: readonly Deed[];
  readonly mailbox: string;
  readonly said: string[];
}

test(`D10: ${ROUNDS * TOGETHER} histories with consents to two templates`, async () => {
  const wechat = await WechatOaEmulator.start({ origin: Date.parse(`${START}+08:00`) });
  const mail = await MailEmulator.start();
  for (const id of [A, B]) wechat.addTemplate({ id, title: '通知', kind: 'notice', fields: ['thing1'] });
  const content = await contentFolder([REACH]);
  const database = await freshDatabase('consent_histories');
  closing.push(
    () => database.drop(),
    () => content.remove(),
    () => mail.close(),
    () => wechat.close(),
  );
  const variables = { ...wechatOaVariables(wechat), ...mailVariables(mail) };
  const environment = { ...variables, TROIKA_CONTENT: content.folder };
  const troika = await openTroika({ databaseUrl: database.url, environment });
  closing.push(() => troika.stop());
  await wechat.listensAt(`${troika.url}/wechat/oa`);
  const passes = async (ms: number) => {
    wechat.clock.advance(ms);
    mail.clock.advance(ms);
    await troika.advance(ms);
    await quiet(troika, passes);
  };
  const counted = { told: 0, inChat: 0, byNotice: 0, byMail: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const seed = SEED + round;
    const [deeds] = fc.sample(histories, { seed, numRuns: 1 }) as [Deed[][]];
    const [hours] = fc.sample(pauses, { seed, numRuns: 1 }) as [number[]];
    const people = deeds.map((own, n): Customer => {
      const mailbox = `c${round}-${n}@customer.example`;
      mail.mailbox(mailbox);
      return { hands: wechat.addPerson({ name: `客户${round}-${n}` }), own, mailbox, said: [] };
    });
    for (const { hands } of people) await hands.says('你好');
    await quiet(troika, passes);
    await knownByMail(database.url, people);
    for (let step = 0; step < STEPS; step++) {
      await passes(1_000);
      for (const { hands, own } of people) await does(hands, own[step] ?? 'silent');
      const items = people.flatMap((person) => said(person, step, wechat.account.appId));
      if (items.length > 0) await troika.store.tickets.save({ expect: [], outbox: items, commands: [] });
      troika.desk.house.onSaved({ commands: [] });
      await quiet(troika, passes);
      await passes((hours[step] ?? 1) * HOUR);
    }
    // Every window is shut by then: whatever waited has gone another way.
    await passes(49 * HOUR);
    for (const person of people) await judge(person, { troika, mail, wechat, counted });
  }
  const { 42001: _, ...refused } = wechat.counts().refused;
  process.stderr.write(
    `consents, seed ${SEED}: ${ROUNDS * TOGETHER} histories, ${JSON.stringify(counted)}, refused ${JSON.stringify(refused)}\n`,
  );
  expect(refused).toEqual({});
  expect(counted.byNotice).toBeGreaterThan(0);
});

async function does(hands: Hands, deed: Deed): Promise<void> {
  if (deed === 'writes') await hands.says('进度');
  if (deed === 'agrees to A') await hands.agrees(A);
  if (deed === 'agrees to B') await hands.agrees(B);
  if (deed === 'agrees to both') await hands.agrees(A, B);
  if (deed === 'declines A') await hands.declines(A);
  if (deed === 'takes A back') await hands.takesBack(A);
}

let told = 0;
/** News or a question by a text that is said by one of the templates, and can be found again. */
function said({ own, hands, said }: Customer, step: number, appId: string): OutboxItem[] {
  const [what, , template] = (own[step] ?? '').split(' ');
  if (what !== 'told' && what !== 'asked') return [];
  told += 1;
  const mark = `【${told}】`;
  said.push(mark);
  const text =
    template === 'A'
      ? ({ say: 'notice.undeliverable', params: { place: mark, reason: '' } } as const)
      : ({ say: 'notice.requester_unreachable', params: { person: mark, tried: '', reason: '' } } as const);
  const leads = { links: what === 'asked' ? ['close'] : [], actions: [] };
  const address = addressOf('wechat-oa', appId, hands.follower.openId);
  const body = { kind: 'say', ...text, tone: 'info', ...leads } as const;
  return [{ key: `history/${told}`, address, locale: 'zh-CN', ticketId: null, body }];
}

/** Everything was said somewhere, once; what WeChat still lets us tell is what we think it does. */
async function judge(
  { hands, mailbox, said }: Customer,
  house: {
    readonly troika: TestTroika;
    readonly mail: MailEmulator;
    readonly wechat: WechatOaEmulator;
    readonly counted: { told: number; inChat: number; byNotice: number; byMail: number };
  },
): Promise<void> {
  const { troika, mail, wechat, counted } = house;
  const seen = hands.sees().filter(({ from }) => from === 'account');
  const byMail = mail.mailbox(mailbox).sees();
  for (const mark of said) {
    const inChat = seen.filter(({ kind, text }) => kind === 'chat' && text.includes(mark)).length;
    const byNotice = seen.filter(({ kind, text }) => kind === 'notice' && text.includes(mark)).length;
    const posted = byMail.filter(({ text }) => text.includes(mark)).length;
    counted.told += 1;
    counted.inChat += inChat;
    counted.byNotice += byNotice;
    counted.byMail += posted;
    expect([mark, inChat + byNotice + posted]).toEqual([mark, 1]);
  }
  const { openId, consents } = hands.follower;
  const notices = addressOf('wechat-oa', wechat.account.appId, `notices/${openId}`) as Address;
  const given = await troika.store.allowances.at(notices);
  for (const id of [A, B]) {
    const { messages: left } = leftNow(consentsTo(given, id), troika.store.clock.now());
    expect([id, left]).toEqual([id, consents.get(id) ?? 0]);
  }
}

async function knownByMail(url: string, people: readonly Customer[]): Promise<void> {
  await inDatabase(url, async (client) => {
    for (const { hands, mailbox } of people)
      await client.query(
        `INSERT INTO identity (platform, account, requester_id)
         SELECT 'mail', $1, requester_id FROM identity WHERE platform = 'wechat-oa' AND account = $2`,
        [mailbox, hands.follower.openId],
      );
  });
}

/** All that was said is received and answered, all that can go out has gone out. */
async function quiet(troika: TestTroika, passes: (ms: number) => Promise<void>): Promise<void> {
  const idle = async () => {
    await troika.desk.ring();
    await troika.desk.idle();
    const unread = await troika.store.inbox.unsettled(troika.store.clock.now() + 1_000, 1);
    return unread.length === 0;
  };
  await until(idle, 60_000);
  // Somebody's bucket is empty.
  if ((await troika.store.outbox.health(troika.store.clock.now())).pending > 0) await passes(5_000);
}
