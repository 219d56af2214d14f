/** What people say is acknowledged in time and never lost: answered by its save, or safe without one. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { House } from '../../src/desk/house.js';
import { receive } from '../../src/desk/receive.js';
import { addressOf } from '../../src/platform/address.js';
import { type OpenDesk, openDesk, platform } from '../support/desk.js';

/** One platform waits for as long as it takes, the other hardly at all. */
const PLATFORMS = { patient: 60_000, hasty: 50 };

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

const says = (name: keyof typeof PLATFORMS) =>
  receive(watched(), {
    platform: name,
    eventId: 'help',
    sender: { account: 'zhang' },
    address: roomOn(name),
    private: true,
    content: { kind: 'text', text: '帮助' },
  });

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
