/** What the people of the load do, each until its effect is seen: they press what they are shown, as people on the page. */
import { setTimeout as after } from 'node:timers/promises';
import type { Cashier } from './crash-cashier.js';
import { buttonAt, type CrashPage, cardsAt, type Deed, stateAt } from './crash-page.js';
import { PDF } from './files.js';

const SOP = 'company-registration';
const PHONE = '13800138000';
/** A refusal because somebody else was faster is answered by looking again, this often. */
const TRIES = 5;
const UPLOAD_MS = 10_000;
const AFTER_FINISH = ['注册完成', '已关闭'];
const AFTER_SUBMIT = ['资料审核', '已指派', ...AFTER_FINISH];

type Place = 'private' | 'group';

export interface Cast {
  /** The customer's two windows. */
  readonly customer: readonly [CrashPage, CrashPage];
  readonly lin: CrashPage;
  readonly zhou: CrashPage;
  readonly wang: CrashPage;
  /** More windows of the staff, in which notes are written: a window's messages take effect one after the other. */
  readonly notes: readonly CrashPage[];
  readonly cashier: Cashier;
  readonly cookie: string;
  readonly up: () => readonly { readonly url: string }[];
}

export async function ordersByForm(page: CrashPage, company: string): Promise<number> {
  const input = { company_name: company, phone: PHONE };
  await page.does({ ...privately(page), type: 'submit', form: `start:0:0:${SOP}`, input }, 'ticketOpened');
  return ticketOf(page, company);
}

/** Answers what is asked, when it is asked, as people do. */
export async function ordersInTalk(page: CrashPage, company: string): Promise<number> {
  const says = (text: string, expects: Deed['expects']) =>
    page.does({ ...privately(page), type: 'say', text }, expects);
  const questions = (step: string) =>
    cardsAt(page, page.address('private')).filter(({ title }) => title.includes(step)).length;
  const asked = (step: string, before: number) =>
    page.until(() => (questions(step) > before ? true : undefined), `question ${step} for ${company}`);
  const [first, second] = [questions('（1/2）'), questions('（2/2）')];
  const alike = questions(ALIKE);
  await says('我要注册公司', null);
  // Whoever has others open is shown those first.
  const shown = () =>
    questions(ALIKE) > alike ? 'alike' : questions('（1/2）') > first ? 'asked' : undefined;
  if ((await page.until(shown, `an answer for ${company}`)) === 'alike')
    await page.does({ ...privately(page), type: 'tap', value: 'anew:0:0' }, null);
  await asked('（1/2）', first);
  await says(company, null);
  await asked('（2/2）', second);
  await says(PHONE, 'ticketOpened');
  return ticketOf(page, company);
}

const ALIKE = '是不是这件事';

function ticketOf(page: CrashPage, company: string): Promise<number> {
  const find = () =>
    cardsAt(page, page.address('private')).find(
      ({ title, ticketId }) => ticketId !== undefined && title.endsWith(` ${company}`),
    )?.ticketId;
  return page.until(find, `the card of ${company}`);
}

export async function submits(page: CrashPage, ticket: number, cast: Cast): Promise<void> {
  const receipt = await uploads(page, cast);
  await steps(page, {
    ...{ place: 'private', begins: `advance:${ticket}:`, ends: ':submit', expects: 'ticketMoved' },
    input: { id_scan: { receipts: [receipt] } },
    done: () => AFTER_SUBMIT.includes(stateAt(cast.lin, cast.lin.address('group'), ticket) ?? ''),
  });
}

/** An upload is no command: it is tried until it is there. */
async function uploads({ account }: CrashPage, { cookie, up }: Cast): Promise<string> {
  for (;;) {
    const [running] = up();
    const stored = running && (await upload(running.url, account, cookie).catch(() => null));
    if (stored) return stored;
    await after(100);
  }
}

async function upload(url: string, account: string, cookie: string): Promise<string | null> {
  const headers = {
    cookie,
    origin: url,
    'x-file-name': 'id.pdf',
    'content-type': 'application/octet-stream',
  };
  const signal = AbortSignal.timeout(UPLOAD_MS);
  const request = { method: 'POST', headers, body: PDF, signal };
  const answer = await fetch(`${url}/web/files?persona=${account}`, request);
  return ((await answer.json()) as { receipt?: string }).receipt ?? null;
}

