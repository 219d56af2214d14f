/**
 * A thousand histories of customers in WeChat: they write, ask and are silent, the desk informs and asks, time passes.
 * WeChat refuses nothing, the last message of a window is never mere news, and what was not said there is said by mail.
 */
import { afterEach, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { OutboxItem } from '../../src/desk/ports/outbox.js';
import type { Address } from '../../src/platform/address.js';
import { MailEmulator } from '../emulators/mail/emulator.js';
import type { CustomerHands } from '../emulators/wecom/kf/customer-hands.js';
import { until } from '../scheduler/until.js';
import { mailVariables } from '../support/mail-variables.js';
import { freshDatabase } from '../support/postgres.js';
import { inDatabase } from '../support/store.js';
import { openTroika, START, type TestTroika } from '../support/troika.js';
import { kfVariables } from '../support/wecom-house.js';
import { companyAtWecom } from '../support/wecom-scenery.js';

jest.setTimeout(900_000);

const HOUR = 3_600_000;
const [ROUNDS, TOGETHER, STEPS] = [20, 50, 7];
const SEED = Number(process.env.HISTORIES_SEED ?? Date.now() % 1_000_000);

type Deed = 'writes' | 'told' | 'asked' | 'silent';
const histories = fc.array(
  fc.array(fc.constantFrom<Deed>('writes', 'told', 'told', 'told', 'asked', 'silent'), {
    minLength: STEPS,
    maxLength: STEPS,
  }),
  { minLength: TOGETHER, maxLength: TOGETHER },
);
/** Hours between two steps, the same for all who are there together: short enough that windows fill, long enough that some end. */
const pauses = fc.array(fc.constantFrom(0.01, 0.2, 0.2, 1, 1, 5, 5, 20, 47, 49), {
  minLength: STEPS,
  maxLength: STEPS,
});

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test(`F6: ${ROUNDS * TOGETHER} histories with WeChat's limits`, async () => {
  const emulator = await companyAtWecom(Date.parse(`${START}+08:00`));
  const mail = await MailEmulator.start();
  const database = await freshDatabase('histories');
  closing.push(
    () => database.drop(),
    () => mail.close(),
    () => emulator.close(),
  );
  const environment = { ...kfVariables(emulator), ...mailVariables(mail) };
  const troika = await openTroika({ databaseUrl: database.url, environment });
  closing.push(() => troika.stop());
  const verified = await emulator.kf.listensAt(`${troika.url}/wechat/kf`);
  expect(verified).toMatchObject({ acknowledged: true });
  const house: Stage = {
    troika,
    now: () => emulator.clock.now(),
    async passes(ms) {
      emulator.clock.advance(ms);
      mail.clock.advance(ms);
      await troika.advance(ms);
    },
  };
  const counted = { deeds: 0, told: 0, inWechat: 0, byMail: 0, nowhere: 0, asked: 0, last: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const seed = SEED + round;
    const [deeds] = fc.sample(histories, { seed, numRuns: 1 }) as [Deed[][]];
    const [hours] = fc.sample(pauses, { seed, numRuns: 1 }) as [number[]];
    const people = deeds.map((own, n): Customer => {
      const name = `客户${round}-${n}`;
      // Every other one has a mail address too.
      const mailbox = n % 2 === 0 ? `c${round}-${n}@customer.example` : null;
      if (mailbox !== null) mail.mailbox(mailbox);
      const client = emulator.kf.addCustomer({ nickname: name });
      return { client, own, mailbox, address: null, said: [], wroteAt: 0 };
    });
    await meets(house, { url: database.url, people });
    for (let step = 0; step < STEPS; step++) {
      await house.passes(1_000);
      const items = people.flatMap((person) => said(person, step));
      counted.deeds += people.filter(({ own }) => own[step] !== 'silent').length;
      await write(
        house,
        people.filter(({ own }) => own[step] === 'writes'),
        `进度 ${step}`,
      );
      const room = new Set(people.filter((person) => mayBeAsked(person, house.now())));
      if (items.length > 0) await troika.store.tickets.save({ expect: [], outbox: items, commands: [] });
      troika.desk.house.onSaved({ commands: [] });
      await quiet(house);
      // Whatever was news before it: the question finds a place while there is one.
      for (const person of people.filter((each) => each.own[step] === 'asked' && room.has(each))) {
        counted.asked += 1;
        const shown = person.client.sees().filter(({ text }) => text.includes(person.said.at(-1) ?? ''));
        expect([person.said.at(-1), shown.length]).toEqual([person.said.at(-1), 1]);
      }
      await house.passes((hours[step] ?? 1) * HOUR);
      await quiet(house);
    }
    // Every window is shut by then: whatever waited has gone another way.
    await house.passes(49 * HOUR);
    await quiet(house);
    for (const person of people) judge(person, mail, counted);
  }
  const refused = Object.entries(emulator.counts().refused).filter(([code]) => !OVER.includes(code));
  process.stderr.write(
    `histories, seed ${SEED}: ${ROUNDS * TOGETHER} histories, ${counted.deeds} deeds, ${counted.told} notices: ` +
      `in WeChat ${counted.inWechat}, by mail ${counted.byMail}, given up aloud ${counted.nowhere}, refused ${refused.length}, ` +
      `questions with room left ${counted.asked}, all asked there, ${counted.last} of them by the last message\n`,
  );
  expect(refused).toEqual([]);
  expect(counted.last).toBeGreaterThan(0);
  // Who can be told nowhere is not forgotten: it stands among what could not be delivered, by itself or in another one.
  const given = await inDatabase(database.url, (client) =>
    client.query(`SELECT FROM outbox o WHERE o.key LIKE 'history/%' AND (o.status = 'dead' OR EXISTS (
      SELECT FROM outbox d WHERE o.reason = 'told in ' || d.key AND d.status = 'dead'))`),
  );
  expect(given.rowCount).toBe(counted.nowhere);
});

/** The clock passed a token's two hours or a doorbell's ten minutes: the desk learns it by being told. */
const OVER = ['42001', '95007'];

interface Stage {
  readonly troika: TestTroika;
  now(): number;
  passes(ms: number): Promise<void>;
}

interface Customer {
  readonly client: CustomerHands;
  readonly own: readonly Deed[];
  readonly mailbox: string | null;
  address: Address | null;
  readonly said: string[];
  wroteAt: number;
}

const MOST = 5;
const OPEN_MS = 48 * HOUR;

/** WeChat would take one more message. */
function mayBeAsked({ client, wroteAt }: Customer, now: number): boolean {
  const seen = client.sees();
  const since = seen.length - 1 - seen.findLastIndex(isTheirs);
  return since < MOST && now - wroteAt < OPEN_MS;
}

/** They say it, and the desk has heard all of it and answered. */
async function write(house: Stage, people: readonly Customer[], text: string): Promise<void> {
  for (const person of people) {
    await person.client.says(text);
    person.wroteAt = house.now();
  }
  const eventId = { in: people.flatMap(({ client }) => client.sees().findLast(isTheirs)?.messageId ?? []) };
  // The doorbell is acknowledged before anything is fetched.
  const { inbox } = house.troika.store.prisma;
  await until(async () => (await inbox.count({ where: { eventId } })) === people.length, 60_000);
  await quiet(house);
}

const isTheirs = ({ from }: { readonly from: string }) => from === 'customer';

/** Everybody has written once, so that the desk knows them; those with a mail address have given it. */
async function meets(
  house: Stage,
  { url, people }: { readonly url: string; readonly people: readonly Customer[] },
): Promise<void> {
  await house.passes(1_000);
  await write(house, people, '你好');
  await inDatabase(url, async (client) => {
    for (const person of people) {
      const account = person.client.customer.externalUserId;
      const { rows } = await client.query<{ id: string; address: Address }>(
        `SELECT r.id, r.address FROM requester r JOIN identity i ON i.requester_id = r.id
         WHERE i.platform = 'wechat-kf' AND i.account = $1`,
        [account],
      );
      const [known] = rows;
      if (!known) throw new Error(`expected ${account} to be known, got nobody`);
      person.address = known.address;
      if (person.mailbox !== null)
        await client.query("INSERT INTO identity (platform, account, requester_id) VALUES ('mail', $1, $2)", [
          person.mailbox,
          known.id,
        ]);
    }
  });
}

let told = 0;
/** News or a question to one of them, by a text that can be found again. */
function said(person: Customer, step: number): OutboxItem[] {
  const deed = person.own[step];
  if ((deed !== 'told' && deed !== 'asked') || person.address === null) return [];
  told += 1;
  const text = deed === 'asked' ? `请确认【${told}】` : `有进展【${told}】`;
  person.said.push(text);
  const body: OutboxItem['body'] = {
    ...{ kind: 'say', say: 'notice.undeliverable', params: { place: text, reason: '' }, tone: 'info' },
    ...{ links: deed === 'asked' ? ['close'] : [], actions: [] },
  };
  return [{ key: `history/${told}`, address: person.address, locale: 'zh-CN', ticketId: null, body }];
}

/** All that was said is received and answered, all that can go out has gone out. */
async function quiet({ troika, passes }: Stage): Promise<void> {
  const idle = async () => {
    await troika.desk.ring();
    await troika.desk.idle();
    const unread = await troika.store.inbox.unsettled(troika.store.clock.now() + 1_000, 1);
    return unread.length === 0;
  };
  for (;;) {
    await until(idle, 60_000);
    if ((await troika.store.outbox.health(troika.store.clock.now())).pending === 0) return;
    // Somebody's bucket is empty.
    await passes(5_000);
  }
}

/** Everything was said somewhere, once; and what WeChat was left with was no news. */
function judge(
  person: Customer,
  mail: MailEmulator,
  counted: { told: number; inWechat: number; byMail: number; nowhere: number; last: number },
): void {
  const { client, mailbox } = person;
  const seen = client.sees();
  const inWechat = seen.filter(({ from }) => from === 'account').map(({ text }) => text);
  const byMail =
    mailbox === null
      ? []
      : mail
          .mailbox(mailbox)
          .sees()
          .map(({ text }) => text);
  for (const text of person.said) {
    const there = inWechat.filter((each) => each.includes(text)).length;
    const posted = byMail.filter((each) => each.includes(text)).length;
    counted.told += 1;
    counted.inWechat += there;
    counted.byMail += posted;
    if (there + posted === 0) counted.nowhere += 1;
    expect([text, there + posted]).toEqual([text, mailbox === null ? Math.min(1, there) : 1]);
  }
  const windows = seen.reduce<string[][]>(
    (all, { from, text }) => {
      if (from === 'account') all.at(-1)?.push(text);
      else all.push([]);
      return all;
    },
    [[]],
  );
  for (const window of windows) {
    const [, , , , fifth] = window;
    // Alone in the last place, news would have cost the question its own.
    if (fifth !== undefined) expect(fifth.includes('有进展') && !fifth.includes('请确认')).toBe(false);
    if (fifth?.includes('请确认')) counted.last += 1;
    expect(window.length).toBeLessThanOrEqual(MOST);
  }
}
