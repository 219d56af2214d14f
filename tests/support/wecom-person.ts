/** A person of a journey at their WeCom client, alone with the app or in a group with the bot: what they may do and see there, and nothing else. */
import type { Button, Form } from '../../src/platform/card.js';
import type { Reply } from '../../src/platform/reply.js';
import type { WecomEmulator } from '../emulators/wecom/emulator.js';
import type { Hands as Client } from '../emulators/wecom/human/hands.js';
import { until } from '../scheduler/until.js';
import { oneByOne } from './one-by-one.js';
import { type Hands, type Person, personWith, type Standing } from './person.js';
import { lookingAt } from './standing-hands.js';
import { settled, type TestTroika } from './troika.js';
import { PICK, readSeen } from './wecom-card.js';

/** So long the bot may take for an answer: beyond the first score of messages a member gets one every few seconds. */
const ANSWERED_MS = 20_000;
/** So long a tap may take to change something, on a machine that is busy with other specs too. */
const CHANGED_MS = 8_000;

/** Where they are alone with the app. */
const APP = 'app';

export function atWecom(emulator: WecomEmulator, troika: TestTroika, name: string): Person {
  const client = emulator.person(name);
  const groups = [...emulator.world.groups.values()].filter(
    ({ hasBot, members }) => hasBot && members.has(client.person.userId),
  );
  const personAt = (place: string): Person => ({
    ...personWith(handsAt(place, client, troika)),
    in(wanted) {
      if (wanted === 'private') return personAt(APP);
      const found = groups.find((group) => group.name.includes(wanted));
      if (found) return personAt(found.id);
      throw new Error(
        `${name} is with the bot in no group like ${wanted}, only in ${groups.map((group) => group.name)}`,
      );
    },
  });
  return personAt(APP);
}

function handsAt(place: string, client: Client, troika: TestTroika): Hands {
  const { name } = client.person;
  const oursAt = (where: string) =>
    client.sees(where).filter(({ from }) => from === (where === APP ? 'app' : 'bot'));
  const cardsAt = (where: string): Standing[] =>
    oursAt(where).map((seen) => ({ card: readSeen(seen), at: seen.messageId }));
  /** What is meant for one of a group alone is told them by the app. */
  const ours = () => oursAt(APP);
  const cards = () => cardsAt(place);
  const say = (text: string) => (place === APP ? client.says(text) : client.bot.asks(text, { group: place }));
  const everywhere = () => [...new Set([APP, place])].flatMap(cardsAt);
  /** WeCom's acknowledgement carries no words: what was said in answer is the next line. */
  async function after(act: () => Promise<unknown>): Promise<Reply | null> {
    const known = ours().length;
    const before = everywhere().length;
    await act();
    // No acknowledgement says that it was understood: that is seen. A card of the app may change in its place, though.
    const seen = until(() => everywhere().length > before, place === APP ? CHANGED_MS : ANSWERED_MS);
    await (place === APP ? seen.catch(() => undefined) : seen);
    await settled(troika);
    const line = ours()
      .slice(known)
      .find(({ type }) => type === 'text');
    if (!line) return null;
    const { title, blocks } = readSeen(line);
    const text = [title, ...blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))].join(
      '\n',
    );
    return { toast: { tone: line.text.startsWith('✅') ? 'good' : 'warning', text } };
  }
  async function tap({ text, value, disabledReason }: Button, { at, card }: Standing): Promise<void> {
    // What has no button yet can still be said.
    if (disabledReason !== undefined) return void (await say(`${text} #${card.ticketId ?? ''}`));
    const seen = oursAt(place).find(({ messageId }) => messageId === at);
    const listed = seen?.questions.find(({ options }) => options.some(({ id }) => id === value));
    if (listed) await client.taps(at, PICK, { [listed.key]: [value] });
    else await client.taps(at, value);
  }
  const press = (button: Button, on: Standing) => after(() => tap(button, on));
  const here: Hands = {
    name,
    cards,
    async say(text) {
      const mention = /^@\S+\s*/u;
      // What mentions nobody in a group, the bot does not hear.
      if (place === APP || mention.test(text)) await say(place === APP ? text : text.replace(mention, ''));
    },
    async answer() {
      throw new Error('WeCom does not tell an app which line a message answers');
    },
    press,
    async opens(): Promise<Form> {
      throw new Error('WeCom has no forms: what is asked comes one question at a time');
    },
    submit: async () => null,
    ...oneByOne({ cards, say, press, after }),
    send: async ({ name: file, bytes }) => void (await client.sendsFile('file', file, Buffer.from(bytes))),
    heard: () => everywhere().length,
    ...lookingAt(name, cards, everywhere),
    leave: () => undefined,
  };
  return here;
}
