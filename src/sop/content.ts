/** Compiles a whole content folder, given as texts: every file is read, every problem of every file comes at once. */
import { HOUSE_ROLES, type Text } from '../people/people.js';
import { checkCategories } from './categories.js';
import { checkSop } from './check.js';
import type { Content } from './content-form.js';
import { draftDesk } from './desk.js';
import { checkHooks, checkRoutines, checkSopWords } from './desk-use.js';
import { type Draft, draftSop } from './draft.js';
import { checkEscalation } from './escalation.js';
import { checkHuman } from './human-use.js';
import type { Known } from './known.js';
import { withOffers } from './offered.js';
import { checkOpenings } from './openings-use.js';
import { placeholders } from './placeholders.js';
import type { Problem } from './problem.js';
import { checkPublished } from './published.js';
import { record, recordOf } from './record.js';
import { checkReviews } from './review-use.js';
import { checkRouting } from './routing-use.js';
import type { Sop } from './sop.js';
import { readTables } from './tables.js';
import { readMessages, readReplies } from './texts.js';
import type { Source } from './yaml-source.js';

/** Named here too, because whoever compiles a folder speaks of what comes out. */
export type { Content } from './content-form.js';

const SOP_FILE = /^sops\/([a-z][a-z0-9_-]*)\.v([1-9]\d*)\.yaml$/u;

/**
 * Paths are relative to the folder, with `/`. Files that are none of ours (README, knowledge, llm) are left alone.
 * `published`: every text the SOP files were ever published with, which a new one may not contradict.
 */
export function compileContent(
  files: readonly Source[],
  published: readonly Source[] = [],
): { content: Content } | { problems: Problem[] } {
  const inside = (folder: string) =>
    files
      .filter(({ path }) => path.startsWith(`${folder}/`) && /\.ya?ml$/u.test(path))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  const problems: Problem[] = [];

  const deskSource = files.find(({ path }) => path === 'desk.yaml');
  const desk = deskSource ? draftDesk(deskSource) : { desk: null, problems: [noDesk] };
  const { messages, problems: inMessages } = readMessages(inside('messages'));
  const { replies, problems: inReplies } = readReplies(inside('replies'));
  const drafts = readSops(inside('sops'), problems);
  const { tables, problems: inTables } = readTables(files.filter(({ path }) => path.startsWith('tables/')));
  problems.push(...desk.problems, ...inMessages, ...inReplies, ...inTables);
  problems.push(
    ...checkPublished(
      drafts.flatMap(({ draft }) => draft ?? []),
      published,
    ),
  );

  // Without a readable desk every queue and source would seem unknown: its own problems come first.
  if (desk.desk !== null) {
    const known: Known = {
      messages,
      queues: desk.desk.queues.map(({ id }) => id),
      roles: [...HOUSE_ROLES, ...Object.keys(desk.desk.roles)].filter((role) => role !== 'auditor'),
      members: desk.desk.members.map(({ id }) => id),
      sources: Object.keys(desk.desk.hooks),
      replies: recordOf(replies, ({ text }) => placeholders(text['zh-CN'])),
      sops: newest(drafts),
      customers: desk.desk.customers,
      tables: Object.keys(tables),
    };
    for (const { draft } of drafts) if (draft) problems.push(...checkSop(draft, known));
    // What a hook sets off may stand in a file that cannot be read yet.
    const latest = latestOf(drafts);
    if (drafts.every(({ draft }) => draft !== null)) problems.push(...checkHooks(desk, latest));
    problems.push(...checkRoutines(desk, known), ...checkOpenings(desk, known), ...checkReviews(desk, known));
    problems.push(...checkRouting(desk, known), ...checkSopWords(latest));
    problems.push(...checkHuman(desk, known.sops));
    const { desk: compiled, yaml } = desk;
    const sops = recordOf(known.sops, (_, key) => latest.find(({ sop }) => sop.key === key)?.sop ?? null);
    problems.push(...checkCategories(compiled.categories, yaml, { sops, queues: known.queues }));
    const routines = compiled.routines.map(({ key }) => key);
    problems.push(
      ...checkEscalation(compiled.escalation, yaml, { ...known, routines, sops: Object.keys(sops) }),
    );
  }
  if (problems.length > 0 || desk.desk === null) return { problems: problems.sort(byPlace) };
  const offers = { tables, grading: desk.desk.grading };
  const used = (sop: Sop) => withOffers(sop, offers);
  const readable = drafts.flatMap(({ draft }) => (draft ? [used(draft.sop)] : []));
  return {
    content: {
      ...desk.desk,
      messages: withRoles(messages, desk.desk.roles),
      replies,
      sops: record(readable.map((sop) => [`${sop.key}@${sop.version}`, sop] as const)),
      latest: record(latestOf(drafts).map(({ sop }) => [sop.key, used(sop)] as const)),
    },
  };
}

/** A role of the house's own is worded like ours. */
function withRoles(
  messages: Content['messages'],
  roles: Readonly<Record<string, Text>>,
): Content['messages'] {
  const all = (locale: keyof Text) =>
    record([
      ...Object.entries(messages[locale]),
      ...Object.entries(roles).map(([key, text]) => [`role.${key}`, text[locale]] as const),
    ]);
  return { 'zh-CN': all('zh-CN'), en: all('en') };
}

/** A file in `sops/` by what its name says; no draft: it could not be read. */
interface Named {
  readonly key: string;
  readonly version: number;
  readonly draft: Draft | null;
}

function readSops(sources: readonly Source[], problems: Problem[]): Named[] {
  return sources.flatMap((source) => {
    const [, key, version] = SOP_FILE.exec(source.path) ?? [];
    if (key === undefined) {
      problems.push({
        ...{ file: source.path, line: 1, column: 1 },
        message: `expected a file name sops/<key>.v<version>.yaml, got ${source.path}`,
        mend: 'rename it, such as sops/company-registration.v1.yaml',
      });
      return [];
    }
    const draft = draftSop(source);
    if ('problems' in draft) problems.push(...draft.problems);
    else problems.push(...misnamed(draft, key, Number(version)));
    return [{ key, version: Number(version), draft: 'problems' in draft ? null : draft }];
  });
}

function misnamed({ sop, yaml }: Draft, key: string, version: number): Problem[] {
  const mend = 'write it as the file name says, or rename the file';
  return [
    ...(sop.key === key
      ? []
      : [yaml.problem(['sop'], `expected ${JSON.stringify(key)}, got ${JSON.stringify(sop.key)}`, mend)]),
    ...(sop.version === version
      ? []
      : [yaml.problem(['version'], `expected ${version}, got ${sop.version}`, mend)]),
  ];
}

/** The newest version of each SOP; null where it could not be read. */
function newest(drafts: readonly Named[]): Known['sops'] {
  const ascending = [...drafts].sort((a, b) => a.version - b.version);
  return record(ascending.map(({ key, draft }) => [key, draft?.sop ?? null] as const));
}

function latestOf(drafts: readonly Named[]): Draft[] {
  const sops = newest(drafts);
  return drafts.flatMap(({ key, draft }) => (draft && sops[key] === draft.sop ? [draft] : []));
}

const noDesk: Problem = {
  ...{ file: 'desk.yaml', line: 1, column: 1 },
  message: 'expected a file desk.yaml, got none',
  mend: 'copy it from the sample content and change it',
};

const byPlace = (a: Problem, b: Problem): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column;
