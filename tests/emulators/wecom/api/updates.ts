/** A card that was sent becomes another, or its buttons are greyed. https://developer.work.weixin.qq.com/document/path/94888 */
import { cardRefused, INTERACTIVE, NOTICES } from '../card/check.js';
import { personBy } from '../directory.js';
import { type Copy, change, type Message } from '../messages.js';
import { isRefusal, type Refusal, refuse } from '../refusal.js';
import type { World } from '../world.js';
import { type Answered, type Api, type Call, isJson, type Json, text, texts } from './call.js';

export const updateApis: readonly Api[] = [
  { name: 'message/update_template_card', method: 'POST', unmetered: true, act: update },
];

function update({ world, body }: Call): Answered | Refusal {
  if (Number(body.agentid) !== world.app.agentId) return refuse(42015);
  const code = text(body.response_code);
  const paidFor = world.responseCodes.messageOf(code, world.clock.now());
  if (isRefusal(paidFor)) return paidFor;
  const message = world.messages.get(paidFor);
  if (!message || message.recalled) return refuse(42052, 'the message was recalled');
  const to = changed(world, message, body);
  if (isRefusal(to)) return to;
  const { whom, invalid } = whomOf(world, message, body);
  if (whom.length === 0) return refuse(81013);
  world.responseCodes.spend(code);
  change(world, message, whom, to);
  return { invaliduser: invalid };
}

function changed(world: World, message: Message, body: Json): ((copy: Copy) => Copy) | Refusal {
  if (isJson(body.template_card)) {
    const card = body.template_card;
    const refusal = cardRefused(world, card, { types: [...NOTICES, ...INTERACTIVE], replaces: true });
    if (refusal) return refusal;
    const replaced = text(card.replace_text);
    return () => ({ type: 'template_card', content: card, ...(replaced !== '' && { replaced }) });
  }
  const replaced = isJson(body.button) ? text(body.button.replace_name) : '';
  if (replaced === '') return refuse(40058, 'expected template_card or button.replace_name');
  const [copy] = message.copies.values();
  if (copy && !INTERACTIVE.includes(text(copy.content.card_type)))
    return refuse(42031, 'no button to replace');
  return (before) => ({ ...before, replaced });
}

/** Everybody who got it, or those who are named; whoever is named and did not get it is invalid. */
function whomOf(world: World, message: Message, body: Json): { whom: string[]; invalid: string[] } {
  if (Number(body.atall ?? 0) === 1) return { whom: [...message.recipients], invalid: [] };
  const named = texts(body.userids);
  const got = (userId: string) => message.recipients.includes(personBy(world, userId)?.userId ?? '');
  return {
    whom: named.filter(got).map((userId) => personBy(world, userId)?.userId ?? userId),
    invalid: named.filter((userId) => !got(userId)).map((userId) => userId.toLowerCase()),
  };
}
