/** The content the benches work with: the product's own texts, one SOP of an ordinary size, and a company of many teams. */
import fs from 'node:fs';
import path from 'node:path';
import type { ContentFiles } from '../../../src/desk/ports/content.js';

const PROMPTS = path.join(import.meta.dirname, '..', '..', '..', 'prompts');

/**
 * Every team has a chat of its own, and every change of a ticket is shown there. Writes to one chat queue up behind
 * each other, so a company with a single team would measure that chat and not the desk.
 */
export const TEAMS = 200;

/** `new` → start → `open` → ask → `waiting` and back; a limit with its warning where somebody works, reminders where we wait. */
const SOP = `
sop: repair
version: 1
title: { zh-CN: 报修, en: Repair }
kind: incident
queue: q0
initial: new
subject: "{place} · {problem}"
words: [报修, report a fault]
fields:
  problem: { type: text, label: { zh-CN: 什么坏了, en: What is broken }, ask: intake, required: true, max: 80 }
  place: { type: text, label: { zh-CN: 在哪里, en: Where }, ask: intake, required: true, max: 40 }
  phone: { type: phone, label: { zh-CN: 电话, en: Phone }, ask: intake, required: true, personal: true }
states:
  new:
    category: new
    label: { zh-CN: 待接单, en: New }
    owner: queue:q0
    limit: { within: 30m, clock: business, warn: 10m }
  open:
    category: open
    label: { zh-CN: 处理中, en: In progress }
    owner: assignee
    limit: { within: 1d, clock: business, warn: 2h }
  waiting: { category: pending, label: { zh-CN: 等待报单人, en: Waiting }, owner: requester }
  resolved: { category: resolved, label: { zh-CN: 已解决, en: Resolved }, owner: requester }
  closed: { category: closed, label: { zh-CN: 已关闭, en: Closed } }
transitions:
  start:
    label: { zh-CN: 开始处理, en: Start }
    words: [开始处理, start]
    from: new
    to: open
    by: [agent]
    when: always
    do: { tell: requester, say: repair_started }
  ask:
    label: { zh-CN: 请补充, en: Ask }
    words: [请补充, ask]
    from: open
    to: waiting
    by: [agent]
    when: always
    do: none
  answer:
    label: { zh-CN: 答复, en: Answer }
    words: [答复, answer]
    from: waiting
    to: open
    by: [requester, agent]
    when: always
    do: none
  resolve:
    label: { zh-CN: 已解决, en: Resolve }
    words: [已解决, resolve]
    from: [open, waiting]
    to: resolved
    by: [agent]
    when: always
    do: none
  close:
    label: { zh-CN: 关闭, en: Close }
    words: [关闭, close]
    from: resolved
    to: closed
    by: [requester, system]
    when: always
    do: none
timers:
  waiting: { in: [waiting], after: 1d, clock: calendar, repeat: 1d, times: 3, tell: requester, say: repair_waiting }
  auto_close: { in: [resolved], after: 3d, clock: calendar, then: close }
`;

const SAYS = {
  'zh-CN':
    'say:\n  repair_started: "{problem} 已开始处理。"\n  repair_waiting: "{problem} 还在等您的答复。"\n',
  en: 'say:\n  repair_started: "Work on {problem} has begun."\n  repair_waiting: "{problem} still waits for you."\n',
};

function desk(): string {
  const office = ['mon', 'tue', 'wed', 'thu', 'fri']
    .map((day) => `${day}: [["09:00", "12:00"], ["13:30", "18:00"]]`)
    .join(', ');
  const numbers = Array.from({ length: TEAMS }, (_, n) => n);
  return [
    'company: { zh-CN: 测速, en: Bench }',
    `calendars: { office: { tz: Asia/Shanghai, week: { ${office} }, holidays: cn } }`,
    'teams:',
    ...numbers.map((n) => `  t${n}: { name: { zh-CN: 组${n}, en: Team ${n} }, chats: ["bench:desk:t${n}"] }`),
    'queues:',
    ...numbers.map(
      (n) => `  q${n}: { name: { zh-CN: 队列${n}, en: Queue ${n} }, team: t${n}, calendar: office }`,
    ),
    'members:',
    ...numbers.map(
      (n) => `  m${n}: { name: Agent ${n}, teams: [t${n}], roles: [agent], identities: { bench: m${n} } }`,
    ),
    ...numbers.map(
      (n) => `  l${n}: { name: Lead ${n}, teams: [t${n}], roles: [lead], identities: { bench: l${n} } }`,
    ),
  ].join('\n');
}

/** Read once: the texts may be edited while a bench runs, and it would publish a second edition. */
let content: ContentFiles | undefined;

export function benchContent(): ContentFiles {
  content ??= readContent();
  return content;
}

function readContent(): ContentFiles {
  const messages = (['zh-CN', 'en'] as const).flatMap((locale) =>
    fs
      .readdirSync(path.join(PROMPTS, 'messages', locale))
      .filter((file) => !file.startsWith('say-'))
      .map((file) => `messages/${locale}/${file}`)
      .map((file) => ({ path: file, text: fs.readFileSync(path.join(PROMPTS, file), 'utf8') })),
  );
  return [
    { path: 'desk.yaml', text: desk() },
    { path: 'sops/repair.v1.yaml', text: SOP },
    ...(['zh-CN', 'en'] as const).map((locale) => ({
      path: `messages/${locale}/say-repair.yaml`,
      text: SAYS[locale],
    })),
    ...messages,
  ];
}
