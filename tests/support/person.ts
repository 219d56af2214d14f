/** A person of a journey: says, taps, fills, sends files, and sees. Knows nothing of the product but what is shown. */
import { expect } from '@jest/globals';
import type { Button, Card, Form } from '../../src/platform/card.js';
import type { Reply } from '../../src/platform/reply.js';
import { cardTexts, describeCard, openLine, type PageLine } from './page-line.js';

/** What a person looks for. Texts are contained, not equal: a journey tells what matters. */
export interface Sight {
  readonly title?: string;
  /** The card's tag: the state. */
  readonly state?: string;
  readonly text?: string | readonly string[];
  /** Buttons that can be pressed. */
  readonly buttons?: readonly string[];
  /** Buttons that are greyed, with a part of the reason. */
  readonly greyed?: Readonly<Record<string, string>>;
}

export interface Person {
  readonly name: string;
  /** Where they speak from now on: alone with the desk, or in a group by a part of its name. */
  in(place: 'private' | string): Person;
  says(text: string): Promise<void>;
  /** Waits for the newest card with this button and presses it. Gives what the acknowledgement said. */
  taps(button: string, on?: Sight): Promise<Reply | null>;
  /** Presses a button, and fills the form that opens. */
  fills(button: string, input: Readonly<Record<string, unknown>>, on?: Sight): Promise<Reply | null>;
  /** Uploads a file for a form; gives what the form carries for it. */
  uploads(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<string>;
  sends(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<void>;
  sees(sight: Sight): Promise<Card>;
  /** Nothing like it stands in any of their conversations. */
  doesNotSee(sight: Sight): void;
  /** How many cards or texts show this. */
  count(sight: Sight): number;
  /** Every word in all their conversations. */
  words(): string;
  readonly line: PageLine;
  leaves(): void;
}

export async function enter(url: string, demoUrl: string, account: string, name: string): Promise<Person> {
  const key = new URL(demoUrl).searchParams.get('key');
  const headers = { 'content-type': 'application/json', origin: url };
  const entered = await fetch(`${url}/web/demo/enter`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ key }),
  });
  if (entered.status !== 200) throw new Error(`expected to enter the demo, got ${entered.status}`);
  return sit(url, entered.headers.get('set-cookie')?.split(';')[0] ?? '', account, name);
}

/** At the page with a session of one's own. */
export async function sit(url: string, cookie: string, account: string, name: string): Promise<Person> {
  const line = await openLine(url, cookie, account);
  const own = line.places().find((place) => place.private)?.address ?? '';
  return personAt(own, { url, cookie, account, name, line });
}

interface Self {
  readonly url: string;
  readonly cookie: string;
  readonly account: string;
  readonly name: string;
  readonly line: PageLine;
}

function personAt(address: string, self: Self): Person {
  const { line, name } = self;
  const here = () => line.lines().filter((item) => item.address === address);
  const cards = () => here().flatMap(({ body }) => (body.card ? [body.card] : []));

  async function acknowledged(message: Readonly<Record<string, unknown>>): Promise<Reply | null> {
    const answer = await line.ask({ ...message, address });
    if ('problem' in answer)
      throw new Error(
        `${name}: ${answer.problem.code}: expected ${answer.problem.expected}, got ${answer.problem.got}`,
      );
    return answer.reply;
  }
  async function find(button: string, on: Sight): Promise<Button> {
    const found = () =>
      cards()
        .filter((card) => matches(card, on))
        .flatMap((card) => buttonsOf(card))
        .filter(({ text }) => text === button)
        .at(-1);
    return line.until(found, `a button ${button}`);
  }
  async function uploads(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<string> {
    const uploaded = await fetch(`${self.url}/web/files?persona=${self.account}`, {
      method: 'POST',
      headers: {
        cookie: self.cookie,
        origin: self.url,
        'x-file-name': encodeURIComponent(file.name),
        'content-type': 'application/octet-stream',
      },
      body: Buffer.from(file.bytes),
    });
    const stored = (await uploaded.json()) as { receipt?: string };
    if (!stored.receipt) throw new Error(`${name}: the file was refused: ${JSON.stringify(stored)}`);
    return stored.receipt;
  }
  const taps = async (button: string, on: Sight = {}) =>
    acknowledged({ type: 'tap', value: (await find(button, on)).value });

  return {
    name,
    line,
    in(place) {
      const found = line
        .places()
        .find((known) => (place === 'private' ? known.private : known.name.includes(place)));
      if (!found)
        throw new Error(
          `${name} is in no place like ${place}, only in ${line.places().map((known) => known.name)}`,
        );
      return personAt(found.address, self);
    },
    async says(text) {
      await acknowledged({ type: 'say', text });
    },
    taps,
    async fills(button, input, on = {}) {
      const reply = await taps(button, on);
      const form = reply?.form;
      if (!form) throw new Error(`${name}: expected a form after ${button}, got ${JSON.stringify(reply)}`);
      return acknowledged({ type: 'submit', form: form.id, input: byLabel(form, input) });
    },
    uploads,
    async sends(file) {
      await acknowledged({ type: 'files', receipts: [await uploads(file)] });
    },
    sees: (sight) =>
      line.until(
        () =>
          cards()
            .filter((card) => matches(card, sight))
            .at(-1),
        JSON.stringify(sight),
      ),
    doesNotSee(sight) {
      expect(
        cards()
          .filter((card) => matches(card, sight))
          .map(describeCard),
      ).toEqual([]);
    },
    count: (sight) => cards().filter((card) => matches(card, sight)).length,
    words: () =>
      line
        .lines()
        .map(({ body }) => body.text ?? describeCard(body.card))
        .join('\n'),
    leaves: () => line.close(),
  };
}

function buttonsOf(card: Card): Button[] {
  const ticks = card.blocks.flatMap((block) =>
    block.kind === 'checklist'
      ? block.items.flatMap(({ text, button }) =>
          button ? [{ ...button, text: `${button.text} ${text}` }] : [],
        )
      : [],
  );
  return [...card.buttons, ...ticks];
}

/** A person fills what a label says; a key is taken too. Choices and colleagues are picked by their text. */
function byLabel(form: Form, input: Readonly<Record<string, unknown>>): Record<string, unknown> {
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

function matches(card: Card, sight: Sight): boolean {
  const all = cardTexts(card).join('\n');
  const texts = sight.text === undefined ? [] : [sight.text].flat();
  const pressable = buttonsOf(card).filter(({ disabledReason }) => disabledReason === undefined);
  return (
    (sight.title === undefined || card.title.includes(sight.title)) &&
    (sight.state === undefined || card.tag === sight.state) &&
    texts.every((text) => all.includes(text)) &&
    (sight.buttons ?? []).every((text) => pressable.some((button) => button.text === text)) &&
    Object.entries(sight.greyed ?? {}).every(([text, reason]) =>
      buttonsOf(card).some((button) => button.text === text && button.disabledReason?.includes(reason)),
    )
  );
}
