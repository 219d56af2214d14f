/** What publishing would change: two compiled contents compared, SOP by SOP, then the desk, then what is said. */
import type { Content } from './content-form.js';
import { type Change, changesOf, type Kind } from './difference/changes.js';
import { changesOfDesk } from './difference/desk.js';
import { roleNames, type Said, text } from './difference/said.js';
import { changesOfSop } from './difference/sops.js';
import type { Sop } from './sop.js';

export type { Change } from './difference/changes.js';

/** Changes that belong together, under a title. */
export interface ChangeGroup {
  readonly title: Said;
  readonly changes: readonly Change[];
}

/** Nothing when both say the same; comments and the order of files say nothing. */
export function differenceOf(before: Content, after: Content): readonly ChangeGroup[] {
  const group = (title: Said, changes: readonly Change[]): ChangeGroup[] =>
    changes.length > 0 ? [{ title, changes }] : [];
  const role = roleNames(before.roles, after.roles);
  return [
    ...sopGroups(before.latest, after.latest, role),
    ...group({ message: 'difference.group.desk' }, changesOfDesk(before, after, role)),
    ...group({ message: 'difference.group.texts' }, [
      ...changesOf(REPLY, repliesOf(before), repliesOf(after)),
      ...(sameTexts(before, after) ? [] : changesOf(TEXT, textsOf(before), textsOf(after))),
    ]),
  ];
}

/** Those that are published in the order of their files; those that are gone at the end. */
function sopGroups(
  before: Content['latest'],
  after: Content['latest'],
  role: (key: string) => Said,
): ChangeGroup[] {
  const keys = [...Object.keys(after), ...Object.keys(before).filter((key) => !Object.hasOwn(after, key))];
  return keys.flatMap((key) => {
    const [old, sop] = [before[key], after[key]];
    if (old === sop) return [];
    const changes =
      old && sop ? changesOfSop(old, sop, role) : [comesOrGoes(sop ? 'added' : 'removed', sop ?? old)];
    const title = (sop ?? old)?.title;
    return changes.length > 0 ? [{ title: text(title), changes }] : [];
  });
}

const comesOrGoes = (change: 'added' | 'removed', sop: Sop | undefined): Change => ({
  change,
  item: 'sop',
  name: text(sop?.title),
});

interface NamedReply {
  readonly key: string;
  readonly reply: Content['replies'][string];
}

const repliesOf = ({ replies }: Content): NamedReply[] =>
  Object.entries(replies).map(([key, reply]) => ({ key, reply }));

const REPLY: Kind<NamedReply> = {
  item: 'reply',
  key: ({ key }) => key,
  name: ({ reply }) => text(reply.title),
  aspects: { name: ({ reply }) => text(reply.title), words_said: ({ reply }) => text(reply.text) },
};

const sameTexts = (before: Content, after: Content): boolean =>
  before.messages === after.messages && before.roles === after.roles;

interface NamedText {
  readonly key: string;
  readonly said: Said;
}

/** What the desk calls its own roles is among the texts, and told with the desk. */
const textsOf = ({ messages, roles }: Content): NamedText[] =>
  Object.entries(messages['zh-CN'])
    .filter(([key]) => !(key.startsWith('role.') && Object.hasOwn(roles, key.slice('role.'.length))))
    .map(([key, zh]) => ({
      key,
      said: { text: { 'zh-CN': zh, en: messages.en[key] ?? '' } },
    }));

const TEXT: Kind<NamedText> = {
  item: 'text',
  key: ({ key }) => key,
  name: ({ key }) => key,
  aspects: { words_said: ({ said }) => said },
};
