/** What becomes of a mail: in one conversation with its ticket's others, refused for now or for good, or of unknown fate. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addressOf } from '../../../src/platform/address.js';
import { DeliveryError } from '../../../src/platform/delivery-error.js';
import { type MailDesk, openMailDesk, WANG, wrongPassword } from './desk.js';

let desk: MailDesk;
beforeEach(async () => {
  desk = await openMailDesk();
});
afterEach(() => desk.stop());

const send = (key = 'k', card = {}) => desk.adapter.send(desk.delivery(key, card));
const failureOf = async (sending: Promise<unknown>) => {
  const error = await sending.then(
    () => 'sent',
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${String(error)}`);
  return error.failure;
};

describe('the mails of a ticket', () => {
  test('are one conversation: the first is its root, the others answer it, whichever is sent again', async () => {
    const first = await send('k1', { ticketId: 12 });
    await send('k2', { ticketId: 12 });
    await send('k3', { ticketId: 13 });
    await send('k1', { ticketId: 12 });
    const [root, answer, other, again] = desk.mails();
    expect(first.ref).toBe(root?.messageId);
    expect(root).toMatchObject({ inReplyTo: null, references: [] });
    expect(answer).toMatchObject({ inReplyTo: root?.messageId, references: [root?.messageId] });
    expect(other).toMatchObject({ inReplyTo: null });
    expect(again).toMatchObject({ messageId: root?.messageId, inReplyTo: null });
    expect(root?.messageId).toMatch(/^<[0-9a-f]{32}@troika\.example>$/u);
  });

  test('are another conversation in another mailbox', async () => {
    const li = desk.emulator.mailbox('li@customer.example');
    await send('k1', { ticketId: 12 });
    const address = desk.adapter.directAddress('Li@Customer.example');
    await desk.adapter.send({ ...desk.delivery('k2', { ticketId: 12 }), address });
    expect(li.sees()[0]).toMatchObject({ inReplyTo: null });
    expect(li.sees()[0]?.messageId).not.toBe(desk.mails()[0]?.messageId);
  });
});

test('a subject carries the ticket once, on one line, and starts no header of its own', async () => {
  await send('k1', { ticketId: 12, title: '注册公司\r\nBcc: evil@evil.example' });
  await send('k2', { ticketId: 12, title: '#12 注册公司' });
  await send('k3', { ticketId: 1, title: '#12 注册公司' });
  expect(desk.mails().map(({ subject }) => subject)).toEqual([
    '#12 注册公司 Bcc: evil@evil.example',
    '#12 注册公司',
    '#1 #12 注册公司',
  ]);
  expect(desk.mails()[0]?.headers.bcc).toBeUndefined();
});

describe('a refusal', () => {
  test('for good: nobody there, a full mailbox, spam, another platform', async () => {
    const nobody = { ...desk.delivery('k'), address: desk.adapter.directAddress('nobody@customer.example') };
    expect(await failureOf(desk.adapter.send(nobody))).toMatchObject({ kind: 'rejected' });
    desk.emulator.mailbox(WANG).mood = 'full';
    expect(await failureOf(send())).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining('552'),
    });
    desk.emulator.mailbox(WANG).mood = 'open';
    desk.emulator.world.faults.switchOn({ kind: '554' });
    expect(await failureOf(send())).toMatchObject({ kind: 'rejected' });
    for (const place of ['a@b.cn>\r\nRCPT TO:<evil@evil.example', 'wang', 'a b@c.cn'])
      expect(
        await failureOf(
          desk.adapter.send({ ...desk.delivery('k'), address: addressOf('mail', 'smtp', place) }),
        ),
      ).toMatchObject({ kind: 'rejected' });
    expect(desk.mails()).toEqual([]);
  });

  test('for now: greylisting, and whatever the server puts off', async () => {
    desk.emulator.mailbox(WANG).mood = 'greylists';
    expect(await failureOf(send())).toMatchObject({ kind: 'retry', afterMs: 300_000 });
    desk.emulator.clock.advance(300_000);
    await send();
    for (const kind of ['421', '450', '451', 'drop-early'] as const) {
      desk.emulator.world.faults.switchOn({ kind });
      expect(await failureOf(send())).toMatchObject({ kind: 'retry' });
    }
    expect(desk.mails()).toHaveLength(1);
  });

  test('of who we are waits for an operator', async () => {
    await desk.stop();
    desk = await openMailDesk({ env: () => ({ MAIL_FROM: 'other@troika.example' }) });
    expect(await failureOf(send())).toMatchObject({ kind: 'unauthorised' });
    await desk.stop();
    desk = await openMailDesk({ env: wrongPassword });
    expect(await failureOf(send())).toMatchObject({ kind: 'unauthorised' });
    expect(desk.mails()).toEqual([]);
  });
});

test('40 sends on bad days end as they should: what may have arrived is uncertain, all else arrived once or not at all', async () => {
  await desk.stop();
  desk = await openMailDesk({ seed: 5 });
  for (const kind of ['drop', 'drop-early', '450', '451', '554'] as const)
    desk.emulator.world.faults.switchOn({ kind, chance: 0.12 });
  const fates: Record<string, number> = { sent: 0 };
  const failed: string[] = [];
  for (let n = 0; n < 40; n += 1) {
    const title = `第 ${n} 封`;
    const kind = await send(`k${n}`, { title }).then(
      () => 'sent',
      (error: DeliveryError) => error.failure.kind,
    );
    fates[kind] = (fates[kind] ?? 0) + 1;
    if (kind === 'retry' || kind === 'rejected') failed.push(title);
  }
  const arrived = desk.mails().map(({ subject }) => subject);
  process.stdout.write(`mail: 40 sends, ${JSON.stringify(fates)}, ${arrived.length} arrived\n`);
  expect(new Set(arrived).size).toBe(arrived.length);
  expect(arrived.filter((subject) => failed.includes(subject))).toEqual([]);
  expect(arrived).toHaveLength((fates.sent ?? 0) + (fates.uncertain ?? 0));
  expect(fates).toMatchObject({ retry: expect.any(Number), rejected: expect.any(Number) });
});

test('where no server answers at all, nothing was sent', async () => {
  await desk.emulator.close();
  expect(await failureOf(send())).toMatchObject({ kind: 'retry' });
});
