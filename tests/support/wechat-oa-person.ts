/** A customer of a journey at their WeChat: writes to the account, taps its menus, and asks again how it stands. */
import type { Button, Card, Form } from '../../src/platform/card.js';
import type { Reply } from '../../src/platform/reply.js';
import type { WechatOaEmulator } from '../emulators/wechat-oa/emulator.js';
import type { Hands as Client } from '../emulators/wechat-oa/human/hands.js';
import type { Seen } from '../emulators/wechat-oa/human/seeing.js';
import { until } from '../scheduler/until.js';
import { JPEG } from './files.js';
import { oneByOne } from './one-by-one.js';
import { type Hands, type Person, personWith, type Standing } from './person.js';
import { describeCard } from './seen.js';
import { lookingAt } from './standing-hands.js';
import { settled, type TestTroika } from './troika.js';
import { readText } from './wecom-card.js';

/** So long an answer may be on its way. */
const ANSWERED_MS = 5_000;

export function atWechatOa(emulator: WechatOaEmulator, troika: TestTroika, name: string): Person {
  const alone: Person = {
    ...personWith(handsOf(emulator.person(name), troika)),
    in(wanted) {
      if (wanted === 'private') return alone;
      throw new Error(`${name} is alone with the account, and in no group like ${wanted}`);
    },
  };
  return alone;
}

function handsOf(client: Client, troika: TestTroika): Hands {
  const { name } = client.follower;
  const cards = (): Standing[] =>
    client
      .sees()
      .flatMap((seen) => (seen.from === 'account' ? [{ card: read(seen), at: seen.messageId }] : []));
  const say = async (text: string) => void (await client.says(text));
  async function after(act: () => Promise<unknown>): Promise<Reply | null> {
    const known = cards().length;
    await act();
    await until(() => cards().length > known, ANSWERED_MS).catch(() => undefined);
    await settled(troika);
    const [answer] = cards().slice(known);
    return answer ? { toast: { tone: 'neutral', text: describeCard(answer.card) } } : null;
  }
  const press = ({ text, value, disabledReason }: Button, { at, card }: Standing) =>
    after(async () => {
      // What cannot be tapped yet can still be said.
      if (disabledReason === undefined) await client.picks(at, value);
      else await say(`${text} #${card.ticketId ?? ''}`);
    });

  return {
    name,
    cards,
    say,
    async answer() {
      throw new Error('WeChat does not tell an account which line a message answers');
    },
    press,
    async opens(): Promise<Form> {
      throw new Error('WeChat has no forms: what is asked comes one question at a time');
    },
    submit: async () => null,
    ...oneByOne({ cards, say, press, after }),
    /** An account is sent no documents: what somebody has on paper they take a picture of. */
    send: async () => void (await client.sendsFile('image', JPEG)),
    async asksAnew({ title = '' }, stands) {
      await settled(troika);
      await until(stands, ANSWERED_MS).catch(() => undefined);
      const told = cards().map(({ card }) => card.title);
      const named = [title, ...told.filter((one) => one.includes(title)).reverse()];
      const [ticket] = named.flatMap((one) => /#\d+/u.exec(one) ?? []);
      if (!stands() && ticket !== undefined) await after(() => say(ticket));
    },
    heard: () => cards().length,
    ...lookingAt(name, cards),
    leave: () => undefined,
  };
}

/** A menu's entries stand below the text, and are no part of it. */
function read({ text, menu }: Seen): Card {
  const entries = menu.map((entry): Button => ({ text: entry.text, value: entry.id, style: 'plain' }));
  const lines = text.split('\n');
  const card = readText(lines.slice(0, lines.length - entries.length).join('\n'));
  return { ...card, buttons: [...entries, ...card.buttons] };
}
