/** A person of a journey at their WeCom client, alone with the app: what they may do and see there, and nothing else. */
import type { Button, Form } from '../../src/platform/card.js';
import type { Reply } from '../../src/platform/reply.js';
import type { WecomEmulator } from '../emulators/wecom/emulator.js';
import type { Hands as Client } from '../emulators/wecom/human/hands.js';
import { until } from '../scheduler/until.js';
import { type Hands, type Person, personWith, type Standing } from './person.js';
import { cardTexts, describeCard } from './seen.js';
import { settled, type TestTroika } from './troika.js';
import { PICK, readSeen } from './wecom-card.js';

/** Beyond the first score of messages a member gets one every few seconds. */
const PATIENCE_MS = 20_000;
const QUESTION = /（\d+\/\d+）$/u;

export function atWecom(emulator: WecomEmulator, troika: TestTroika, name: string): Person {
  const client = emulator.person(name);
  const person: Person = {
    ...personWith(handsOf(client, troika)),
    in(place) {
      if (place === 'private') return person;
      throw new Error(`${name} is alone with the app at WeCom, and in no group like ${place}`);
    },
  };
  return person;
}

function handsOf(client: Client, troika: TestTroika): Hands {
  const { name } = client.person;
  const ours = () => client.sees().filter(({ from }) => from === 'app');
  const cards = (): Standing[] => ours().map((seen) => ({ card: readSeen(seen), at: seen.messageId }));
  /** WeCom's acknowledgement carries no words: what was said in answer is the next line. */
  async function after(act: () => Promise<unknown>): Promise<Reply | null> {
    const known = ours().length;
    await act();
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
    if (disabledReason !== undefined) return void (await client.says(`${text} #${card.ticketId ?? ''}`));
    const seen = ours().find(({ messageId }) => messageId === at);
    const listed = seen?.questions.find(({ options }) => options.some(({ id }) => id === value));
    if (listed) await client.taps(at, PICK, { [listed.key]: [value] });
    else await client.taps(at, value);
  }
  const press = (button: Button, on: Standing) => after(() => tap(button, on));
  const question = (known: number) =>
    cards()
      .slice(known)
      .findLast(({ card }) => QUESTION.test(card.title));

  const here: Hands = {
    name,
    cards,
    say: async (text) => void (await client.says(text)),
    async answer() {
      throw new Error('WeCom does not tell an app which line a message answers');
    },
    press,
    async opens(): Promise<Form> {
      throw new Error('WeCom has no forms: what is asked comes one question at a time');
    },
    submit: async () => null,
    /** Answers each question with what is given under its name; what is asked and not given is skipped, or else left. */
    async asks(button, on, input) {
      let known = cards().length;
      let told = await press(button, on);
      for (let asked = question(known); asked; asked = question(known)) {
        const { card } = asked;
        const words = cardTexts(card).join('\n');
        const [, answer] = Object.entries(input).find(([label]) => words.includes(label)) ?? [];
        const choice = card.buttons.find(({ text }) => text === answer);
        const skip = card.buttons.find(({ text }) => text === '跳过');
        known = cards().length;
        if (choice) told = await press(choice, asked);
        else if (answer !== undefined) told = await after(() => client.says(String(answer)));
        else if (skip) told = await press(skip, asked);
        else {
          await client.says('取消');
          return { toast: { tone: 'warning', text: words } };
        }
      }
      return told;
    },
    send: async ({ name: file, bytes }) => void (await client.sendsFile('file', file, Buffer.from(bytes))),
    heard: () => ours().length,
    words: () =>
      cards()
        .map(({ card }) => describeCard(card))
        .join('\n'),
    async until(look, what) {
      let found = look();
      const seen = async () => {
        found = look();
        return found !== undefined;
      };
      await until(seen, PATIENCE_MS).catch((error: unknown) => {
        const there = cards().map(({ card }) => describeCard(card));
        throw new Error(`${name} expected to see ${what}; there is instead:\n${there.slice(-8).join('\n')}`, {
          cause: error,
        });
      });
      return found as NonNullable<typeof found>;
    },
    leave: () => undefined,
  };
  return here;
}
