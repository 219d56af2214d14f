/** A person of a journey at their Feishu client: what they may do and see there, and nothing else. */
import type { Button } from '../../src/platform/card.js';
import type { Reply } from '../../src/platform/reply.js';
import type { FeishuEmulator } from '../emulators/feishu/emulator.js';
import type { Hands as Client } from '../emulators/feishu/human/hands.js';
import { buttonsIn, readCard, readForm } from './feishu-card.js';
import { type Hands, type Person, personWith, type Standing } from './person.js';
import { describeCard } from './seen.js';
import { lookingAt } from './standing-hands.js';

/** Feishu bears four messages a second in a chat, so that a row of them takes its time. */
const TONES = { success: 'good', info: 'info', warning: 'warning', error: 'bad' } as const;

type Tapped = Awaited<ReturnType<Client['taps']>>;

export function atFeishu(emulator: FeishuEmulator, name: string): Person {
  const client = emulator.person(name);
  return personIn(client.direct, client, emulator);
}

function personIn(chat: string, client: Client, emulator: FeishuEmulator): Person {
  return {
    ...personWith(handsIn(chat, client, emulator)),
    in(place) {
      if (place === 'private') return personIn(client.direct, client, emulator);
      const mine = chatsOf(client, emulator);
      const found = mine.find(({ name }) => name.includes(place));
      if (found) return personIn(found.id, client, emulator);
      throw new Error(
        `${client.person.name} is in no group like ${place}, only in ${mine.map(({ name }) => name)}`,
      );
    },
  };
}

function handsIn(chat: string, client: Client, emulator: FeishuEmulator): Hands {
  const { name } = client.person;
  const standing = (at: string): Standing | undefined => cardsIn(chat, client).find((card) => card.at === at);
  async function tap({ text, value }: Button, { at }: Standing): Promise<Tapped> {
    const all = buttonsIn(client.sees(chat).find(({ messageId }) => messageId === at)?.card ?? {});
    const label = all.find((each) => each.value === value && text.startsWith(each.text))?.text ?? text;
    const alike = all.filter((each) => each.text === label);
    return client.taps(
      at,
      label,
      Math.max(
        0,
        alike.findIndex((each) => each.value === value),
      ),
    );
  }
  const everywhere = () => chatsOf(client, emulator).flatMap(({ id }) => client.sees(id));
  const here: Hands = {
    name,
    cards: () => cardsIn(chat, client),
    async say(text) {
      const bot = /^@工单助手\s*/u;
      const spokenTo = bot.test(text) ? ['bot'] : [];
      await client.says(chat, text.replace(bot, ''), { mentions: spokenTo });
    },
    async answer(line, text) {
      const there = client.sees(chat).findLast(({ from, text: words }) => from !== 'bot' && words === line);
      if (!there) throw new Error(`${name}: expected the line ${line} to answer`);
      const bot = /^@工单助手\s*/u;
      const mentions = bot.test(text) ? ['bot'] : [];
      await client.says(chat, text.replace(bot, ''), { mentions, replyTo: there.messageId });
    },
    press: async (button, on) => replyTo(await tap(button, on), standing(on.at)),
    async opens(button, on) {
      const known = formsOf(client).length;
      const told = replyTo(await tap(button, on), standing(on.at));
      return here.until(
        () => formsOf(client).slice(known).at(-1),
        `a form after ${button.text}, told: ${told?.toast?.text}`,
      );
    },
    async submit(form, input) {
      const missing = form.inputs.filter(({ key, required, value }) => required && !(input[key] ?? value));
      const answer = await client.fills(form.id, 'form', input as Readonly<Record<string, string>>);
      // The client itself asks for what is missing, and by its name in the form.
      if (missing.length > 0) return refused(`请填写${missing.map(({ label }) => label).join('、')}`);
      return replyTo(answer, standing(form.id));
    },
    async send({ name: file, bytes }) {
      await client.says(chat, '', { files: [{ name: file, bytes: Buffer.from(bytes), kind: 'file' }] });
    },
    heard: () => everywhere().filter(({ from }) => from === 'bot').length,
    words: () =>
      everywhere()
        .map(({ card, text }) => (card ? describeCard(readCard(card)) : text))
        .join('\n'),
    until: lookingAt(name, () => cardsIn(chat, client)).until,
    leave: () => undefined,
  };
  return here;
}

function cardsIn(chat: string, client: Client): Standing[] {
  return client
    .sees(chat)
    .flatMap(({ from, card, messageId }) =>
      from === 'bot' && card ? [{ card: readCard(card, messageId), at: messageId }] : [],
    );
}

/** A form is for one person: it comes to them alone. */
function formsOf(client: Client) {
  return client.sees(client.direct).flatMap(({ card, messageId }) => {
    const form = card && readForm(card, messageId);
    return form ? [form] : [];
  });
}

function chatsOf({ person }: Client, { world }: FeishuEmulator) {
  return [...world.chats.values()].filter(({ members }) => members.has(person.openId));
}

/** What the client shows in answer to a tap. An answer it cannot read is our mistake. */
function replyTo({ toast, changed, error }: Tapped, on: Standing | undefined): Reply | null {
  if (error && error.code !== 0) throw new Error(`Feishu shows error ${error.code}: ${error.why}`);
  if (error) return refused(error.why);
  if (!toast && !changed) return null;
  const tone = TONES[(toast?.type ?? 'info') as keyof typeof TONES];
  return {
    ...(toast ? { toast: { tone, text: toast.content } } : {}),
    ...(changed && on ? { card: on.card } : {}),
  };
}

const refused = (text: string): Reply => ({ toast: { tone: 'warning', text } });
