/** Who may do what in which state, decided by the real gate and written as a table a person can read: one page a shipped SOP. */
import path from 'node:path';
import type { Actor, Directory, Member } from '../../src/people/people.js';
import { transitionsFrom } from '../../src/sop/machine.js';
import { ownRoles } from '../../src/sop/own-roles.js';
import type { Field, Sop } from '../../src/sop/sop.js';
import { actions } from '../../src/tickets/actions/index.js';
import { decide } from '../../src/tickets/decide.js';
import { isDivided } from '../../src/tickets/division.js';
import type { Facts } from '../../src/tickets/facts.js';
import type { Part as PartOfWork } from '../../src/tickets/part.js';
import type { Fields, FieldValue, Ticket } from '../../src/tickets/ticket.js';
import { someTicket } from '../support/change.js';
import { content, directoryOf, factsFor, START, scan } from '../support/given.js';

export const PERMISSIONS = path.join(import.meta.dirname, 'permissions');

/** A column of the table. */
export interface Part {
  readonly name: string;
  readonly actor: Actor;
}

/** One thing that can be asked of a ticket, with input that leaves only the question who may. */
export interface Act {
  readonly name: string;
  readonly type: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface Scene {
  readonly title: string;
  readonly ticket: Ticket;
  readonly acts: readonly Act[];
}

export interface Stagecraft {
  readonly sop: Sop;
  readonly parts: readonly Part[];
  readonly scenes: readonly Scene[];
  readonly directory: Directory;
}

const MARKS: Readonly<Record<string, string>> = {
  happens: '✓',
  asks: '?',
  not_allowed: '·',
  other_team: 'team',
  auditor_only_reads: 'reads',
  unknown_ticket: 'hidden',
  unknown_step: 'hidden',
};
const INPUTS: Readonly<Record<string, Act['input']>> = {
  assign: { to: 'worker' },
  note: { text: '一句备注' },
  reply: { text: '一句回复' },
  hold: { reason: '等材料' },
  link: { ticket: '99' },
  unlink: { ticket: '99' },
  merge: { ticket: '99' },
  adopt: { from: 'r1', to: 'r9' },
  handover: { from: 'owner' },
  conversation: { is: 'given', to: 'worker' },
  overhear: { from: 'requester', member: null, text: '在吗' },
  relate: { ticket: 99, kind: 'related' },
  undivide: { part: '1' },
  part_done: { part: '1' },
  remind_part: { no: 1, visit: 1, date: '2026-03-20' },
  remind: { rule: 'none', visit: 1, occurrence: 1 },
  redate: { dates: ['none'] },
  recount: { rules: [] },
  answer_check: { item: 'none', ok: true },
  give_up_check: { item: 'none', visit: 1 },
  call_off: { ticket: 99 },
  pass: { transition: 'none', visit: 1 },
  escalate: { clock: 'limit', visit: 1, moment: 1 },
  lapse: { clock: 'limit', acknowledgement: 1 },
  warn: { visit: 1 },
  expire: { visit: 1 },
};
/** The work is divided, where it must be. */
const PART: PartOfWork = {
  ...{ no: 1, name: '一项', owner: 'owner', collaborators: [], standard: '齐了', due: '2026-03-20' },
  ...{ doneAt: null, remindedAt: null },
};
/** Rows of their own: a step by its name, a point of a checklist, the second hand. */
const APART = ['advance', 'tick', 'untick', 'confirm', 'decline'];

export function stagecraftOf(sop: Sop): Stagecraft {
  const team = content.queues.find(({ id }) => id === sop.queue)?.team ?? '';
  const other = content.teams.find(({ id }) => id !== team)?.id ?? '';
  const member = (id: string, teams: readonly string[], roles: readonly string[]): Member => ({
    ...{
      id,
      name: id,
      teams,
      roles,
      active: true,
      locale: 'zh-CN',
      leader: null,
      addresses: [],
      preferences: {},
    },
  });
  const own = ownRoles(sop, content.roles);
  const members = [
    member('owner', [team], ['agent']),
    member('worker', [team], ['agent']),
    member('lead', [team], ['lead']),
    member('manager', [team], ['manager']),
    ...own.map((role) => member(role, [team], [role])),
    member('outside', [other], ['agent']),
    member('admin', [], ['admin']),
    member('auditor', [team], ['auditor', 'lead', 'agent']),
    { ...member('left', [team], ['agent']), active: false },
  ];
  const staff = (name: string, id = name): Part => ({ name, actor: { kind: 'member', id } });
  const parts: readonly Part[] = [
    { name: 'requester', actor: { kind: 'requester', id: 'r1' } },
    { name: 'watcher', actor: { kind: 'requester', id: 'r2' } },
    { name: 'stranger', actor: { kind: 'requester', id: 'r3' } },
    staff('assignee', 'owner'),
    staff('agent', 'worker'),
    ...['lead', 'manager', ...own].map((name) => staff(name)),
    staff('other team', 'outside'),
    ...['admin', 'auditor', 'left'].map((name) => staff(name)),
    { name: 'system', actor: { kind: 'system' } },
    { name: 'source', actor: { kind: 'source', name: 'payment' } },
  ];
  return { sop, parts, scenes: scenesOf(sop), directory: directoryOf(members) };
}

function scenesOf(sop: Sop): readonly Scene[] {
  const fields = Object.fromEntries(Object.values(sop.fields).map((field) => [field.key, sampleOf(field)]));
  return Object.values(sop.states).flatMap((state) => {
    const ticket = someTicket(1, {
      ...{
        sop: sop.key,
        state: state.key,
        category: state.category,
        queue: sop.queue,
        fields: fields as Fields,
      },
      ...{ assigneeId: 'owner', watchers: ['requester:r2'], createdAt: START, enteredAt: START },
      division: isDivided(sop) ? [PART] : [],
      checklist: Object.fromEntries(state.checklist.map(({ key }) => [key, { by: 'owner', at: START }])),
    });
    const steps = transitionsFrom(sop, state.key);
    const points = state.checklist.slice(0, 1);
    const acts: Act[] = [
      ...steps.map((step) => ({
        name: `→ ${step.key}`,
        type: 'advance',
        input: { transition: step.key, ...inputOf(step.input) },
      })),
      ...points.map(({ key }) => ({ name: `untick ${key}`, type: 'untick', input: { item: key } })),
      ...Object.keys(actions)
        .filter((type) => !APART.includes(type))
        .map((type) => ({ name: type, type, input: INPUTS[type] ?? {} })),
    ];
    const proposed = steps
      .filter(({ approval }) => approval !== null)
      .map(
        (step): Scene => ({
          title: `${state.key}, \`${step.key}\` proposed by the assignee`,
          ticket: {
            ...ticket,
            proposal: {
              ...{ transition: step.key, by: 'owner', at: START, lateReason: null, lateNote: null },
              input: inputOf(step.input) as Fields,
            },
          },
          acts: ['confirm', 'decline'].map((type) => ({ name: type, type, input: {} })),
        }),
      );
    return [{ title: `${state.key} (${state.category})`, ticket, acts }, ...proposed];
  });
}

function inputOf(fields: readonly Field[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.key, sampleOf(field)]));
}

