/** The blocks that template cards share, each with what WeCom finds wrong with it. https://developer.work.weixin.qq.com/document/path/90236 */
import { isJson, type Json, text } from '../api/call.js';
import { type Refusal, refuse } from '../refusal.js';

/** What is wrong, in the order in which it is looked for; only the first is ever told. */
export type Faults = Generator<Refusal, void>;

const MOST_KEY_BYTES = 1024;
const MOST_ID_BYTES = 128;

export function part(card: Json, name: string): Json {
  const value = card[name];
  return isJson(value) ? value : {};
}

export function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map((item) => (isJson(item) ? item : {})) : [];
}

const bytes = (value: unknown) => Buffer.byteLength(text(value));

/** Somewhere to go: 1 an address, 2 a mini program. */
function* leads(what: string, { type, url, appid }: Json): Faults {
  if (type === 1 && !/^https?:\/\//.test(text(url))) yield refuse(42028, what);
  if (type === 2 && text(appid) === '') yield refuse(42030, what);
}

export function* cardAction(card: Json, required: boolean): Faults {
  const action = part(card, 'card_action');
  if (!required && card.card_action === undefined) return;
  const types = required ? [1, 2] : [0, 1, 2];
  if (!types.includes(Number(action.type ?? 0))) yield refuse(42045, `type is one of ${types.join(', ')}`);
  yield* leads('card_action', action);
}

export function* commonBlocks(card: Json): Faults {
  const color = part(card, 'source').desc_color;
  if (color !== undefined && ![0, 1, 2, 3].includes(Number(color))) yield refuse(40058, 'source.desc_color');
  yield* actionMenu(card);
  yield* leads('quote_area', part(card, 'quote_area'));
  const jumps = list(card.jump_list);
  if (jumps.length > 3) yield refuse(42042, `at most 3, got ${jumps.length}`);
  for (const jump of jumps) {
    if (text(jump.title) === '') yield refuse(42033, 'jump_list.title');
    yield* leads('jump_list', jump);
  }
}

function* actionMenu(card: Json): Faults {
  if (card.action_menu === undefined) return;
  const actions = list(part(card, 'action_menu').action_list);
  if (actions.length < 1 || actions.length > 3) yield refuse(40058, 'action_list has 1 to 3 entries');
  for (const action of actions) {
    if (text(action.text) === '') yield refuse(42038, 'action_list.text');
    if (!keyed(action.key)) yield refuse(42039, 'action_list.key');
  }
  if (new Set(actions.map(({ key }) => key)).size < actions.length) yield refuse(42051);
}

export function* horizontals(card: Json, knows: Known): Faults {
  const lines = list(card.horizontal_content_list);
  if (lines.length > 6) yield refuse(42035, `at most 6, got ${lines.length}`);
  for (const line of lines) {
    if (text(line.keyname) === '') yield refuse(42027);
    if (line.type === 1) yield* leads('horizontal_content_list', line);
    if (line.type === 2 && text(line.media_id) === '') yield refuse(42029);
    if (line.type === 2 && !knows.media(text(line.media_id))) yield refuse(40007);
    if (line.type === 3 && !knows.person(text(line.userid))) yield refuse(42050);
  }
}

export interface Known {
  media(id: string): boolean;
  person(userId: string): boolean;
}

export function* buttons(card: Json): Faults {
  const all = list(card.button_list);
  if (all.length < 1 || all.length > 6) yield refuse(40058, `button_list has 1 to 6, got ${all.length}`);
  for (const button of all) {
    if (text(button.text) === '') yield refuse(42038);
    if (button.style !== undefined && ![1, 2, 3, 4].includes(Number(button.style)))
      yield refuse(40058, 'button_list.style is 1 to 4');
    if (button.type === 1) yield* leads('button_list', button);
    else if (!keyed(button.key)) yield refuse(42039);
  }
  const keys = all.filter(({ type }) => type !== 1).map(({ key }) => key);
  if (new Set(keys).size < keys.length) yield refuse(42039, 'keys repeat');
}

/** A question with its options: a drop-down, or boxes to tick. */
export function* question(asked: Json, mostOptions: number): Faults {
  if (!keyed(asked.question_key)) yield refuse(42043);
  const options = list(asked.option_list);
  if (options.length < 1 || options.length > mostOptions)
    yield refuse(42037, `1 to ${mostOptions}, got ${options.length}`);
  for (const option of options) {
    if (bytes(option.id) < 1 || bytes(option.id) > MOST_ID_BYTES) yield refuse(42040);
    if (text(option.text) === '') yield refuse(42041);
  }
  if (new Set(options.map(({ id }) => id)).size < options.length) yield refuse(42040, 'ids repeat');
}

export function* submitButton(card: Json): Faults {
  const submit = part(card, 'submit_button');
  if (text(submit.text) === '') yield refuse(42049);
  if (!keyed(submit.key)) yield refuse(42046);
}

export function* title(card: Json): Faults {
  if (text(part(card, 'main_title').title) === '') yield refuse(42033);
}

function keyed(key: unknown): boolean {
  return bytes(key) >= 1 && bytes(key) <= MOST_KEY_BYTES;
}
