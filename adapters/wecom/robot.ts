/** Robots of groups: whoever has the key of the webhook speaks there, and nobody is heard. https://developer.work.weixin.qq.com/document/path/91770 */
import type { Delivery, Posted } from '../../src/platform/adapter.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import { called } from '../shared/qyapi/api.js';
import { CallRefused } from '../shared/qyapi/refusal.js';
import type { Chats } from './chats.js';
import type { WecomConfig } from './config.js';
import { LOG_IN_PATH } from './log-in.js';
import { renderMarkdown } from './render.js';
import { saidOnce } from './said-once.js';
import { taskOf } from './task.js';

/** The key is of no robot. */
const NO_ROBOT = 93000;

type Parts = {
  readonly config: Pick<WecomConfig, 'robots' | 'publicUrl' | 'zone'>;
  readonly chats: Chats;
  readonly clock: { now(): number };
};

/** Throws what `thrown` sorts. */
export async function sendByRobot(
  { config, chats, clock }: Parts,
  name: string,
  { key, card, live }: Delivery,
): Promise<Posted> {
  const webhook = config.robots.get(name);
  if (webhook === undefined)
    throw new DeliveryError({ kind: 'rejected', reason: `WECOM_ROBOT_${name.toUpperCase()} is not set` });
  const holds = live || card.tag !== undefined ? { asOf: clock.now() } : null;
  const link = config.publicUrl === '' ? null : `${config.publicUrl}${LOG_IN_PATH}`;
  const content = renderMarkdown(card, { holds, zone: config.zone, link });
  const message = { msgtype: 'text', text: { content } } as const;
  await saidOnce(chats, { place: `robot/${name}`, key, message }, async (frozen) => {
    if (frozen.msgtype !== 'text') throw new Error(`expected words for a robot, got ${frozen.msgtype}`);
    await called('webhook/send', webhook, { msgtype: 'markdown', markdown: frozen.text });
  });
  return { ref: `robot-${taskOf(key)}` };
}

/** Nothing is said: WeCom refuses what has no words, and whom it does not know before that. */
export async function isRobot(webhook: string): Promise<boolean> {
  try {
    await called('webhook/send', webhook, { msgtype: 'text', text: { content: '' } });
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    return error.code !== NO_ROBOT;
  }
  return true;
}
