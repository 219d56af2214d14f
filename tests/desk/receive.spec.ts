/** What people say is acknowledged in time and never lost: answered by its save, or safe without one. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { House } from '../../src/desk/house.js';
import { receive } from '../../src/desk/receive.js';
import { addressOf } from '../../src/platform/address.js';
import type { Inbound, InboundContent } from '../../src/platform/inbound.js';
import { type OpenDesk, openDesk, platform } from '../support/desk.js';

/** One platform waits for as long as it takes, one hardly at all, one takes no answer in its acknowledgement. */
const PLATFORMS = { patient: 60_000, hasty: 50, wordless: 0 };

let open: OpenDesk;
let secured: number;

beforeEach(async () => {
  open = await openDesk(
    Object.entries(PLATFORMS).map(([name, ackWithinMs]) => platform(name, { ackWithinMs })),
  );
  secured = 0;
});
afterEach(() => open.close());

/** The desk's own house, which also notes when what was received is made safe. */
function watched(): House {
  const { house } = open.desk;
  const secure = async () => {
    await house.store.inbox.secure();
    secured += 1;
  };
  return { ...house, store: { ...house.store, inbox: { ...house.store.inbox, secure } } };
}

const roomOn = (name: string) => addressOf(name, 'desk', 'zhang');

const said = (name: keyof typeof PLATFORMS, content: InboundContent, eventId: string): Inbound => ({
  ...{ platform: name, eventId, sender: { account: 'zhang' } },
  ...{ address: roomOn(name), private: true, content },
});
const hears = (inbound: Inbound) => receive(watched(), inbound, () => undefined);
const says = (name: keyof typeof PLATFORMS, text = '帮助', eventId = 'help') =>
  hears(said(name, { kind: 'text', text }, eventId));

const unsettled = () => open.store.inbox.unsettled(open.store.clock.now() + 1, 10);

test('what is answered in time is made safe by the save that settles it, and waits for nothing more', async () => {
  await says('patient');
  expect(secured).toBe(0);
  expect(await unsettled()).toEqual([]);
});

test('what is acknowledged before it is settled is made safe first, and still settled', async () => {
  await open.post(roomOn('hasty'), 'an answer has to go out behind this');
  await open.desk.idle();
  await open.store.prisma.$transaction(async (held) => {
    await held.$executeRaw`SELECT FROM lane WHERE address = ${roomOn('hasty')} FOR UPDATE`;
    expect(await says('hasty')).toBeNull();
    expect(secured).toBe(1);
    expect(await unsettled()).toHaveLength(1);
  });
  while ((await unsettled()).length > 0);
});

test('a desk that is asked whether it is idle also waits for what it acknowledged before it was settled', async () => {
  let idle = false;
  let resting = Promise.resolve();
  await open.post(roomOn('wordless'), 'an answer has to go out behind this');
  await open.desk.idle();
  await open.store.prisma.$transaction(async (held) => {
    await held.$executeRaw`SELECT FROM lane WHERE address = ${roomOn('wordless')} FOR UPDATE`;
    await open.desk.receive(said('wordless', { kind: 'text', text: '帮助' }, 'help'));
    resting = open.desk.idle().then(() => {
      idle = true;
    });
    expect(await unsettled()).toHaveLength(1);
    expect(idle).toBe(false);
  });
  await resting;
  expect(await unsettled()).toEqual([]);
});

test('where an acknowledgement carries no words, what a tap is told comes as a message', async () => {
  const stale = { kind: 'button', value: 'answer:0:0:phone=1' } as const;
  expect((await hears(said('patient', stale, 'tap')))?.toast?.text).toMatch(/已经过去/u);
  expect(await hears(said('wordless', stale, 'tap'))).toBeNull();
  while ((await unsettled()).length > 0);
  await open.desk.idle();
  const keys = await open.store.outbox.known(['patient:tap/answer', 'wordless:tap/answer']);
  expect([...keys]).toEqual(['wordless:tap/answer']);
});

test('what is said before the last answer is out still answers the question that was asked by then', async () => {
  const sentences = ['我要注册公司', '青禾公司', '13800138000'];
  await Promise.all(sentences.map((text, n) => says('wordless', text, `said-${n}`)));
  while ((await unsettled()).length > 0);
  expect((await open.store.tickets.ticket(1))?.ticket.fields).toEqual({
    company_name: '青禾公司',
    phone: '13800138000',
  });
});
