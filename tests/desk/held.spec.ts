/** What quiet hours hold survives whoever dies, however the clock jumps, and is told once by whichever instance. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createDesk, type Desk } from '../../src/desk/desk.js';
import { addressOf } from '../../src/platform/address.js';
import { someNotice } from '../support/change.js';
import { type OpenDesk, openDesk, type Platform, platform } from '../support/desk.js';

const HOUR = 3_600_000;
const room = addressOf('chat', 'desk', 'zhou');

describe('a held notice', () => {
  let chat: Platform;
  let open: OpenDesk;
  let others: Desk[];

  beforeEach(async () => {
    chat = platform('chat');
    open = await openDesk([chat]);
    others = [];
  });
  afterEach(async () => {
    for (const desk of others) await desk.stop();
    await open.close();
  });

  const hold = async (key: string, ms: number) => {
    const { clock, tickets } = open.store;
    const item = { ...someNotice(key, room), heldUntil: clock.now() + ms };
    const body = { ...item.body, say: 'word.staff' } as typeof item.body;
    await tickets.save({ expect: [], commands: [], outbox: [{ ...item, body }] });
  };
  const keys = () => chat.sent.map(({ key }) => key);
  const rings = async (...desks: readonly Desk[]) => {
    await Promise.all(desks.map((desk) => desk.ring()));
    await Promise.all(desks.map((desk) => desk.idle()));
  };

  test('waits while others go out, and follows when the clock jumps past its hour', async () => {
    await hold('held', 8 * HOUR);
    await open.post(room, 'urgent');
    await rings(open.desk);
    expect(keys()).toEqual([`${room}/urgent`]);
    await open.store.clock.advance(3 * 24 * HOUR);
    await rings(open.desk);
    await rings(open.desk);
    expect(keys()).toEqual([`${room}/urgent`, 'held']);
  });

  test('a process that dies before its hour leaves it to the next one', async () => {
    await hold('held', HOUR);
    await open.desk.stop();
    await open.store.clock.advance(2 * HOUR);
    const next = another('next');
    await next.sweep();
    await rings(next);
    expect(keys()).toEqual(['held']);
  });

  test('a process that dies after letting it go and before sending it leaves it to the next one', async () => {
    await hold('held', HOUR);
    await open.desk.stop();
    await open.store.clock.advance(2 * HOUR);
    const now = open.store.clock.now();
    expect((await open.store.outbox.release(now)).released).toBe(1);
    const next = another('next');
    await next.sweep();
    await rings(next);
    await next.sweep();
    await rings(next);
    expect(keys()).toEqual(['held']);
  });

  test('two instances that wake at once tell it once, in its order', async () => {
    for (let n = 1; n <= 3; n++) await hold(`held-${n}`, HOUR);
    const next = another('next');
    await open.store.clock.advance(HOUR);
    await rings(open.desk, next, open.desk, next);
    await rings(open.desk, next);
    expect(keys()).toEqual(['held-1', 'held-2', 'held-3']);
    expect(await open.store.outbox.health(open.store.clock.now())).toMatchObject({ held: 0, pending: 0 });
  });

  /** One more instance on the same database. */
  function another(instance: string): Desk {
    const { adapters, folder, platforms, alarm, log, metrics, tz, locale, publicUrl } = open.desk.house;
    const outside = { adapters, folder, platforms, alarm, log, metrics, publicUrl };
    const desk = createDesk({ ...outside, store: open.store, tz, locale, instance });
    others.push(desk);
    return desk;
  }
});
