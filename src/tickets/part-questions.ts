/** What is asked of a part, and how the answers are read. */
import { teamOf } from '../people/staff.js';
import type { Field } from '../sop/sop.js';
import { saidPlainly } from './answers/said.js';
import type { Facts } from './facts.js';
import { invalidInput, isBlank, readAnswer } from './input.js';
import type { Owed, Part } from './part.js';
import { question } from './questions.js';
import { isRefusal, type Refusal } from './refusal.js';
import type { Ticket } from './ticket.js';

const NAME = question('part', 'text', { 'zh-CN': '分工内容', en: 'Part' }, { max: 40 });
const OWNER = question('owner', 'member', { 'zh-CN': '负责人', en: 'Owner' });
const COLLABORATORS = {
  ...question('collaborators', 'text', { 'zh-CN': '协作人', en: 'Collaborators' }, { max: 100 }),
  hint: { 'zh-CN': '几个人用顿号隔开；没有就写「无」', en: 'Several with commas between them; or: none' },
};
const STANDARD = question('standard', 'text', { 'zh-CN': '交付标准', en: 'Standard' }, { max: 200 });
const DUE = question('due', 'date', { 'zh-CN': '截止时间', en: 'Due' });

const TERMS = { owner: OWNER, collaborators: COLLABORATORS, standard: STANDARD, due: DUE } as const;

/** Those that are asked of a part with a name, in the order in which they are. */
export function termsAsked(keys: readonly Owed[]) {
  const all = Object.values(TERMS);
  return keys.length === 0 ? all : all.filter(({ key }) => keys.some((one) => one === key));
}

export const newPartAsked = [NAME, ...Object.values(TERMS)] as const;

/** Which of these parts is meant. */
export function whichPart(parts: readonly Part[]): Field {
  const choices = parts.map(({ no, name }) => {
    const label = `${no} ${name}`;
    return { value: String(no), label: { 'zh-CN': label, en: label } };
  });
  return { ...question('part', 'choice', { 'zh-CN': '哪一项分工', en: 'Which part' }), choices };
}

type Said = { readonly [key in 'part' | Owed]?: string | undefined };

export function namesTerms(said: Said): boolean {
  return Object.keys(TERMS).some((key) => !isBlank(said[key as Owed]));
}

/** The part as it will be: what is not said stays; what is said anew is still to be done. */
export function readPart(said: Said, part: Part | { readonly no: number }, ticket: Ticket, facts: Facts) {
  const { directory, today } = facts;
  const team = teamOf(directory, ticket.queue)?.id ?? '';
  const wrong: Record<string, Refusal> = {};
  const read = <T>(key: 'part' | Owed, before: T, reading: (raw: string) => { value: unknown } | Refusal) => {
    const raw = said[key];
    if (raw === undefined || isBlank(raw)) return before;
    const got = reading(raw);
    if (!isRefusal(got)) return got.value as T;
    wrong[key] = got;
    return before;
  };
  const known = 'name' in part ? part : NOTHING;
  const next: Part = {
    no: part.no,
    name:
      'name' in part
        ? part.name
        : read('part', '', (raw) => readAnswer(NAME, raw, { directory, team, today })),
    owner: read('owner', known.owner, (raw) => readAnswer(OWNER, raw, { directory, team, today })),
    collaborators: read('collaborators', known.collaborators, (raw) => readPeople(raw, { directory, team })),
    standard: read('standard', known.standard, (raw) =>
      readAnswer(STANDARD, raw, { directory, team, today }),
    ),
    due: read('due', known.due, (raw) => readAnswer(DUE, raw, { directory, team, today })),
    doneAt: null,
    remindedAt: null,
  };
  return Object.keys(wrong).length > 0 ? invalidInput(wrong) : alone(next);
}

const NOTHING = { owner: null, collaborators: null, standard: null, due: null };

/** Nobody works with themselves: where nobody is left, nobody else was named yet. */
function alone(part: Part): Part {
  const { owner, collaborators } = part;
  if (collaborators === null || owner === null || !collaborators.includes(owner)) return part;
  const left = collaborators.filter((id) => id !== owner);
  return { ...part, collaborators: left.length > 0 ? left : null };
}

const NOBODY = /^(?:无|没有|不用|none|nobody|-)$/iu;

/** Whoever watches may be away: nothing waits for them. */
function readPeople(
  raw: string,
  { directory, team }: { readonly directory: Facts['directory']; readonly team: string },
): { readonly value: readonly string[] } | Refusal {
  const plain = saidPlainly(raw) ?? '';
  if (NOBODY.test(plain)) return { value: [] };
  const ids: string[] = [];
  for (const name of plain.split(/[、,;]/u)) {
    if (isBlank(name)) continue;
    const read = readAnswer({ ...COLLABORATORS, type: 'member' }, name, { directory, team, today: null });
    if (isRefusal(read)) return read;
    ids.push(String(read.value));
  }
  return { value: [...new Set(ids)] };
}

/** What a part's questions begin with, whoever mends it. */
export function termsStanding({ owner, collaborators, standard, due }: Part, directory: Facts['directory']) {
  const nameOf = (id: string) => directory.members.get(id)?.name ?? id;
  const names = collaborators?.length === 0 ? '-' : collaborators?.map(nameOf).join('、');
  return Object.fromEntries(
    Object.entries({ owner, collaborators: names ?? null, standard, due }).filter(
      ([, value]) => value !== null,
    ),
  );
}
