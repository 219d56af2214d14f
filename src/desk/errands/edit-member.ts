/** 改成员 / 新成员: what somebody is with us, filled in as a form; saved at once, as a row of a list would be. */
import { problemText } from '../../cards/member-list.js';
import { memberCard } from '../../cards/members.js';
import { directoryDifference, isEmpty } from '../../people/directory-difference.js';
import type { Listed } from '../../people/listed.js';
import type { Directory, Member } from '../../people/people.js';
import { managersOf, mayManage } from '../../people/staff.js';
import type { Field } from '../../sop/sop.js';
import { question } from '../../tickets/questions.js';
import { refuse } from '../../tickets/refusal.js';
import { keyCalled, roleNames, teamNames } from '../called.js';
import type { Reader } from '../speak.js';
import { answersTo, defineErrand, type Outcome, type Running } from './errand.js';
import { memberMeant } from './member-named.js';
import { refuseErrand } from './refusals.js';
import { take } from './take-list.js';

const ID = question('id', 'text', { 'zh-CN': '工号', en: 'Member id' }, { max: 40 });
const FIELDS: readonly Field[] = [
  question('name', 'text', { 'zh-CN': '姓名', en: 'Name' }, { max: 60 }),
  {
    ...question('teams', 'text', { 'zh-CN': '班组（用、分开）', en: 'Teams (with commas)' }),
    required: false,
  },
  question('roles', 'text', { 'zh-CN': '角色（用、分开）', en: 'Roles (with commas)' }),
  { ...question('leader', 'member', { 'zh-CN': '直属上级', en: 'Answers to' }), required: false },
];

const MEMBER_ID = /^[a-z][a-z0-9_.-]{0,39}$/u;

export const editMember = defineErrand({
  type: 'edit_member',
  words: { 'zh-CN': ['新成员', '改成员'], en: ['add member', 'edit member'] },
  label: { 'zh-CN': '成员资料', en: 'Member' },
  of: 'staff',
  alone: true,
  may: () => null,
  async run({ said, ...input }, running) {
    const before = said === undefined ? null : memberMeant(String(said), running);
    if (before && 'refused' in before) return before;
    const fields = before ? FIELDS : [ID, ...FIELDS];
    const read = answersTo(fields, input, running);
    if ('asks' in read) return before ? { ...read, standing: standingOf(before, running.reader) } : read;
    if (!('values' in read)) return read;
    const id = before?.id ?? String(read.values.id);
    if (!MEMBER_ID.test(id)) return refuseErrand('wrong_member_id', { got: id });
    const { teams, roles } = named(read.values, running.reader);
    return save(
      {
        id,
        name: String(read.values.name),
        teams,
        roles,
        leader: (read.values.leader as string | undefined) ?? null,
        active: true,
        accounts: [],
      },
      before,
      running,
    );
  },
});

async function save(row: Listed, before: Member | null, running: Running): Promise<Outcome> {
  const { reader } = running;
  const { directory, wording, person } = reader;
  const actor = directory.members.get(person.id);
  const after: Member = {
    locale: running.house.locale,
    addresses: [],
    preferences: {},
    ...before,
    ...row,
    roles: row.roles ?? [],
    leader: row.leader ?? null,
  };
  const compared = directoryDifference([row], {
    directory,
    accounts: [],
    roles: [...roleNames(reader.edition).keys()],
    complete: false,
  });
  if ('problems' in compared)
    return refuseErrand('wrong_member', {
      what: compared.problems.map((problem) => problemText(problem, directory, wording)).join('\n'),
    });
  // Both what they were and what they become must be the actor's to give.
  if (!actor || !mayManage(actor, after) || (before && !mayManage(actor, before)))
    return refuseErrand('not_in_charge', { person: row.name, holder: holders(directory, after) });
  // Nobody hands out what they do not have themselves.
  if (row.roles?.includes('admin') && !actor.roles.includes('admin'))
    return refuseErrand('only_admins_make_admins');
  if (isEmpty(compared.difference)) return refuse('nothing_to_do');
  const { deed, commands } = await take(compared.difference, running);
  return {
    deeds: [deed],
    says: wording.t('members.saved', { name: row.name }),
    card: memberCard({ member: after, directory, buttons: [] }, wording),
    commands,
  };
}

function holders(directory: Directory, member: Member) {
  return managersOf(directory, member).map(({ id }) => ({ person: `member:${id}` }));
}

/** Teams and roles by what they are called, in either language, or by their keys; what is neither stays, to be refused by name. */
function named(values: Readonly<Record<string, unknown>>, reader: Reader) {
  const teams = split(values.teams).map((said) => keyCalled(said, teamNames(reader.directory)));
  const roles = split(values.roles).map((said) => keyCalled(said, roleNames(reader.edition)));
  return { teams, roles };
}

function split(value: unknown): string[] {
  return String(value ?? '')
    .normalize('NFKC')
    .split(/[、,;\n]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** What stands now, as the form shows it. */
function standingOf(
  { name, teams, roles, leader }: Member,
  { directory, wording }: Reader,
): Readonly<Record<string, unknown>> {
  return {
    name,
    teams: teams.map((team) => directory.teams.get(team)?.name[wording.locale] ?? team).join('、'),
    roles: roles.map((role) => wording.t(`role.${role}`)).join('、'),
    ...(leader === null ? {} : { leader }),
  };
}
