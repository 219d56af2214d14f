/** A webhook is proved on its bytes: signature, time, key. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { decrypt, signatureOf } from '../../../adapters/feishu/verify.js';

const KEY = 'test key';
const NOW = 1_790_000_000_000;
const BODY = Buffer.from('{ "encrypt": "with spaces the SDK would lose" }');

function signed(body: Uint8Array, at: number, key = KEY): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHash('sha256').update(`${timestamp}nonce${key}`).update(body).digest('hex');
  return {
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': 'nonce',
    'x-lark-signature': signature,
  };
}

const judged = (headers: Record<string, string>, body: Uint8Array = BODY) =>
  signatureOf({ headers, body }, KEY, [NOW]);

describe('a signature', () => {
  test('holds for the bytes as they came', () => {
    expect(judged(signed(BODY, NOW))).toBe('good');
  });

  test.each([
    ['other bytes', judged(signed(BODY, NOW), Buffer.from('{}'))],
    ['a cut body', judged(signed(BODY, NOW), BODY.subarray(0, -1))],
    ['another key', judged(signed(BODY, NOW, 'their key'))],
    ['another nonce', judged({ ...signed(BODY, NOW), 'x-lark-request-nonce': 'other' })],
  ])('does not hold for %s', (_what, judgement) => {
    expect(judgement).toBe('wrong');
  });

  test.each([-301_000, 301_000, -86_400_000])('is stale %i ms away from now', (away) => {
    expect(judged(signed(BODY, NOW + away))).toBe('stale');
  });

  test.each(['x-lark-request-timestamp', 'x-lark-request-nonce', 'x-lark-signature'])(
    'is absent without %s',
    (name) => {
      const { [name]: _left, ...rest } = signed(BODY, NOW);
      expect(judged(rest)).toBe('absent');
    },
  );

  test('whose time is no number is stale, however well it is signed', () => {
    const signature = createHash('sha256').update(`soonnonce${KEY}`).update(BODY).digest('hex');
    const headers = { 'x-lark-request-timestamp': 'soon', 'x-lark-request-nonce': 'nonce' };
    expect(judged({ ...headers, 'x-lark-signature': signature })).toBe('stale');
  });
});

describe('what was encrypted', () => {
  test("opens with the console's key: the vendor's own example", () => {
    expect(decrypt('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=', KEY)).toBe('hello world');
  });

  test.each(['', 'P37w', 'P37w+VZImNgPEO1RBhJ6Rg==', 'no base64 at all'])('%j opens to nothing', (text) => {
    expect(decrypt(text, KEY)).toBeNull();
  });

  test('another key opens nothing of use', () => {
    expect(decrypt('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=', 'their key')).not.toBe('hello world');
  });
});
