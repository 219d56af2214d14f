/** Whether WeCom would take a template card, and its code when not. https://developer.work.weixin.qq.com/document/path/90236 */
import { isJson, type Json, text } from '../api/call.js';
import { personBy } from '../directory.js';
import { type Refusal, refuse } from '../refusal.js';
import type { World } from '../world.js';
import {
  buttons,
  cardAction,
  commonBlocks,
  type Faults,
  horizontals,
  type Known,
  list,
  part,
  question,
  submitButton,
  title,
} from './blocks.js';

export const INTERACTIVE = ['button_interaction', 'vote_interaction', 'multiple_interaction'];
export const NOTICES = ['text_notice', 'news_notice'];
const TASK_ID = /^[0-9A-Za-z_\-@]{1,128}$/;

/** Where a card is shown decides what it may be. */
export interface CardRules {
  readonly types: readonly string[];
  /** A card that takes another's place has no task id of its own. */
  readonly replaces?: boolean;
}

export function cardRefused(world: World, card: unknown, rules: CardRules): Refusal | undefined {
  const known: Known = {
    media: (id) => world.media.get(id, world.clock.now()) !== undefined,
    person: (userId) => personBy(world, userId) !== undefined,
  };
  for (const fault of faultsOf(isJson(card) ? card : {}, rules, known)) return fault;
  return undefined;
}

/** Interactive, or with a menu: somebody can answer it, and so it can be changed. */
export function answerable(card: Json): boolean {
  return INTERACTIVE.includes(text(card.card_type)) || card.action_menu !== undefined;
}

function* faultsOf(card: Json, { types, replaces }: CardRules, known: Known): Faults {
  const type = text(card.card_type);
  if (!types.includes(type)) yield refuse(42031, type || 'none');
  if (!replaces && (answerable(card) || card.task_id !== undefined) && !TASK_ID.test(text(card.task_id)))
    yield refuse(42014, 'task_id is 1 to 128 of 0-9 A-Z a-z _ - @');
  yield* commonBlocks(card);
  yield* horizontals(card, known);
  yield* BY_TYPE[type]?.(card) ?? [];
}

const BY_TYPE: Readonly<Record<string, (card: Json) => Faults>> = {
  *text_notice(card) {
    if (text(part(card, 'main_title').title) === '' && text(card.sub_title_text) === '')
      yield refuse(42033, 'main_title.title or sub_title_text');
    yield* cardAction(card, true);
  },
  *news_notice(card) {
    yield* title(card);
    const { url, aspect_ratio: ratio } = part(card, 'card_image');
    if (text(url) === '' && text(part(card, 'image_text_area').image_url) === '') yield refuse(42044);
    if (ratio !== undefined && !(Number(ratio) >= 1.3 && Number(ratio) <= 2.25))
      yield refuse(40058, 'card_image.aspect_ratio is 1.3 to 2.25');
    const lines = list(card.vertical_content_list);
    if (lines.length > 4) yield refuse(42036, `at most 4, got ${lines.length}`);
    for (const line of lines) if (text(line.title) === '') yield refuse(42033, 'vertical_content_list.title');
    yield* cardAction(card, true);
  },
  *button_interaction(card) {
    yield* title(card);
    yield* cardAction(card, false);
    if (card.button_selection !== undefined) yield* question(part(card, 'button_selection'), 10);
    yield* buttons(card);
  },
  *vote_interaction(card) {
    yield* title(card);
    const checkbox = part(card, 'checkbox');
    if (checkbox.mode !== undefined && ![0, 1].includes(Number(checkbox.mode)))
      yield refuse(40058, 'checkbox.mode is 0 or 1');
    yield* question(checkbox, 20);
    yield* submitButton(card);
  },
  *multiple_interaction(card) {
    yield* title(card);
    const selects = list(card.select_list);
    if (selects.length < 1 || selects.length > 3) yield refuse(42047, `1 to 3, got ${selects.length}`);
    for (const select of selects) yield* question(select, 10);
    yield* submitButton(card);
  },
};
