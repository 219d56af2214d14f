/** 导入成员: a list of members is sent, what it would change is shown, and only what was shown is done. */
import { differenceCard, listProblemsCard } from '../../cards/member-list.js';
import { type DirectoryDifference, isEmpty, standings } from '../../people/directory-difference.js';
import { mayManage } from '../../people/staff.js';
import { buttonValue } from '../../platform/button.js';
import type { Button } from '../../platform/card.js';
import { question } from '../../tickets/questions.js';
import type { FileValue } from '../../tickets/ticket.js';
import { memberDifference } from '../import/member-difference.js';
import { answersTo, defineErrand, type Outcome, type Running } from './errand.js';
import { refuseErrand } from './refusals.js';
import { take } from './take-list.js';

const LIST = {
  ...question('list', 'file', { 'zh-CN': '成员名单（CSV）', en: 'List of members (CSV)' }),
  hint: {
    'zh-CN': '第一行写列名：工号、姓名、班组、角色、直属上级、状态，以及「web 账号」这样的平台账号',
    en: 'First line: id, name, teams, roles, leader, status, and accounts such as “web account”',
  },
  accept: ['text/*'],
};

/** What a button carries: which list, whether it names everybody, and the directory it was held against. */
const PRESSED = /^(look|take)\/(some|all)\/(\d{1,15})\/([0-9a-f-]{36})$/u;

export const importMembers = defineErrand({
  type: 'import_members',
  words: { 'zh-CN': ['导入成员', '成员导入'], en: ['import members'] },
  label: { 'zh-CN': '导入成员', en: 'Import members' },
  of: 'staff',
  alone: true,
  may: ({ person, directory }) => {
    const roles = directory.members.get(person.id)?.roles ?? [];
    return roles.includes('admin') || roles.includes('manager') || roles.includes('lead')
      ? null
      : refuseErrand('not_in_charge', {
          person: { message: 'word.staff' },
          holder: [{ message: 'role.lead' }],
        });
  },
  async run({ said, list }, running) {
    const [, what, whole, version, pressed] = PRESSED.exec(String(said ?? '')) ?? [];
    if (pressed === undefined) {
      const read = answersTo([LIST], { list }, running);
      if (!('values' in read)) return read;
      const [file] = read.values.list as readonly FileValue[];
      return look(file?.id ?? '', false, running);
    }
    const complete = whole === 'all';
    const { directory } = running.reader;
    if (what === 'look' || Number(version) !== directory.version) return look(pressed, complete, running);
    const compared = await compare(pressed, complete, running);
    if ('lines' in compared) return { card: listProblemsCard(compared.lines, running.reader.wording) };
    return beyond(compared.difference, running) ?? done(compared.difference, running);
  },
});

const compare = (file: string, complete: boolean, { house, reader }: Running) =>
  memberDifference(house.store.files.rows(file), {
    ...{ directory: reader.directory, edition: reader.edition, wording: reader.wording, complete },
    ...{ bindings: house.store.bindings, platforms: [...house.adapters.keys()] },
  });

async function look(file: string, complete: boolean, running: Running): Promise<Outcome> {
  const { wording, directory } = running.reader;
  const compared = await compare(file, complete, running);
  if ('lines' in compared) return { card: listProblemsCard(compared.lines, wording) };
  const { difference } = compared;
  const whichList = (whole: boolean) =>
    wording.t(whole ? 'members.import.button.all' : 'members.import.button.some');
  const press = (what: 'look' | 'take', whole: boolean, style: Button['style']): Button => ({
    text: what === 'take' ? wording.t('members.import.button.take') : whichList(whole),
    value: buttonValue({
      ...{ action: 'import_members', ticketId: 0, version: 0 },
      argument: `${what}/${whole ? 'all' : 'some'}/${directory.version}/${file}`,
    }),
    style,
  });
  const buttons = [
    ...(isEmpty(difference)
      ? []
      : [press('take', complete, difference.leaving.length > 0 ? 'danger' : 'primary')]),
    press('look', !complete, 'plain'),
  ];
  return { card: differenceCard({ difference, directory, buttons }, wording) };
}

/** Everybody who would change, before and after, must be the actor's to change; and only administrators make one. */
function beyond(difference: DirectoryDifference, { reader }: Running): Outcome | null {
  const { directory, person } = reader;
  const actor = directory.members.get(person.id);
  for (const one of [...standings(difference), ...difference.leaving]) {
    const before = directory.members.get(one.id);
    const after = { ...one, active: true, locale: 'zh-CN' as const, addresses: [], preferences: {} };
    if (!actor || !mayManage(actor, after) || (before && !mayManage(actor, before)))
      return refuseErrand('not_in_charge', { person: one.name, holder: [{ message: 'role.admin' }] });
    if (one.roles.includes('admin') && !actor.roles.includes('admin'))
      return refuseErrand('only_admins_make_admins');
  }
  if (difference.leaving.some(({ id }) => id === person.id)) return refuseErrand('own_account');
  return null;
}

async function done(difference: DirectoryDifference, running: Running): Promise<Outcome> {
  const { deed, commands } = await take(difference, running);
  const { joining, changing, returning, leaving, binding } = difference;
  return {
    deeds: [deed],
    says: running.reader.wording.t('members.import.done', {
      ...{ joined: joining.length + returning.length, changed: changing.length },
      ...{ left: leaving.length, bound: binding.length },
    }),
    commands,
  };
}
