/** How many characters of a card's field are sure to be shown. Longer ones are taken, and a client may cut them. */
import { type Json, text } from '../api/call.js';
import { list, part } from './blocks.js';

/** https://developer.work.weixin.qq.com/document/path/90236, and for the bot https://developer.work.weixin.qq.com/document/path/101032 */
const SHOWN = {
  app: {
    source: 20,
    title: 36,
    desc: 44,
    emphasisTitle: 14,
    emphasisDesc: 22,
    subTitle: 160,
    keyname: 5,
    value: 30,
    jump: 18,
    verticalTitle: 38,
    verticalDesc: 160,
    button: 10,
    option: 16,
  },
  bot: {
    source: 13,
    title: 26,
    desc: 30,
    emphasisTitle: 10,
    emphasisDesc: 15,
    subTitle: 112,
    keyname: 5,
    value: 26,
    jump: 13,
    verticalTitle: 26,
    verticalDesc: 112,
    button: 10,
    option: 10,
  },
} as const;

/** In which a vote differs from the other types of the app. */
const VOTE = { title: 16, desc: 160, option: 17 };
const MULTIPLE = { title: 36, desc: 160 };

export function overlong(card: Json, surface: keyof typeof SHOWN): string[] {
  const own =
    card.card_type === 'vote_interaction' ? VOTE : card.card_type === 'multiple_interaction' ? MULTIPLE : {};
  const most = { ...SHOWN[surface], ...(surface === 'app' && own) };
  const questions = [part(card, 'button_selection'), part(card, 'checkbox'), ...list(card.select_list)];
  const fields: [string, unknown, number][] = [
    ['source.desc', part(card, 'source').desc, most.source],
    ['main_title.title', part(card, 'main_title').title, most.title],
    ['main_title.desc', part(card, 'main_title').desc, most.desc],
    ['emphasis_content.title', part(card, 'emphasis_content').title, most.emphasisTitle],
    ['emphasis_content.desc', part(card, 'emphasis_content').desc, most.emphasisDesc],
    ['sub_title_text', card.sub_title_text, most.subTitle],
    ...each(card, 'horizontal_content_list', 'keyname', most.keyname),
    ...each(card, 'horizontal_content_list', 'value', most.value),
    ...each(card, 'jump_list', 'title', most.jump),
    ...each(card, 'vertical_content_list', 'title', most.verticalTitle),
    ...each(card, 'vertical_content_list', 'desc', most.verticalDesc),
    ...each(card, 'button_list', 'text', most.button),
    ['submit_button.text', part(card, 'submit_button').text, most.button],
    ...questions.flatMap((question) => each(question, 'option_list', 'text', most.option)),
  ];
  return fields.filter(([, value, length]) => [...text(value)].length > length).map(([path]) => path);
}

function each(card: Json, name: string, field: string, most: number): [string, unknown, number][] {
  return list(card[name]).map((item, index) => [`${name}[${index}].${field}`, item[field], most]);
}
