/** Wording over the shipped texts, and a card as the lines a reader's eyes pass. */
import { plainLines } from '../../src/cards/plain.js';
import { createWording, type Wording } from '../../src/cards/wording.js';
import { createMessages, type Messages } from '../../src/messages/t.js';
import type { Locale } from '../../src/people/people.js';
import type { Card } from '../../src/platform/card.js';
import { compileContent } from '../../src/sop/content.js';
import { showProblem } from '../../src/sop/problem.js';
import { everything } from '../sop/shipped.js';
import { customer, directoryOf, START } from '../support/given.js';

const compiled = compileContent(everything);
if ('problems' in compiled) throw new Error(compiled.problems.map(showProblem).join('\n'));

export const shipped = compiled.content;
export const messages: Messages = createMessages(shipped.messages);

export function wordingAt(now = START, locale: Locale = 'zh-CN'): Wording {
  return createWording({
    messages,
    locale,
    directory: directoryOf(),
    tz: 'Asia/Shanghai',
    now,
    people: new Map([[customer.id, customer.name]]),
    sops: shipped.latest,
  });
}

/** Title and tag, the blocks line by line, then the buttons; a greyed one with its reason. */
export function readAloud(card: Card, locale: Locale = 'zh-CN'): readonly string[] {
  const tag = card.tag === undefined ? '' : ` 【${card.tag}】`;
  const ticks = card.blocks.flatMap((block) =>
    block.kind === 'checklist'
      ? block.items.flatMap(({ text, button }) => (button ? [`[${button.text}] ${text}`] : []))
      : [],
  );
  return [
    `${card.title}${tag}`,
    ...card.blocks.flatMap((block) => plainLines(block, locale)),
    ...ticks,
    ...card.buttons.map(({ text, disabledReason }) =>
      disabledReason ? `(${text}) ${disabledReason}` : `[${text}]`,
    ),
  ];
}
