/** A customer of a journey in their WeChat: they write, send, tap a menu, and see what stands in the one conversation. */
import type { Button, Card, Form } from '../../src/platform/card.js';
import type { Reply } from '../../src/platform/reply.js';
import type { CustomerHands } from '../emulators/wecom/kf/customer-hands.js';
import type { SeenLine } from '../emulators/wecom/kf/screen.js';
import { until } from '../scheduler/until.js';
import { oneByOne } from './one-by-one.js';
import { type Hands, type Person, personWith, type Standing } from './person.js';
import { describeCard, type Sight } from './seen.js';
import { lookingAt } from './standing-hands.js';
import { settled, type TestTroika } from './troika.js';
import { readText } from './wecom-card.js';

/** So long an answer may be on its way. */
const ANSWERED_MS = 5_000;
/** And so long a word, on a machine that is busy with other things. */
const RECEIVED_MS = 20_000;

interface Seat {
  readonly client: CustomerHands;
  readonly troika: TestTroika;
  /** WeChat tells when something was said to the second: nobody says two things in one. */
  takesTime(): Promise<void>;
}

export function inWechat(seat: Seat): Person {
  const { client } = seat;
  const person: Person = {
    ...personWith(handsOf(seat)),
    in(place) {
      if (place === 'private') return person;
      throw new Error(`${client.customer.nickname} is a customer: they are in no group like ${place}`);
    },
  };
  return person;
}

function handsOf({ client, troika, takesTime }: Seat): Hands {
  const name = client.customer.nickname;
  const ours = () => client.sees().filter(({ from }) => from === 'account');
  const cards = (): Standing[] => ours().map((line) => ({ card: readLine(line), at: line.messageId }));
  /** The doorbell is acknowledged before what it rang for is fetched: that has come when the desk keeps it. */
  async function comes(act: () => Promise<unknown>): Promise<void> {
    const received = () => troika.store.prisma.inbox.count({ where: { platform: 'wechat-kf' } });
    const before = await received();
    await takesTime();
    await act();
    await until(async () => (await received()) > before, RECEIVED_MS);
  }
  const say = (text: string) => comes(() => client.says(text));

  async function after(act: () => Promise<unknown>): Promise<Reply | null> {
    const known = cards().length;
    await act();
    await until(() => cards().length > known, ANSWERED_MS).catch(() => undefined);
    await settled(troika);
    const [line] = cards().slice(known);
    if (!line) return null;
    return { toast: { tone: 'neutral', text: describeCard(line.card) } };
  }
  const press = ({ text, disabledReason }: Button, { at, card }: Standing) =>
    after(async () => {
      // What cannot be tapped yet can still be said.
      if (disabledReason === undefined) await comes(() => client.taps(at, text));
      else await say(`${text} #${card.ticketId ?? ''}`);
    });
  /** The newest ticket here that goes by this name; without a name, the newest. */
  function ticketOf({ title = '' }: Sight): string | undefined {
    const told = cards().map(({ card }) => card.title);
    const named = [title, ...told.filter((one) => one.includes(title)).reverse()];
    return named.flatMap((one) => /#\d+/u.exec(one) ?? []).at(0);
  }

  return {
    name,
    cards,
    say,
    async answer() {
      throw new Error('WeChat does not tell customer service which line a message answers');
    },
    press,
    async opens(): Promise<Form> {
      throw new Error('WeChat has no forms: what is asked comes one question at a time');
    },
    submit: async () => null,
    ...oneByOne({ cards, say, press, after }),
    send: ({ name: file, bytes }) => comes(() => client.sendsFile('file', file, Buffer.from(bytes))),
    async asksAnew(sight, stands) {
      await settled(troika);
      await until(stands, ANSWERED_MS).catch(() => undefined);
      const ticket = ticketOf(sight);
      if (!stands() && ticket !== undefined) await after(() => say(ticket));
    },
    heard: () => ours().length,
    ...lookingAt(name, cards),
    leave: () => undefined,
  };
}

function readLine({ text, items }: SeenLine): Card {
  const card = readText(text);
  const tappable = items.map(
    ({ text: label, id = '' }): Button => ({ text: label, value: id, style: 'plain' }),
  );
  return { ...card, buttons: [...tappable, ...card.buttons] };
}
