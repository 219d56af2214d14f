/** C7: what the table of permissions forbids is refused at every door, as the table says, and the auditor reads of it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { handle } from '../../src/desk/handle.js';
import type { AuditEntry } from '../../src/desk/ports/audit.js';
import type { Address } from '../../src/platform/address.js';
import type { InboundContent } from '../../src/platform/inbound.js';
import { actions } from '../../src/tickets/actions/index.js';
import { isForbidden } from '../../src/tickets/forbidden.js';
import { type Act, type Part, stagecraftOf, verdict } from '../golden/permissions.js';
import { sopCalled } from '../support/given.js';
import { openSpeaking, type Speaking } from '../support/speaking.js';

const TEST_MS = 240_000;

/** People as the table has them, by the names it gives them. */
const STAFF = {
  ...{ owner: 'teams: [it], roles: [agent]', worker: 'teams: [it], roles: [agent]' },
  ...{ lead: 'teams: [it], roles: [lead]', manager: 'teams: [it], roles: [manager]' },
  ...{ outside: 'teams: [tax], roles: [agent]', admin: 'teams: none, roles: [admin]' },
  ...{ auditor: 'teams: [it], roles: [auditor, lead, agent]', left: 'teams: [it], roles: [agent]' },
};
const members = Object.entries(STAFF)
  .map(([id, as]) => `  ${id}: { name: ${id}, ${as}, identities: { web: ${id} } }\n`)
  .join('');
const edits = [{ file: 'desk.yaml', from: '\nmembers:\n', to: `\nmembers:\n${members}` }];

const DOORS = ['text', 'button', 'form', 'api'] as const;
type Door = (typeof DOORS)[number];

const craft = stagecraftOf(sopCalled('it-helpdesk'));
const scene = craft.scenes.find(({ title }) => title.startsWith('new '));
if (!scene) throw new Error('expected a state new in it-helpdesk');

/** The key of the input that a button carries, and that words after the action's own are. */
const CARRIED: Readonly<Record<string, string>> = {
  ...{ advance: 'transition', untick: 'item', assign: 'to' },
};
const SAID: Readonly<Record<string, string>> = {
  ...{ note: 'text', reply: 'text', hold: 'reason', link: 'ticket', unlink: 'ticket', merge: 'ticket' },
};

let desk: Speaking;
/** A ticket a door, so that what is noted tells by which it was tried. */
let tickets: Readonly<Record<Door, number>>;
const accounts = new Map([
  ['requester', 'zhang'],
  ['watcher', 'liu'],
  ['stranger', 'guo'],
]);

beforeAll(async () => {
  desk = await openSpeaking(edits);
  const opened: number[] = [];
  for (const door of DOORS) {
    for (const said of ['报修', `打不开 ${door}`, '三楼', '完全无法工作'])
      await desk.says('zhang', said, '张三');
    const id = (await desk.store.tickets.list({ limit: 1 }))[0]?.id ?? 0;
    await desk.says('lead', `#${id} 派单 owner`);
    opened.push(id);
  }
  for (const account of ['liu', 'guo']) await desk.says(account, '你好');
  tickets = Object.fromEntries(DOORS.map((door, n) => [door, opened[n] ?? 0])) as Record<Door, number>;
}, TEST_MS);
afterAll(() => desk.close());

const isStaff = ({ actor }: Part) => actor.kind === 'member';
const accountOf = (part: Part) =>
  accounts.get(part.name) ?? (part.actor.kind === 'member' ? part.actor.id : '');

/** What is sent through a door; null where it has no words, or no place, for this. */
function sent(door: Door, part: Part, { type, input }: Act): InboundContent | null {
  const action = actions[type];
  const step = type === 'advance' ? craft.sop.transitions[String(input.transition)] : undefined;
  const word = step?.words[0] ?? action?.words['zh-CN'][0];
  // What is nobody's to say is not to be pressed either: only the desk itself asks for it.
  if (!word && type !== 'untick') return null;
  const carried = CARRIED[type];
  const value = [type, tickets[door], 0, ...(carried ? [String(input[carried])] : [])].join(':');
  const rest = Object.fromEntries(Object.entries(input).filter(([key]) => key !== carried));
  switch (door) {
    case 'form':
      return { kind: 'form', form: value, input: rest };
    case 'button':
      return Object.keys(rest).length === 0 ? { kind: 'button', value } : null;
    case 'text': {
      // Whatever a requester says is meant for whoever handles their ticket.
      const tail = String(input[SAID[type] ?? carried ?? ''] ?? '');
      const simple = Object.keys(rest).length === 0 || SAID[type] !== undefined;
      // What only whoever asked says is no word of anybody else's.
      if (!isStaff(part) || !word || !simple || action?.of === 'requester') return null;
      return { kind: 'text', text: `#${tickets.text} ${word}${step ? '' : ` ${tail}`}`.trim() };
    }
    case 'api':
      return null;
  }
}

