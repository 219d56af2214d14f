/** Where what customers were to be told ended, as the desk's record has it, and what the platforms counted meanwhile. */
import type { CustomerChannels } from './customer-channels.js';
import { inDatabase } from './store.js';

export interface Figures {
  /** By platform; `held`: it waits for room; `in doubt`; `staff`: nothing reaches them, and whoever has the ticket knows. */
  readonly ended: Readonly<Record<string, number>>;
  /** Of these, the ones that are told nowhere, and nobody knows. */
  readonly lost: number;
  /** Messages that the platforms were asked for. */
  readonly sent: number;
  /** What of all that was asked of them they refused, by code. */
  readonly refused: Readonly<Record<string, number>>;
  /** Messages to one of them that say word for word what another one says; a question may be asked again. */
  readonly twice: number;
}

const SENDS = [
  ...['kf/send_msg', 'kf/send_msg_on_event', 'message/custom/send', 'message/subscribe/bizsend'],
  ...['SendSms', 'DATA'],
];

const QUESTION = /（\d\/\d）|是不是这件事/u;

export async function figuresOf(channels: CustomerChannels): Promise<Figures> {
  const { troika, wecom, oa, sms, mail } = channels;
  const ends = await endsIn(troika.databaseUrl);
  const ended = totals(ends.map((end) => [end, 1]));
  const counts = [wecom, oa, sms, mail].map((each) => each.counts());
  const requests = counts.flatMap((each) => Object.entries(each.requests));
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  return {
    ...{ ended, lost: ended[LOST] ?? 0 },
    sent: sum(requests.flatMap(([api, times]) => (SENDS.includes(api) ? [times] : []))),
    refused: totals(counts.flatMap(({ refused }) => Object.entries(refused))),
    twice: twiceAmong(readIn(channels).filter((text) => !QUESTION.test(text))),
  };
}

/** Every message that a customer got, with who got it. */
function readIn({ wecom, oa, sms, mail }: CustomerChannels): readonly string[] {
  const customers = [...wecom.world.kf.customers.values()].flatMap(({ nickname }) =>
    wecom.kf
      .customer(nickname)
      .sees()
      .flatMap(({ from, text }) => (from === 'account' ? [`${nickname} ${text}`] : [])),
  );
  const followers = [...oa.world.followers.values()].flatMap(({ name }) =>
    oa
      .person(name)
      .sees()
      .flatMap(({ from, text }) => (from === 'account' ? [`${name} ${text}`] : [])),
  );
  const phones = [...sms.world.phones.values()].flatMap(({ number, received }) =>
    received.map(({ text }) => `${number} ${text}`),
  );
  const mailboxes = [...mail.world.mailboxes.values()].flatMap(({ address, mails }) =>
    mails.map(({ text }) => `${address} ${text}`),
  );
  return [...customers, ...followers, ...phones, ...mailboxes];
}

function totals(counted: readonly (readonly [string, number])[]): Readonly<Record<string, number>> {
  const all: Record<string, number> = {};
  for (const [what, times] of counted) all[what] = (all[what] ?? 0) + times;
  return all;
}

const twiceAmong = (texts: readonly string[]) => texts.length - new Set(texts).size;

/** For whoever reads what the run says. */
export function printed(what: string, { ended, lost, sent, refused, twice }: Figures): void {
  process.stdout.write(
    `${what}: sent ${sent}, refused ${JSON.stringify(refused)}, lost ${lost}, twice ${twice}, ended ${JSON.stringify(ended)}\n`,
  );
}

interface Row {
  readonly key: string;
  readonly platform: string;
  readonly status: string;
  readonly reason: string | null;
  /** Whoever has the ticket was told that nothing reaches its customer. */
  readonly known: boolean;
}

const LOST = 'lost';
const CUSTOMERS = ['wechat-kf', 'wechat-oa', 'sms', 'mail'];
const TOLD_IN = 'told in ';

/** One end for each notice of a ticket, whichever ways it took; what was nothing to send is none. */
async function endsIn(url: string): Promise<readonly string[]> {
  const rows = await inDatabase(url, async (client) => {
    const read = await client.query<Row>(
      `SELECT key, split_part(address, ':', 1) AS platform, status, reason, EXISTS (
         SELECT FROM outbox told WHERE told.key LIKE 'unreachable/' || outbox.ticket_id || '/%' AND told.status = 'sent'
       ) AS known
       FROM outbox WHERE ticket_id IS NOT NULL AND split_part(address, ':', 1) = ANY($1) ORDER BY id`,
      [CUSTOMERS],
    );
    return read.rows;
  });
  const last = new Map(rows.map((row) => [rootOf(row.key), row]));
  const endOf = ({ status, platform, reason, known }: Row): string | null => {
    if (status === 'sent' || status === 'arrived') return platform;
    if (status === 'held') return 'held';
    if (status === 'uncertain') return 'in doubt';
    if (status === 'dead') return known ? 'staff' : LOST;
    if (status !== 'dropped') return LOST;
    if (!reason?.startsWith(TOLD_IN)) return null;
    const teller = last.get(rootOf(reason.slice(TOLD_IN.length)));
    return teller ? endOf(teller) : LOST;
  };
  return [...last.values()].flatMap((row) => endOf(row) ?? []);
}

/** What goes another way has the key it had. */
const rootOf = (key: string) => key.replace(/^way\/\d+\//u, '');
