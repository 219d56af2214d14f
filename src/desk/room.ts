/**
 * What of a lane goes out where only so many messages are left. What somebody is asked to answer goes in any case; what
 * only informs is told together, and leaves the last message for the next question: 「已解决，请确认」. Pure.
 */
import type { OutboxBody, OutboxRow, Say } from './ports/outbox.js';

/** `move`: it takes the next way. `wait`: until there is room. */
export type Step = MessageStep<'send'> | MessageStep<'move'> | RowStep<'wait'> | RowStep<'drop'>;

/** One message; `told` are the other rows that it tells. */
interface MessageStep<What> {
  readonly do: What;
  readonly row: OutboxRow;
  readonly told: readonly OutboxRow[];
}

interface RowStep<What> {
  readonly do: What;
  readonly row: OutboxRow;
}

/** Rows that are told as one message, in order. */
type Message = readonly [OutboxRow, ...OutboxRow[]];

export interface Room {
  /** Messages that may be sent. */
  readonly left: number;
  /** What was allowed ends by itself, so that what waits for that is told in the end: the last one is kept. */
  readonly ends: boolean;
  /** What only informs can be told elsewhere at once, instead of waiting here. */
  readonly otherWay: boolean;
  /** A colleague has the conversation: what has no room now has some when they end it. */
  readonly returns?: boolean;
}

export function planRoom(rows: readonly OutboxRow[], room: Room): readonly Step[] {
  const { left, ends, otherWay } = room;
  const within = fitting(room);
  const needless = rows.filter(isNeedless);
  const kept = rows.filter((row) => !needless.includes(row));
  const dropped = needless.map((row): Step => ({ do: 'drop', row }));
  const asked = messages(kept.filter(asks));
  const spare = left - asked.length - (ends ? 1 : 0);
  const news = asFew(messages(kept.filter((row) => !asks(row))), spare);
  if (news.length <= Math.max(0, spare)) return [...dropped, ...within(inOrder([...asked, ...news]))];
  const carrier = left > 0 ? asked.find(([{ body }]) => isSaid(body)) : undefined;
  if (carrier) {
    const joined = inOrder([
      [...news.flat(), ...carrier].sort(byId) as unknown as Message,
      ...asked.filter((one) => one !== carrier),
    ]);
    return [...dropped, ...within(joined)];
  }
  const waits = ends && !otherWay;
  const rest = news.flatMap((one): Step[] => (waits ? waiting(one) : [as('move')(one)]));
  return [...dropped, ...within(asked), ...rest];
}

/** Nothing that was sent can be changed there, and what is new comes as a notice. */
export const isNeedless = ({ body }: OutboxRow): boolean => body.kind === 'refresh' || body.kind === 'gather';

/** Whether somebody is to answer it or has asked for it. */
export function asks({ body }: Pick<OutboxRow, 'body'>): boolean {
  if (body.kind === 'gathered') return body.notices.some(questions);
  return body.kind === 'card' || (body.kind === 'say' && questions(body));
}

function questions({ links, actions, urgent }: Say): boolean {
  return links.length + actions.length > 0 || urgent === true;
}

const isSaid = (body: OutboxBody): body is Extract<OutboxBody, { kind: 'say' | 'gathered' }> =>
  body.kind === 'say' || body.kind === 'gathered';

/** What is said of one ticket is one message; an answer is one of its own. */
function messages(rows: readonly OutboxRow[]): readonly Message[] {
  const found = new Map<string, [OutboxRow, ...OutboxRow[]]>();
  for (const row of rows) {
    const key = row.body.kind === 'card' || row.ticketId === null ? row.key : String(row.ticketId);
    const message = found.get(key);
    if (message) message.push(row);
    else found.set(key, [row]);
  }
  return [...found.values()];
}

/** As they are where they fit, else as one. */
function asFew(news: readonly Message[], spare: number): readonly Message[] {
  const [first, ...others] = news;
  if (!first || news.length <= spare || spare < 1) return news;
  return [[...first, ...others.flat()]];
}

const byId = (one: OutboxRow, other: OutboxRow) => one.id - other.id;
const inOrder = (all: readonly Message[]) => [...all].sort(([one], [other]) => byId(one, other));

const waiting = (message: Message) => message.map((row): Step => ({ do: 'wait', row }));

/** As many as there is room for; the others go where they can be answered sooner. */
function fitting({ left, otherWay, returns }: Room): (all: readonly Message[]) => readonly Step[] {
  const beyond = returns && !otherWay ? waiting : (one: Message) => [as('move')(one)];
  return (all) => all.flatMap((one, n) => (n < left ? [as('send')(one)] : beyond(one)));
}

/** The last one carries what the others say; a card of the ticket says nothing beside its notices. */
const as =
  (what: 'send' | 'move') =>
  (message: Message): Step => {
    const said = message.filter(({ body }) => isSaid(body));
    const row = said.at(-1) ?? (message.at(-1) as OutboxRow);
    const told = message.filter(({ id }) => id !== row.id);
    if (said.length < 2) return { do: what, row, told };
    const notices = said.flatMap(({ body, ticketId }) =>
      body.kind === 'gathered' ? body.notices : body.kind === 'say' ? [{ ...body, ticketId }] : [],
    );
    return { do: what, row: { ...row, body: { kind: 'gathered', notices, together: true } }, told };
  };
