/** Sending: in order, once where that can be had, never lost, and given up in the open. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createDesk } from '../../src/desk/desk.js';
import { addressOf } from '../../src/platform/address.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import { until } from '../scheduler/until.js';
import { type OpenDesk, openDesk, type Platform, platform } from '../support/desk.js';

const PATIENCE_MS = 20_000;
const WITHIN_MS = 15_000;

describe('delivery', () => {
  let chat: Platform;
  let sms: Platform;
  let open: OpenDesk;
  const room = addressOf('chat', 'desk', 'room');
  const phone = addressOf('sms', 'cn', '13800138000');

  beforeEach(async () => {
    chat = platform('chat');
    sms = platform('sms', { recognisesRepeats: false });
    open = await openDesk([chat, sms]);
  });
  afterEach(() => open.close());

  const titles = (of: Platform) => of.sent.map(({ title }) => title);

  test(
    'what follows a message that must wait goes out behind it',
    async () => {
      let refusals = 2;
      chat.answer = () => {
        if (refusals-- > 0) throw new DeliveryError({ kind: 'retry', afterMs: 1, reason: '429' });
      };
      await open.post(room, '1', '2', '3');
      await until(() => chat.sent.length === 3, WITHIN_MS);
      expect(titles(chat)).toEqual(['1', '2', '3']);
    },
    PATIENCE_MS,
  );

  test(
    'what the platform will never take is a dead letter, and what follows goes on',
    async () => {
      chat.answer = ({ card }) => {
        if (card.title === '2') throw new DeliveryError({ kind: 'rejected', reason: 'no such chat' });
      };
      await open.post(room, '1', '2', '3');
      await until(() => chat.sent.length === 2, WITHIN_MS);
      await open.desk.idle();
      expect(titles(chat)).toEqual(['1', '3']);
      expect(await open.store.outbox.deadLetters(10)).toEqual([
        expect.objectContaining({ key: `${room}/2`, status: 'dead', reason: 'no such chat' }),
      ]);
      chat.answer = () => undefined;
      expect(await open.store.outbox.resend(`${room}/2`, open.store.clock.now())).toBe(true);
      open.desk.house.onSaved({ commands: [] });
      await until(() => chat.sent.length === 3, WITHIN_MS);
      expect(titles(chat)).toEqual(['1', '3', '2']);
    },
    PATIENCE_MS,
  );

  test(
    'what nobody answers is tried again where a repeat is recognised, and in doubt where it is not',
    async () => {
      chat.answer = sms.answer = () => new Promise(() => undefined);
      await open.post(room, '1');
      await open.post(phone, '验证码');
      const health = async () => open.store.outbox.health(open.store.clock.now());
      await until(async () => (await health()).uncertain === 1, WITHIN_MS);
      expect(await open.store.outbox.deadLetters(10)).toEqual([
        expect.objectContaining({ key: `${phone}/验证码`, status: 'uncertain' }),
      ]);
      chat.answer = () => undefined;
      await until(() => chat.sent.length === 1, WITHIN_MS);
      expect(sms.sent).toEqual([]);
    },
    2 * PATIENCE_MS,
  );

  test(
    'an ambiguous send is not repeated by itself: a person is asked',
    async () => {
      sms.answer = () => {
        throw new DeliveryError({ kind: 'uncertain', reason: 'the line broke after the body' });
      };
      await open.post(phone, '验证码');
      await until(
        async () => (await open.store.outbox.health(open.store.clock.now())).uncertain === 1,
        WITHIN_MS,
      );
      await open.desk.sweep();
      await open.desk.idle();
      expect(sms.sent).toEqual([]);
      expect((await open.store.outbox.deadLetters(10)).map(({ status }) => status)).toEqual(['uncertain']);
    },
    PATIENCE_MS,
  );

  test(
    'a dead sender’s message is sent again where the platform knows it by its key, and shown where it does not',
    async () => {
      await open.desk.stop();
      await open.store.tickets.save({
        expect: [],
        commands: [],
        outbox: [item(room, 'a'), item(phone, 'b')],
      });
      // Another instance took both lanes, and died without a word.
      const now = open.store.clock.now();
      expect(
        await open.store.outbox.claim({ now, by: 'dead', lanes: 9, perLane: 9, leaseMs: 1 }),
      ).toHaveLength(2);
      const next = await openOn(open);
      await until(
        async () => (await open.store.outbox.health(open.store.clock.now())).pending === 0,
        WITHIN_MS,
      );
      expect(titles(chat)).toEqual(['a']);
      expect(sms.sent).toEqual([]);
      expect((await open.store.outbox.deadLetters(10)).map(({ key, status }) => [key, status])).toEqual([
        ['b', 'uncertain'],
      ]);
      await next.stop();
    },
    PATIENCE_MS,
  );

  test(
    'a message for somebody else does not wait for one that its platform keeps waiting',
    async () => {
      let answers: (() => void) | undefined;
      chat.answer = () =>
        new Promise<void>((resolve) => {
          answers = resolve;
        });
      await open.post(room, 'slow');
      await until(() => answers !== undefined, WITHIN_MS);
      await open.post(phone, 'quick');
      await until(() => sms.sent.length === 1, WITHIN_MS);
      expect(chat.sent).toEqual([]);
      answers?.();
      await until(() => chat.sent.length === 1, WITHIN_MS);
    },
    PATIENCE_MS,
  );

  test(
    'an address gets no more at once than its platform bears, and loses nothing',
    async () => {
      const slow = platform('slow', { pace: { perSecond: 20, burst: 2 } });
      const paced = await openDesk([slow]);
      const began = performance.now();
      await paced.post(addressOf('slow', 'desk', 'room'), '1', '2', '3', '4', '5');
      await until(() => slow.sent.length === 5, WITHIN_MS);
      expect(titles(slow)).toEqual(['1', '2', '3', '4', '5']);
      // Two at once, then one every 50 ms.
      expect(performance.now() - began).toBeGreaterThanOrEqual(150);
      await paced.close();
    },
    PATIENCE_MS,
  );
});

function item(address: ReturnType<typeof addressOf>, key: string) {
  const card = { title: key, tone: 'info' as const, blocks: [], buttons: [] };
  return { key, address, locale: 'zh-CN' as const, ticketId: null, body: { kind: 'card' as const, card } };
}

/** The next instance on the same database, as after a restart. */
async function openOn({ desk, store }: OpenDesk) {
  const { adapters, folder, platforms, alarm, log, metrics, tz, locale, publicUrl } = desk.house;
  const next = createDesk({
    store,
    adapters,
    folder,
    platforms,
    alarm,
    log,
    metrics,
    tz,
    locale,
    publicUrl,
    instance: 'next',
  });
  await next.sweep();
  return next;
}
