/** The app's answer in the acknowledgement itself: words, or other words for a card's buttons; only for the person who acted. https://developer.work.weixin.qq.com/document/path/90241 */

import { textIn } from '../../kit/callback-xml.js';
import { cutBytes } from '../content.js';
import type { Person } from '../directory.js';
import { newId } from '../ids.js';
import { addMessage, change, type Message } from '../messages.js';
import type { World } from '../world.js';

const MOST_BYTES = 2048;

export function passiveAnswer(world: World, person: Person, answer: unknown, card?: Message): void {
  if (typeof answer !== 'string') return;
  const type = textIn(answer, 'MsgType');
  const { userId } = person;
  if (type === 'text' && !card) {
    const content = { content: cutBytes(textIn(answer, 'Content') ?? '', MOST_BYTES) };
    addMessage(world, {
      id: newId(48),
      from: 'app',
      place: 'app',
      recipients: [userId],
      copy: { type, content },
    });
    world.tally.show(`app ${userId}`, JSON.stringify(content));
  }
  const replaced = textIn(answer, 'ReplaceName');
  if (type === 'update_button' && card && replaced !== undefined)
    change(world, card, [userId], (copy) => ({ ...copy, replaced }));
}
