/** Fetching what customers said: nothing lost and nothing heard twice, whatever rings, ends or is refused in between. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { AdapterContext } from '../../../src/platform/context.js';
import { until } from '../../scheduler/until.js';
import { type KfDesk, openKfDesk } from './desk.js';

let desk: KfDesk;
afterEach(() => desk.stop());

const SOON_MS = 8_000;
const heard = () =>
  desk.house.received.map(({ content }) => (content.kind === 'text' ? content.text : content.kind));
const calls = () => desk.emulator.counts().requests['kf/sync_msg'] ?? 0;

describe('the place where we stopped reading', () => {
  test('is kept after the batch was received: a desk that dies in between reads it again', async () => {
    const order: string[] = [];
    desk = await openKfDesk(
      (context): AdapterContext => ({
        ...context,
        state: {
          ...context.state,
          compareAndSet(key, expected, value) {
            if (key.startsWith('cursor/')) order.push('kept');
            return context.state.compareAndSet(key, expected, value);
          },
        },
        receive(inbound) {
          order.push('received');
          return context.receive(inbound);
        },
      }),
    );
    await until(() => order.includes('kept'), SOON_MS);
    order.length = 0;
    await desk.says('进度');
    await until(() => order.includes('kept'), SOON_MS);
    expect(order).toEqual(['received', 'kept']);
  });

  test('is not moved by a batch that the house did not take: it is read again until it does', async () => {
    let failures = 2;
    desk = await openKfDesk(
      (context): AdapterContext => ({
        ...context,
        async receive(inbound) {
          if (failures-- > 0) throw new Error('the database is away');
          return context.receive(inbound);
        },
      }),
    );
    await desk.says('进度');
    expect(heard()).toEqual(['进度']);
    expect(desk.warnings.filter((line) => line.includes('could not be fetched'))).toHaveLength(2);
  });

  test('that is lost brings nothing twice: each message has its own id', async () => {
    desk = await openKfDesk();
    for (const text of ['一', '二', '三']) await desk.says(text);
    await desk.readsFrom({ cursor: '', since: 0 });
    await desk.says('四');
    await desk.hears(7);
    expect(heard()).toEqual(['一', '二', '三', '四']);
  });

  test('that WeCom has forgotten leads back to the oldest it has', async () => {
    desk = await openKfDesk();
    await desk.says('一');
    await desk.readsFrom({
      cursor: 'gone',
      since: 0,
    });
    await desk.says('二');
    await until(() => desk.warnings.join().includes('the cursor is forgotten'), SOON_MS);
    await desk.says('三');
    expect(heard()).toEqual(['一', '二', '三']);
  });
});

describe('the doorbell', () => {
  test('rung ten times for one message brings it once', async () => {
    desk = await openKfDesk();
    await desk.says('进度');
    await Promise.all(Array.from({ length: 10 }, () => desk.rings()));
    await desk.says('在吗');
    expect(heard()).toEqual(['进度', '在吗']);
    expect(calls()).toBeLessThan(12);
  });

  test('heard by two instances brings each message once', async () => {
    desk = await openKfDesk();
    await desk.another();
    desk.emulator.world.faults.switchOn({ kind: 'duplicate', on: 'kf_msg_or_event', chance: 1 });
    for (let n = 1; n <= 20; n += 1) await desk.zhang.says(`第 ${n} 条`);
    await until(() => heard().length === 20, SOON_MS);
    expect(heard()).toEqual(Array.from({ length: 20 }, (_, n) => `第 ${n + 1} 条`));
  });

  test('that was missed is made good by the look at the start', async () => {
    desk = await openKfDesk();
    await desk.says('一');
    desk.emulator.world.faults.switchOn({ kind: 'late', on: 'kf_msg_or_event', ms: 3_600_000 });
    await desk.zhang.says('二');
    expect(heard()).toEqual(['一']);
    await desk.another();
    await desk.hears(2);
    expect(heard()).toEqual(['一', '二']);
  });

  test('of another account is not answered', async () => {
    desk = await openKfDesk();
    await desk.says('在吗');
    const before = calls();
    const another = desk.emulator.kf.addAccount('别的客服');
    for (let n = 0; n < 30; n += 1) await desk.emulator.world.kf.doorbell.ring(another);
    await desk.says('在吗');
    expect(calls()).toBeLessThan(before + 10);
  });

  test('whose token is over by then is answered without one', async () => {
    desk = await openKfDesk();
    await desk.says('一');
    desk.later(11 * 60_000);
    desk.emulator.world.faults.switchOn({ kind: 'late', on: 'kf_msg_or_event', ms: 3_600_000 });
    await desk.zhang.says('二');
    await desk.another();
    await desk.hears(2);
    expect(heard()).toEqual(['一', '二']);
  });
});

describe('a bad day', () => {
  test('with the access token over in the middle of the pages loses nothing', async () => {
    desk = await openKfDesk();
    desk.emulator.world.faults.switchOn({ kind: 'late', on: 'kf_msg_or_event', ms: 3_600_000, times: 450 });
    for (let n = 1; n <= 450; n += 1) await desk.zhang.says(`${n}`);
    // A third of it is read when the token ends.
    desk.emulator.world.faults.switchOn({ kind: '42001', on: 'kf/sync_msg' });
    await desk.rings();
    await desk.hears(450);
    expect(heard()).toEqual(Array.from({ length: 450 }, (_, n) => `${n + 1}`));
    expect(calls()).toBeGreaterThanOrEqual(4);
  });

  test.each(['5xx', 'reset', '-1', 'empty-page'] as const)('with %s is waited out', async (kind) => {
    desk = await openKfDesk();
    await desk.says('一');
    desk.emulator.world.faults.switchOn({ kind, on: 'kf/sync_msg', times: 2 });
    await desk.says('二');
    expect(heard()).toEqual(['一', '二']);
  });

  test('what was said before the desk was there is left to those who answered it', async () => {
    desk = await openKfDesk();
    await desk.adapter.stop();
    await desk.zhang.says('昨天的问题');
    desk.later(24 * 3_600_000);
    await desk.readsFrom(null);
    await desk.zhang.says('今天的问题');
    await desk.another();
    await desk.hears(1);
    expect(heard()).toEqual(['今天的问题']);
  });
});
