/** Templates chosen in the console, and what may stand in each of their places. https://developers.weixin.qq.com/doc/service/guide/product/template_message/Template_Message_Interface.html */
import { isJson, type Json, text } from './api/call.js';
import { type Refusal, refuse } from './refusal.js';

export interface Template {
  readonly id: string;
  readonly title: string;
  /** `message`: to any follower. `notice`: one for each consent. */
  readonly kind: 'message' | 'notice';
  /** Names of its places, which say what they take: `thing1`, `time4`. */
  readonly fields: readonly string[];
}

/** By the letters of a place's name; a place of another name takes any twenty characters. */
const TAKES: Readonly<Record<string, RegExp>> = {
  thing: /^.{1,20}$/su,
  number: /^\d{1,32}(\.\d+)?$/u,
  letter: /^[A-Za-z]{1,32}$/u,
  symbol: /^[^\p{L}\d]{1,5}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/u,
  time: /^\d{4}年\d{1,2}月\d{1,2}日( \d{1,2}:\d{2}(:\d{2})?)?$|^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?$/u,
  date: /^\d{4}年\d{1,2}月\d{1,2}日( \d{1,2}:\d{2})?$|^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$/u,
  amount: /^[¥$]?\d{1,10}(\.\d{1,2})?元?$/u,
  phone_number: /^[+\d-]{1,17}$/u,
  name: /^\p{Script=Han}{1,10}$|^[A-Za-z ]{1,20}$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
  const: /^.{1,20}$/su,
};

/** Each place filled with what it takes, and nothing else. */
export function valuesIn({ fields }: Template, data: unknown): Json | Refusal {
  const given = isJson(data) ? data : {};
  const values: Record<string, string> = {};
  for (const field of fields) {
    const value = isJson(given[field]) ? text(given[field].value) : '';
    const takes = TAKES[field.replace(/\d+$/u, '')] ?? TAKES.thing;
    if (value === '') return refuse(47003, `data.${field}.value is empty`);
    if (!takes?.test(value)) return refuse(47003, `data.${field}.value invalid`);
    values[field] = value;
  }
  const stranger = Object.keys(given).find((name) => !fields.includes(name));
  return stranger === undefined ? values : refuse(47003, `data.${stranger} is not in the template`);
}
