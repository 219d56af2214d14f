/** The app speaks to members, and changes or recalls what it said. https://developer.work.weixin.qq.com/document/path/90236 */
import { answerable, INTERACTIVE, NOTICES } from '../card/check.js';
import { copyOf, type Speech } from '../content.js';
import { newId } from '../ids.js';
import { addMessage, type Copy } from '../messages.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import { type Targets, targetsOf } from '../targets.js';
import type { World } from '../world.js';
import { type Answered, type Api, type Call, text } from './call.js';

const DAY_MS = 86_400_000;
const CHECKED_S = 1800;
const CHECKED_AT_MOST_S = 14_400;
const SPEECH: Speech = {
  types: ['text', 'markdown', 'textcard', 'news', 'image', 'voice', 'video', 'file', 'template_card'],
  markdownBytes: 2048,
  cards: { types: [...NOTICES, ...INTERACTIVE] },
};

export const messageApis: readonly Api[] = [
  { name: 'message/send', method: 'POST', unmetered: true, act: sendOnce },
  {
    name: 'message/recall',
    method: 'POST',
    act({ world, body }) {
      const message = world.messages.get(text(body.msgid));
      if (message?.from !== 'app') return refuse(40058, 'msgid');
      if (message.createdAt + DAY_MS <= world.clock.now()) return refuse(42052, 'older than 24 hours');
      message.recalled = true;
      return {};
    },
  },
];

/** With the duplicate check, the same request within the interval is answered as before and delivered no more. */
function sendOnce(call: Call): Answered | Refusal {
  const { world, body, asked } = call;
  if (Number(body.enable_duplicate_check ?? 0) !== 1) return send(call);
  const now = world.clock.now();
  const request = String(asked.body);
  const before = world.sentBefore.get(request);
  if (before && before.until > now) return before.answer;
  const seconds = Math.min(Number(body.duplicate_check_interval ?? CHECKED_S), CHECKED_AT_MOST_S);
  const answer = send(call);
  if (!isRefusal(answer)) world.sentBefore.set(request, { answer, until: now + seconds * 1000 });
  return answer;
}

function send({ world, body }: Call): Answered | Refusal {
  if (Number(body.agentid) !== world.app.agentId) return refuse(40056);
  const targets = targetsOf(world, body);
  if (isRefusal(targets)) return targets;
  const copy = copyOf(world, body, SPEECH);
  const refusal = isRefusal(copy) ? copy : cardSendRefused(world, copy);
  if (refusal || isRefusal(copy)) return refusal ?? refuse(40058);
  if (!world.quotas.day(targets.people.length, world.clock.now())) return refuse(45009);
  return { ...invalidIn(targets), ...deliver(world, targets, copy) };
}

function cardSendRefused(world: World, { type, content }: Copy): Refusal | undefined {
  if (type !== 'template_card') return undefined;
  if (answerable(content) && !world.listens) return refuse(40058, 'the app has no callback address');
  return world.taskIds.has(text(content.task_id)) ? refuse(42014, 'task_id was used before') : undefined;
}

function deliver(world: World, { people }: Targets, copy: Copy): { msgid: string; response_code?: string } {
  const now = world.clock.now();
  const shown = people.filter(({ userId, status }) => status === 1 && world.quotas.member(userId, now));
  world.tally.dropped += people.length - shown.length;
  const taskId = text(copy.content.task_id);
  if (taskId !== '') world.taskIds.add(taskId);
  const message = addMessage(world, {
    id: newId(48),
    from: 'app',
    place: 'app',
    recipients: people.map(({ userId }) => userId),
    shownTo: shown.map(({ userId }) => userId),
    copy,
    ...(taskId !== '' && { taskId }),
  });
  for (const { userId } of shown) world.tally.show(`app ${userId}`, said(copy));
  const coded = copy.type === 'template_card' && answerable(copy.content);
  return { msgid: message.id, ...(coded && { response_code: world.responseCodes.issue(message.id, now) }) };
}

/** A task id says nothing to anybody: cards that differ in it alone are twins. */
function said({ type, content }: Copy): string {
  return JSON.stringify({ type, ...content, task_id: undefined });
}

function invalidIn(targets: Targets): object {
  return {
    invaliduser: targets.invalid.join('|'),
    invalidparty: targets.invalidParties.join('|'),
    invalidtag: targets.invalidTags.join('|'),
    unlicenseduser: targets.unlicensed.join('|'),
  };
}
