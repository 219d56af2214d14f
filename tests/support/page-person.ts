/** A person of a journey at our page: in the demo as a persona, or with a session of their own. */
import type { Reply } from '../../src/platform/reply.js';
import { openLine, type PageLine } from './page-line.js';
import { type Hands, type Person, personWith, type SentFile } from './person.js';
import { describeCard } from './seen.js';

export interface PagePerson extends Person {
  in(place: 'private' | string): PagePerson;
  /** Uploads a file for a form; gives what the form carries for it. */
  uploads(file: SentFile): Promise<string>;
  readonly line: PageLine;
}

export async function enter(
  url: string,
  demoUrl: string,
  account: string,
  name: string,
): Promise<PagePerson> {
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
export async function sit(url: string, cookie: string, account: string, name: string): Promise<PagePerson> {
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

function personAt(address: string, self: Self): PagePerson {
  const { line, name } = self;
  return {
    ...personWith(handsAt(address, self)),
    line,
    caughtUp: line.caughtUp,
    uploads: (file) => upload(file, self),
    in(place) {
      const known = line.places();
      const found = known.find((each) => (place === 'private' ? each.private : each.name.includes(place)));
      if (found) return personAt(found.address, self);
      throw new Error(`${name} is in no place like ${place}, only in ${known.map((each) => each.name)}`);
    },
  };
}

function handsAt(address: string, self: Self): Hands {
  const { line, name } = self;
  async function acknowledged(message: Readonly<Record<string, unknown>>): Promise<Reply | null> {
    const answer = await line.ask({ ...message, address });
    if ('reply' in answer) return answer.reply;
    const { code, expected, got } = answer.problem;
    throw new Error(`${name}: ${code}: expected ${expected}, got ${got}`);
  }
  return {
    name,
    cards: () =>
      line
        .lines()
        .flatMap((item) =>
          item.address === address && item.body.card ? [{ card: item.body.card, at: String(item.id) }] : [],
        ),
    async say(text) {
      await acknowledged({ type: 'say', text });
    },
    async answer(said, text) {
      const there = line.lines().findLast((item) => item.address === address && item.body.text === said);
      if (!there) throw new Error(`${name}: expected the line ${said} to answer`);
      await acknowledged({ type: 'say', text, quoted: { text: said, account: there.author } });
    },
    press: ({ value }) => acknowledged({ type: 'tap', value }),
    async opens({ text, value }) {
      const reply = await acknowledged({ type: 'tap', value });
      if (reply?.form) return reply.form;
      throw new Error(`${name}: expected a form after ${text}, got ${JSON.stringify(reply)}`);
    },
    // What stood in the form already is sent along.
    submit: ({ id, inputs }, input) => {
      const stood = inputs.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]]));
      return acknowledged({ type: 'submit', form: id, input: { ...Object.fromEntries(stood), ...input } });
    },
    async send(file) {
      await acknowledged({ type: 'files', receipts: [await upload(file, self)] });
    },
    heard: () => line.lines().filter(({ author }) => author === 'bot').length,
    words: () =>
      line
        .lines()
        .map(({ body }) => body.text ?? describeCard(body.card))
        .join('\n'),
    until: line.until,
    leave: () => line.close(),
  };
}

async function upload(file: SentFile, { url, cookie, account, name }: Self): Promise<string> {
  const headers = {
    cookie,
    origin: url,
    'x-file-name': encodeURIComponent(file.name),
    'content-type': 'application/octet-stream',
  };
  const request = { method: 'POST', headers, body: Buffer.from(file.bytes) };
  const uploaded = await fetch(`${url}/web/files?persona=${account}`, request);
  const stored = (await uploaded.json()) as { receipt?: string };
  if (!stored.receipt) throw new Error(`${name}: the file was refused: ${JSON.stringify(stored)}`);
  return stored.receipt;
}
