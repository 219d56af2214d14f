/** A mailbox and the mails in it, as its owner's program shows them. */
import PostalMime from 'postal-mime';

export interface Mail {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** By name in lower case; the last of several. */
  readonly headers: Readonly<Record<string, string>>;
  /** Epoch ms of its arrival. */
  readonly at: number;
}

/** `greylists`: the first try of a sender is put off for five minutes. */
export const MOODS = ['open', 'full', 'greylists'] as const;

export interface Mailbox {
  readonly address: string;
  mood: (typeof MOODS)[number];
  readonly mails: Mail[];
}

export async function parseMail(raw: Buffer, at: number): Promise<Mail> {
  const mail = await PostalMime.parse(raw);
  return {
    messageId: mail.messageId ?? '',
    from: mail.from?.address ?? '',
    to: (mail.to ?? []).map(({ address }) => address ?? ''),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    inReplyTo: mail.inReplyTo ?? null,
    references: (mail.references ?? '').split(/\s+/u).filter((id) => id !== ''),
    headers: Object.fromEntries(mail.headers.map(({ key, value }) => [key, value])),
    at,
  };
}