const receive = (account: string, content: InboundContent) =>
  desk.desk.receive({
    ...{ platform: 'web', eventId: randomUUID(), sender: { account, name: account }, private: true },
    ...{ address: `web:desk:${account}` as Address, content },
  });

/** True where it could be tried at all. */
async function tried(door: Door, part: Part, act: Act): Promise<boolean> {
  if (door !== 'api') {
    const content = sent(door, part, act);
    if (content) await receive(accountOf(part), content);
    return content !== null;
  }
  const id = isStaff(part) || part.actor.kind === 'source' ? null : await requesterId(accountOf(part));
  const actor = id === null ? part.actor : ({ kind: 'requester', id } as const);
  const cause = { kind: 'api', key: randomUUID() } as const;
  const command = { type: act.type, ticketId: tickets.api, input: act.input, actor, cause };
  const { kind } = await handle(desk.desk.house, command, () => ({}));
  expect([part.name, act.name, kind]).toEqual([part.name, act.name, 'refused']);
  return true;
}

async function requesterId(account: string): Promise<string> {
  const row = await desk.store.prisma.identity.findFirst({ where: { account } });
  return row?.requesterId ?? '';
}

const versions = () =>
  Promise.all(DOORS.map(async (door) => (await desk.store.tickets.ticket(tickets[door]))?.ticket.version));

test(
  'C7: each forbidden act of each role is refused from text, button, form and API, with the reason the table gives, and is noted',
  async () => {
    const before = await versions();
    const parts = craft.parts.filter(({ name }) => !['assignee', 'left', 'system'].includes(name));
    const expected: string[] = [];
    const counts = new Map<string, number>();
    for (const part of parts)
      for (const act of scene.acts) {
        const code = verdict(craft, scene.ticket, part, act);
        const hidden = code === 'unknown_ticket';
        if (!hidden && !isForbidden(code)) continue;
        for (const door of part.actor.kind === 'source' ? (['api'] as const) : DOORS) {
          if (!(await tried(door, part, act))) continue;
          const step = act.type === 'advance' ? ` ${act.input.transition}` : '';
          expected.push([part.name, `${act.type}${step}`, hidden ? 'other_ticket' : code, door].join(' | '));
          counts.set(door, (counts.get(door) ?? 0) + 1);
        }
      }
    const names = new Map<string, string>();
    for (const part of parts) {
      const own = accounts.has(part.name);
      const { actor } = part;
      const by = own
        ? `requester:${await requesterId(accountOf(part))}`
        : actor.kind === 'member'
          ? `member:${actor.id}`
          : 'source:payment';
      names.set(by, part.name);
    }
    const doorOf = ({ subject }: AuditEntry) => DOORS.find((door) => subject === `ticket:${tickets[door]}`);
    const entries = await desk.store.audit.entries({ kind: 'refused', limit: 9_999 });
    const noted = entries.map((entry) =>
      [names.get(entry.by), entry.act, entry.code, doorOf(entry)].join(' | '),
    );
    expect(expected.filter((line) => !noted.includes(line))).toEqual([]);
    expect(noted.filter((line) => !expected.includes(line))).toEqual([]);
    expect(await versions()).toEqual(before);
    process.stdout.write(
      `${[...counts].map(([door, n]) => `${n} by ${door}`).join(', ')}: all refused and noted\n`,
    );
    for (const door of DOORS) expect(counts.get(door)).toBeGreaterThan(30);
  },
  TEST_MS,
);

test('C7: whoever has left is turned away at each of them, and that is noted', async () => {
  await desk.says('zhao', { kind: 'button', value: 'resign:0:0:sure:left' });
  const before = await versions();
  for (const door of ['text', 'button', 'form'] as const) {
    const content = sent(
      door,
      { name: 'left', actor: { kind: 'member', id: 'left' } },
      scene.acts.find(({ type }) => type === 'claim') as Act,
    );
    const heard = content && (await desk.says('left', content));
    expect(heard).toContain('停用');
    const noted = await desk.store.audit.entries({ kind: 'refused', limit: 9_999 });
    expect(noted).toContainEqual(
      expect.objectContaining({ by: 'member:left', act: door, code: 'inactive_member', door: 'web' }),
    );
  }
  expect(await versions()).toEqual(before);
});