/** Ticks a point of the checklist, or takes it back. */
export async function ticks(
  page: CrashPage,
  ticket: number,
  point: string,
  action: 'tick' | 'untick' = 'tick',
): Promise<void> {
  const address = page.address('group');
  const opposite = action === 'tick' ? 'untick' : 'tick';
  await steps(page, {
    ...{ place: 'group', begins: `${action}:${ticket}:`, ends: `:${point}`, input: null },
    expects: action === 'tick' ? 'itemTicked' : 'itemUnticked',
    done: () => buttonAt(page, address, `${opposite}:${ticket}:`, `:${point}`) !== undefined,
  });
}

export async function claims(page: CrashPage, ticket: number): Promise<void> {
  await page.does({ ...inGroup(page), type: 'tap', value: `claim:${ticket}:0` }, 'ticketAssigned');
}

/** Two hands, then the last step. */
export async function registers({ lin, wang, zhou }: Cast, ticket: number): Promise<boolean> {
  const group = lin.address('group');
  const confirmable = () => buttonAt(wang, group, `confirm:${ticket}:`) !== undefined;
  const assigned = () =>
    buttonAt(zhou, zhou.address('private'), `advance:${ticket}:`, ':finish') !== undefined;
  const ended = () => AFTER_FINISH.includes(stateAt(lin, group, ticket) ?? '');
  const advance = `advance:${ticket}:`;
  return (
    (await steps(lin, {
      ...{ place: 'group', begins: advance, ends: ':assign', input: { to: 'zhou' } },
      ...{ expects: 'transitionProposed', done: confirmable },
    })) &&
    (await steps(wang, {
      ...{ place: 'group', begins: `confirm:${ticket}:`, ends: '', input: null },
      ...{ expects: 'ticketMoved', done: assigned },
    })) &&
    (await steps(zhou, {
      ...{ place: 'private', begins: advance, ends: ':finish', input: { licence_no: `L-${ticket}` } },
      ...{ expects: 'ticketMoved', done: ended },
    }))
  );
}

interface Step {
  readonly place: Place;
  readonly begins: string;
  readonly ends: string;
  /** Fills the form of the button; null presses it. */
  readonly input: Readonly<Record<string, unknown>> | null;
  readonly expects: Deed['expects'];
  /** Whether its effect can be seen. */
  readonly done: () => boolean;
}

/** Presses the newest button until the effect is seen: who is refused because another was faster looks again. */
async function steps(page: CrashPage, { place, begins, ends, input, expects, done }: Step): Promise<boolean> {
  const address = page.address(place);
  let tried: string | undefined;
  const newer = () => {
    const value = buttonAt(page, address, begins, ends);
    return value === tried ? undefined : value;
  };
  for (let times = 0; times < TRIES; times += 1) {
    const what = `${begins}…${ends}, or its effect`;
    const seen = await page.until(() => (done() ? ('done' as const) : newer()), what);
    if (seen === 'done') return true;
    tried = seen;
    const message = input ? { type: 'submit', form: seen, input } : { type: 'tap', value: seen };
    const { reply } = await page.does({ ...message, address }, expects);
    if (reply?.toast?.tone === 'good') {
      await page.until(() => done() || undefined, `the effect of ${seen}`);
      return true;
    }
  }
  return false;
}

export function note(page: CrashPage, ticket: number, text: string): Promise<Deed> {
  return page.does({ ...inGroup(page), type: 'say', text: `#${ticket} 备注 ${text}` }, 'noteAdded');
}

/** `#7 备注` alone is asked about; the answer is the note, said again when too many were faster. */
export async function noteInTalk(page: CrashPage, ticket: number, text: string): Promise<void> {
  const address = page.address('private');
  const questions = () => cardsAt(page, address).filter(({ title }) => title.includes('（1/1）')).length;
  const before = questions();
  await page.does({ type: 'say', address, text: `#${ticket} 备注` }, null);
  await page.until(() => (questions() > before ? true : undefined), `the question for note ${text}`);
  // A plain answer is a title and nothing else.
  const answers = () =>
    cardsAt(page, address).filter(({ blocks, buttons }) => blocks.length + buttons.length === 0);
  for (let tone = 'warning'; tone === 'warning'; ) {
    const heard = answers().length;
    await page.does({ type: 'say', address, text }, 'noteAdded');
    ({ tone } = await page.until(() => answers()[heard], `an answer to note ${text}`));
  }
}

const privately = (page: CrashPage) => ({ address: page.address('private') });
const inGroup = (page: CrashPage) => ({ address: page.address('group') });
