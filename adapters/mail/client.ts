/** Sending: a card as one mail to one mailbox, in the conversation of its ticket. Throws DeliveryError and nothing else. */
import type { Delivery, Posted } from '../../src/platform/adapter.js';
import type { SharedState } from '../../src/platform/context.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { MailConfig } from './config.js';
import { OPT_OUT_PATH, optOutToken } from './opt-out.js';
import { mailboxAt } from './places.js';
import { renderCard } from './render.js';
import { handOver } from './smtp.js';
import { type Thread, threadOf } from './thread.js';

interface Parts {
  readonly config: MailConfig;
  readonly state: SharedState;
  readonly clock: { now(): number };
}

export async function sendMail(parts: Parts, delivery: Delivery): Promise<Posted> {
  const { config, state } = parts;
  const { address, card, key } = delivery;
  const mailbox = mailboxAt(address);
  if (mailbox === null)
    throw new DeliveryError({
      kind: 'rejected',
      reason: `expected the address of a mailbox, got ${address}`,
    });
  const from = config.from.address;
  const thread = await threadOf(state, { key, ticketId: card.ticketId, mailbox, from });
  const message = await composed(parts, { delivery, mailbox, thread });
  await handOver(config, { from, to: mailbox }, message);
  return { ref: thread.messageId };
}

/** The package is loaded when it is first needed: a desk without mail starts without it. */
async function composed(
  { config, clock }: Parts,
  {
    delivery: { card },
    mailbox,
    thread,
  }: { readonly delivery: Delivery; readonly mailbox: string; readonly thread: Thread },
): Promise<Buffer> {
  const { messageId, answers } = thread;
  const optOut = `${config.publicUrl}${OPT_OUT_PATH}/${optOutToken(config.signing, mailbox)}`;
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const composer = new MailComposer({
    ...{ from: config.from, to: mailbox, messageId, date: new Date(clock.now()) },
    ...renderCard(card, optOut),
    ...(answers === null ? {} : { inReplyTo: answers, references: [answers] }),
    headers: {
      'List-Unsubscribe': `<${optOut}>`,
      // Programs offer one press only for what is encrypted: RFC 8058 §3.1
      ...(optOut.startsWith('https:') ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
      // No holiday notices in answer: RFC 3834 §5
      'Auto-Submitted': 'auto-generated',
    },
  });
  return composer.compile().build();
}
