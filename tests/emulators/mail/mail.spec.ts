/** The emulated mail server, proved by the package that everybody sends with. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { MailEmulator } from './emulator.js';

const WANG = 'wang@customer.example';

let emulator: MailEmulator;
beforeEach(async () => {
  emulator = await MailEmulator.start();
  emulator.mailbox(WANG);
});
afterEach(() => emulator.close());

const send = (more: object = {}, url = emulator.smtpUrl) =>
  createTransport(url).sendMail({
    from: emulator.account.address,
    to: WANG,
    subject: '#12 注册公司：已受理',
    text: '您好',
    html: '<p>您好</p>',
    messageId: '<one@troika.example>',
    ...more,
  });
const codeOf = (sending: Promise<unknown>) =>
  sending.then(
    () => 'taken',
    (error: { responseCode?: number; code?: string }) => error.responseCode || error.code,
  );

test('a mail is in its mailbox as its reader sees it', async () => {
  await send({ references: ['<zero@troika.example>'], inReplyTo: '<zero@troika.example>' });
  expect(emulator.mailbox('Wang@Customer.Example').sees()).toEqual([
    expect.objectContaining({
      messageId: '<one@troika.example>',
      subject: '#12 注册公司：已受理',
      from: 'desk@troika.example',
      to: [WANG],
      text: '您好',
      inReplyTo: '<zero@troika.example>',
      references: ['<zero@troika.example>'],
    }),
  ]);
});

test('nobody sends without the password, or under another name', async () => {
  expect(await codeOf(send({}, emulator.smtpUrl.replace(/:[^:@]+@/u, ':wrong@')))).toBe(535);
  expect(await codeOf(send({}, emulator.smtpUrl.replace(/\/\/.*@/u, '//')))).toBe(530);
  expect(await codeOf(send({ from: 'other@troika.example' }))).toBe(553);
});

describe('a mail is refused', () => {
  test('for good: nobody there, no room, or what looks like spam', async () => {
    expect(await codeOf(send({ to: 'nobody@customer.example' }))).toBe(550);
    emulator.mailbox(WANG).mood = 'full';
    expect(await codeOf(send())).toBe(552);
    emulator.mailbox(WANG).mood = 'open';
    emulator.world.faults.switchOn({ kind: '554', on: WANG });
    expect(await codeOf(send())).toBe(554);
    expect(emulator.mailbox(WANG).sees()).toEqual([]);
  });

  test('for now: five minutes by greylisting, or as the server says', async () => {
    emulator.mailbox(WANG).mood = 'greylists';
    expect(await codeOf(send())).toBe(450);
    emulator.clock.advance(299_000);
    expect(await codeOf(send())).toBe(450);
    emulator.clock.advance(1_000);
    expect(await codeOf(send())).toBe('taken');
    for (const kind of ['421', '450', '451'] as const) {
      emulator.world.faults.switchOn({ kind });
      expect(await codeOf(send())).toBe(Number(kind));
    }
    expect(emulator.mailbox(WANG).sees()).toHaveLength(1);
  });

  test('for its form: a header that no server passes on', async () => {
    const raw = `From: desk@troika.example\r\nTo: ${WANG}\r\nSubject: x\r\nDate: Fri, 27 Nov 2026 10:00:00 +0800\r\n\r\nx\r\n`;
    const envelope = { from: 'desk@troika.example', to: WANG };
    expect(await codeOf(createTransport(emulator.smtpUrl).sendMail({ envelope, raw }))).toBe(550);
  });
});

test('a connection that ends early leaves nothing, one that ends late leaves the mail, and its sender hears neither', async () => {
  emulator.world.faults.switchOn({ kind: 'drop-early' });
  expect(await codeOf(send())).toBe('ECONNECTION');
  expect(emulator.mailbox(WANG).sees()).toHaveLength(0);
  emulator.world.faults.switchOn({ kind: 'drop' });
  expect(await codeOf(send())).toBe('ECONNECTION');
  expect(emulator.mailbox(WANG).sees()).toHaveLength(1);
  expect(emulator.counts()).toMatchObject({ shown: 1, faults: { 'drop-early': 1, drop: 1 } });
});
