/** How people fill in what they are asked where a platform has no forms: one question after the other. */
import type { Button } from '../../src/platform/card.js';
import type { Reply } from '../../src/platform/reply.js';
import type { Hands, Standing } from './person.js';
import { cardTexts } from './seen.js';

const QUESTION = /（\d+\/\d+）$/u;

interface Conversation {
  cards(): readonly Standing[];
  say(text: string): Promise<unknown>;
  press(button: Button, on: Standing): Promise<Reply | null>;
  /** Does it, and gives what was said in answer. */
  after(act: () => Promise<unknown>): Promise<Reply | null>;
}

export function oneByOne({
  cards,
  say,
  press,
  after,
}: Conversation): Required<Pick<Hands, 'asks' | 'answersAll'>> {
  const question = (known: number) =>
    cards()
      .slice(known)
      .findLast(({ card }) => QUESTION.test(card.title));

  /** Answers each question with what is given under its name; what is asked and not given is skipped, or else left. */
  async function answerAll(
    since: number,
    before: Reply | null,
    input: Readonly<Record<string, unknown>>,
  ): Promise<Reply | null> {
    let known = since;
    let told = before;
    for (let asked = question(known); asked; asked = question(known)) {
      const { card } = asked;
      const words = cardTexts(card).join('\n');
      const [, answer] = Object.entries(input).find(([label]) => words.includes(label)) ?? [];
      const choice = card.buttons.find(({ text }) => text === answer);
      const skip = card.buttons.find(({ text }) => text === '跳过');
      known = cards().length;
      if (choice) told = await press(choice, asked);
      else if (answer !== undefined) told = await after(() => say(String(answer)));
      else if (skip) told = await press(skip, asked);
      else {
        await after(() => say('取消'));
        return { toast: { tone: 'warning', text: words } };
      }
    }
    return told;
  }
  return {
    async asks(button, on, input) {
      const known = cards().length;
      const told = await press(button, on);
      return answerAll(known, told, input);
    },
    answersAll: (input) => answerAll(0, null, input),
  };
}