/** Something a field takes. */
function sampleOf(field: Field): FieldValue {
  switch (field.type) {
    case 'number':
    case 'money':
      return field.max ?? 100;
    case 'phone':
      return '13800138000';
    case 'date':
      return '2026-03-20';
    case 'member':
      return 'worker';
    case 'file':
      return [{ ...scan(), width: 1000, height: 1000 }];
    case 'lookup':
      return field.table?.rows[0]?.[0] ?? 'x';
    case 'choice':
    case 'impact':
    case 'urgency':
      return field.choices?.[0]?.value ?? 'x';
    default:
      return 'x';
  }
}

export function factsOfPart({ sop, directory }: Stagecraft, { actor }: Part): Facts {
  const { efforts } = content;
  return factsFor(actor, {
    sop,
    directory,
    efforts,
    other: someTicket(99, { sop: sop.key, queue: sop.queue }),
  });
}

/** 'happens', 'asks', or the code of the no. */
export function verdict(craft: Stagecraft, ticket: Ticket, part: Part, { type, input }: Act): string {
  const command = {
    type,
    ticketId: 1,
    input,
    actor: part.actor,
    cause: { kind: 'api', key: 'matrix' } as const,
  };
  const decision = decide(command, ticket, factsOfPart(craft, part));
  return 'events' in decision ? 'happens' : 'asks' in decision ? 'asks' : decision.refused;
}

/** File name -> page. */
export function permissionPages(): ReadonlyMap<string, string> {
  const pages = Object.values(content.latest).map(
    (sop) => [`${sop.key}.md`, pageOf(stagecraftOf(sop))] as const,
  );
  return new Map(pages);
}

function pageOf(craft: Stagecraft): string {
  const { sop, parts, scenes } = craft;
  const head = ['', ...parts.map(({ name }) => name)];
  return [
    `# ${sop.title['zh-CN']} · ${sop.title.en}`,
    '',
    '谁在哪个状态能做什么。✓ 能；? 能，还要问一句；· 不归他；team 别的班组；hidden 当作没有这张工单、这一步；reads 审计只看；其余是拒绝的代码。',
    'Who may do what in which state: ✓ may; ? may, and is asked something first; · not theirs; team: another team’s;',
    'hidden: as if there were no such ticket or step; reads: an auditor only reads; anything else is the code of the refusal.',
    ...scenes.flatMap(({ title, ticket, acts }) => [
      '',
      `## ${title}`,
      '',
      line(head),
      line(head.map(() => '---')),
      ...acts.map((act) =>
        line([act.name, ...parts.map((part) => markOf(verdict(craft, ticket, part, act)))]),
      ),
    ]),
    '',
  ].join('\n');
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const markOf = (outcome: string) => MARKS[outcome] ?? outcome;
