/** A person of a journey: says, taps, fills, sends files, and sees. Knows nothing of the product but what is shown, on whatever platform. */
import { expect } from '@jest/globals';
import type { Button, Card, Form } from '../../src/platform/card.js';
import type { Feed } from '../../src/platform/context.js';
import type { Reply } from '../../src/platform/reply.js';
import { buttonsOf, describeCard, matches, type Sight } from './seen.js';

export interface Person {
  readonly name: string;
  /** Where they speak from now on: alone with the desk, or in a group by a part of its name. */
  in(place: 'private' | string): Person;
  says(text: string): Promise<void>;
  /** Says it in answer to the newest line here that somebody wrote with these words. */
  answers(line: string, text: string): Promise<void>;
  /** Waits for the newest card with this button and presses it. Gives what the acknowledgement said. */
  taps(button: string, on?: Sight): Promise<Reply | null>;
  /** Presses a button and gives the form that opens, wherever the platform opens it. */
  opens(button: string, on?: Sight): Promise<Form>;
  /** Presses a button, and fills the form that opens. */
  fills(button: string, input: Readonly<Record<string, unknown>>, on?: Sight): Promise<Reply | null>;
  /** Answers all that the newest card here asks at once; where the platform has no inputs, one question after the other. */
  completes(input: Readonly<Record<string, unknown>>, on?: Sight): Promise<Reply | null>;
  sends(file: SentFile): Promise<void>;
  sees(sight: Sight): Promise<Card>;
  /** Nothing like it stands here. */
  doesNotSee(sight: Sight): void;
  /** How many cards or texts here show this. */
  count(sight: Sight): number;
  /** How many messages of the desk stand in all their conversations. */
  heard(): number;
  /** Every word in all their conversations. */
  words(): string;
  /** Looks again whenever something new arrives, until there is something; fails with what is there instead. */
  until<T>(look: () => T | undefined, what: string): Promise<T>;
  /** Where what was sent still has a way to go: resolves when all of it stands here. */
  caughtUp?(feed: Pick<Feed, 'since'>): Promise<void>;
  leaves(): void;
}

export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A card where it stands; `at` is the platform's name for the message. */
export interface Standing {
  readonly card: Card;
  readonly at: string;
}

/** What a platform lets somebody do in one conversation. */
export interface Hands {
  readonly name: string;
  /** The desk's cards in this conversation as they are now, oldest first. */
  cards(): readonly Standing[];
  say(text: string): Promise<void>;
  answer(line: string, text: string): Promise<void>;
  press(button: Button, on: Standing): Promise<Reply | null>;
  /** Presses what must open a form. */
  opens(button: Button, on: Standing): Promise<Form>;
  submit(form: Form, input: Readonly<Record<string, unknown>>): Promise<Reply | null>;
  /** Where the platform has no forms: presses what asks one question at a time, and answers each by its label. */
  asks?(button: Button, on: Standing, input: Readonly<Record<string, unknown>>): Promise<Reply | null>;
  /** There, too: answers the question that stands, and those that follow. */
  answersAll?(input: Readonly<Record<string, unknown>>): Promise<Reply | null>;
  send(file: SentFile): Promise<void>;
  /** Where what was said stays as it was: asks for the ticket of this sight once more, unless it stands there by then. */
  asksAnew?(sight: Sight, stands: () => boolean): Promise<void>;
  readonly heard: Person['heard'];
  readonly words: Person['words'];
  readonly until: Person['until'];
  leave(): void;
}

/** Everything a person does is made of what the platform lets them do; how they move between places is its own. */
export function personWith(hands: Hands): Omit<Person, 'in'> {
  const alike = (sight: Sight) => hands.cards().filter(({ card }) => matches(card, sight));
  async function until<T>(look: () => T | undefined, sight: Sight, what: string): Promise<T> {
    await hands.asksAnew?.(sight, () => look() !== undefined);
    return hands.until(look, what);
  }
  async function find(text: string, on: Sight = {}): Promise<[Button, Standing]> {
    const found = () =>
      alike(on)
        .flatMap((standing) => buttonsOf(standing.card).map((button) => ({ button, standing })))
        .filter(({ button }) => button.text === text)
        .at(-1);
    const { button, standing } = await until(found, on, `a button ${text} on ${JSON.stringify(on)}`);
    return [button, standing];
  }
  const opens = async (button: string, on?: Sight) => hands.opens(...(await find(button, on)));
  return {
    name: hands.name,
    says: hands.say,
    answers: hands.answer,
    taps: async (button, on) => hands.press(...(await find(button, on))),
    opens,
    async fills(button, input, on) {
      if (hands.asks) return hands.asks(...(await find(button, on)), input);
      const form = await opens(button, on);
      return hands.submit(form, byKey(form, input));
    },
    async completes(input, on = {}) {
      if (hands.answersAll) return hands.answersAll(input);
      const form = await hands.until(
        () => alike(on).flatMap(formsOn).at(-1),
        `a form on ${JSON.stringify(on)}`,
      );
      return hands.submit(form, byKey(form, input));
    },
    sends: hands.send,
    sees: (sight) => until(() => alike(sight).at(-1)?.card, sight, JSON.stringify(sight)),
    doesNotSee: (sight) => expect(alike(sight).map(({ card }) => describeCard(card))).toEqual([]),
    count: (sight) => alike(sight).length,
    heard: hands.heard,
    words: hands.words,
    until: hands.until,
    leaves: hands.leave,
  };
}

const formsOn = ({ card }: Standing): Form[] =>
  card.blocks.flatMap((block) => (block.kind === 'form' ? [block.form] : []));

/** A person fills what a label says; a key is taken too. Choices and colleagues are picked by their text. */
function byKey(form: Form, input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).map(([label, value]) => {
      const field = form.inputs.find((each) => each.label === label || each.key === label);
      if (!field)
        throw new Error(
          `the form ${form.title} asks no ${label}, only ${form.inputs.map((each) => each.label)}`,
        );
      return [field.key, field.options?.find(({ text }) => text === value)?.value ?? value];
    }),
  );
}
