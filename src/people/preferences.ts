/** What a member may choose, and what follows for what is told to them. */
import type { Locale, NoticeClass, Preferences } from './people.js';

/** Every class, in the order in which they are shown. */
export const NOTICE_CLASSES: readonly NoticeClass[] = [
  'assigned',
  'reminders',
  'replies',
  'proposals',
  'numbers',
];

/** With one address in front; the others keep their order. */
export function hearingFirst(addresses: readonly string[], first: string): readonly string[] {
  return [first, ...addresses.filter((address) => address !== first)];
}

/** Back to what the house has for everybody. A leave is a plan others count on, not a taste: it stays. */
export function resetPreferences({ leave }: Preferences): Preferences {
  return leave ? { leave } : {};
}

/** Preferences with one of them changed; `undefined` forgets it. */
export function preferring<Key extends keyof Preferences>(
  preferences: Preferences,
  key: Key,
  value: Preferences[Key] | undefined,
): Preferences {
  const { [key]: _, ...rest } = preferences;
  return value === undefined ? (rest as Preferences) : { ...rest, [key]: value };
}

const LANGUAGES: Readonly<Record<Locale, RegExp>> = {
  'zh-CN': /^(?:中文|汉语|简体中文|简体|chinese|zh|zh-cn)$/u,
  en: /^(?:英文|英语|english|en)$/u,
};

/** '英文', 'English'; null for a language we do not speak. */
export function readLanguage(said: string): Locale | null {
  const key = said.normalize('NFKC').trim().toLowerCase();
  const found = Object.entries(LANGUAGES).find(([, words]) => words.test(key));
  return found ? (found[0] as Locale) : null;
}

const CLASSES: Readonly<Record<NoticeClass, RegExp>> = {
  assigned: /指派|派单|派给我|分配|assign/u,
  reminders: /提醒|时限|预警|remind|limit/u,
  replies: /回复|来信|repl/u,
  proposals: /提议|确认|复核|proposal|confirm/u,
  numbers: /数据|汇报|报表|日报|周报|number|digest|report/u,
};
const URGENT = /超时|升级|紧急|overdue|late|escalat|urgent/u;
const ON = /打开|开启|恢复|开$|^开|\bon\b/u;
const OFF = /关闭|关掉|不要|关$|^关|静音|\boff\b|mute/u;

/** '提醒 关', 'replies on': one class and whether it is told. `urgent` when that cannot be switched; null for anything else. */
export function readNoticeSwitch(
  said: string,
): { readonly class: NoticeClass; readonly on: boolean } | 'urgent' | null {
  const key = said.normalize('NFKC').trim().toLowerCase();
  const off = OFF.test(key);
  if (off && URGENT.test(key)) return 'urgent';
  const found = NOTICE_CLASSES.filter((name) => CLASSES[name].test(key));
  const [name] = found;
  return name === undefined || found.length > 1 || off === ON.test(key) ? null : { class: name, on: !off };
}
