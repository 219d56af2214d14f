/** Who gets in at the webhook: forged, stale, cut, oversized and unknown events each meet the right answer. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { seal } from '../../emulators/feishu/webhook.js';
import { type FeishuDesk, openFeishuDesk } from './desk.js';
import { door, message, post } from './sealed.js';

let desk: FeishuDesk;
afterEach(() => desk.stop());

describe('the door of the webhook', () => {
  beforeEach(async () => {
    desk = await openFeishuDesk('webhook');
  });

  test('answers the challenge of the console', async () => {
    expect(await desk.emulator.listensAt(`${desk.url}/feishu/events`)).toMatchObject({ acknowledged: true });
  });

  test('refuses each forgery with one line in the log, and hears nothing', async () => {
    const said = JSON.stringify(message(desk));
    const sealed = seal(desk.emulator.app, said, Date.now());
    const yesterday = seal(desk.emulator.app, said, Date.now() - 86_400_000);
    const others = seal({ ...desk.emulator.app, encryptKey: 'their key' }, said, Date.now());
    const wrongToken = JSON.stringify({
      ...message(desk),
      header: { ...message(desk).header, token: 'guessed' },
    });
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'x', token: 'guessed' });
    const tries: readonly [status: number, body: string, headers: Readonly<Record<string, string>>][] = [
      [401, sealed.body, { ...sealed.headers, 'x-lark-signature': '0'.repeat(64) }],
      [401, sealed.body, {}],
      [401, sealed.body.slice(0, -9), sealed.headers],
      [401, yesterday.body, yesterday.headers],
      [401, others.body, others.headers],
      [401, said, {}],
      [401, challenge, {}],
      ...[wrongToken, challenge].map((text): [number, string, Readonly<Record<string, string>>] => {
        const { body, headers } = seal(desk.emulator.app, text, Date.now());
        return [401, body, headers];
      }),
      [413, 'x'.repeat(600_000), sealed.headers],
    ];
    const before = desk.warnings.length;
    for (const [status, body, headers] of tries)
      expect([status, (await door(desk, body, headers)).status]).toEqual([status, status]);
    // The one that is too large is refused before the adapter sees it.
    expect(desk.warnings.length - before).toBe(tries.length - 1);
    expect(desk.house.received).toEqual([]);
  });

  test('says 400 to what is signed and cannot be read', async () => {
    expect(await post(desk, '{')).toBe(400);
    expect(await post(desk, 'no JSON at all')).toBe(400);
  });

  test('takes a replay as the same event, and an unknown kind as nothing', async () => {
    const said = message(desk);
    expect(await post(desk, JSON.stringify(said))).toBe(200);
    expect(await post(desk, JSON.stringify(said))).toBe(200);
    expect(await post(desk, JSON.stringify(message(desk, 'im.message.reaction.created_v1')))).toBe(200);
    expect(desk.house.received).toHaveLength(1);
  });

  test('asks for another delivery of what could not be taken', async () => {
    desk.house.answer = () => Promise.reject(new Error('the database is away'));
    const said = JSON.stringify(message(desk));
    expect(await post(desk, said)).toBe(500);
    desk.house.answer = async () => null;
    expect(await post(desk, said)).toBe(200);
    expect(desk.house.received).toHaveLength(2);
  });
});
