/** Names of mails, made of what they are about: the same delivery is the same mail, a ticket's mails are one conversation. Pure. */
import { createHash } from 'node:crypto';

/** `from`: our address, whose domain vouches for the name. */
export function messageIdOf(key: string, from: string): string {
  return named(`delivery/${key}`, from);
}

/** The first mail about a ticket to somebody; all others of it answer this one. */
export function rootIdOf(ticketId: number, mailbox: string, from: string): string {
  return named(`ticket/${ticketId}/${mailbox}`, from);
}

function named(what: string, from: string): string {
  const digest = createHash('sha256').update(what).digest('hex').slice(0, 32);
  return `<${digest}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}
