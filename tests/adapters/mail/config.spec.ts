/** Which variables turn mail on, how a wrong one is named, and what troika doctor finds. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../adapters/mail/config.js';
import { type MailDesk, openMailDesk, wrongPassword } from './desk.js';

const FROM = { MAIL_FROM: 'desk@troika.example' };

describe('the variables', () => {
  test('without any of them mail is off', () => {
    expect(readConfig({ PUBLIC_URL: 'http://desk.example', MAIL_FROM: ' ' })).toBeNull();
  });

  test('two turn it on, with the port and the encryption that belong together', () => {
    const MAIL_URL = 'smtps://desk%40troika.example:p%3Ass@smtp.troika.example';
    expect(readConfig({ MAIL_URL, MAIL_FROM: '三驾马车 <Desk@Troika.example>' })).toMatchObject({
      ...{ host: 'smtp.troika.example', port: 465, secure: true, mustEncrypt: false },
      auth: { user: 'desk@troika.example', pass: 'p:ss' },
      from: { name: '三驾马车', address: 'desk@troika.example' },
    });
    expect(readConfig({ ...FROM, MAIL_URL: 'smtp://relay.local:25' })).toMatchObject({
      ...{ port: 25, secure: false, auth: null, mustEncrypt: false },
    });
  });

  test('a password goes to no other machine in the clear', () => {
    const config = (host: string) => readConfig({ ...FROM, MAIL_URL: `smtp://desk:secret@${host}` });
    expect(config('smtp.troika.example')?.mustEncrypt).toBe(true);
    expect(config('127.0.0.1:2525')?.mustEncrypt).toBe(false);
  });

  test.each([
    ['MAIL_URL', 'smtp.troika.example'],
    ['MAIL_URL', 'https://smtp.troika.example'],
    ['MAIL_URL', 'smtp://desk@smtp.troika.example'],
    ['MAIL_URL', 'smtp://%ff:x@smtp.troika.example'],
    ['MAIL_FROM', 'desk'],
    ['MAIL_FROM', 'Desk\r\nBcc: x <desk@troika.example>'],
  ])('a wrong %s, %j, stops the start and is named', (name, value) => {
    const good = { ...FROM, MAIL_URL: 'smtp://relay.local' };
    expect(() => readConfig({ ...good, [name]: value })).toThrow(
      new RegExp(`mail: ${name}: expected .+, got .+; .+`, 'u'),
    );
  });

  test('one alone stops the start, and the password is never shown', () => {
    expect(() => readConfig(FROM)).toThrow('MAIL_URL: expected');
    const refusal = () => readConfig({ MAIL_URL: 'smtp://desk:hunter2@' });
    expect(refusal).toThrow('characters (not shown)');
    expect(refusal).not.toThrow('hunter2');
  });
});

describe('the doctor', () => {
  let desk: MailDesk;
  afterEach(() => desk.stop());
  const found = async () => (await desk.adapter.check?.()) ?? [];

  test('logs in, and finds nothing to do', async () => {
    desk = await openMailDesk();
    const all = await found();
    expect(all.map(({ todo }) => todo)).toEqual([null, null, null]);
    expect(all[0]?.is).toMatch(/^127\.0\.0\.1:\d+ lets desk@troika\.example in$/u);
  });

  test('says what to do about a wrong password, another sender, and a link nobody can open', async () => {
    desk = await openMailDesk({
      env: (emulator) => ({
        ...wrongPassword(emulator),
        ...{ MAIL_FROM: 'desk@other.example', PUBLIC_URL: 'http://localhost:3000' },
      }),
    });
    expect((await found()).map(({ todo }) => todo)).toEqual([
      expect.stringContaining('compare MAIL_URL with the mailbox'),
      expect.stringContaining('may not send as desk@other.example'),
      expect.stringContaining('PUBLIC_URL'),
    ]);
  });
});
