/** 成员: who there is in one's teams; whoever runs them may change them here. */
import { memberCard, membersCard } from '../../cards/members.js';
import type { Member } from '../../people/people.js';
import { mayManage } from '../../people/staff.js';
import { buttonValue } from '../../platform/button.js';
import type { Button } from '../../platform/card.js';
import type { Reader } from '../speak.js';
import { defineErrand, type Running } from './errand.js';
import { memberMeant } from './member-named.js';

export const members = defineErrand({
  type: 'members',
  words: { 'zh-CN': ['成员', '通讯录'], en: ['members', 'directory'] },
  label: { 'zh-CN': '成员', en: 'Members' },
  of: 'staff',
  alone: true,
  may: () => null,
  async run({ said }, running) {
    const { reader } = running;
    const { directory, wording } = reader;
    if (said === undefined) {
      const teams = [...directory.teams.values()].filter(({ id }) => shows(reader, id));
      const buttons = runsSomebody(reader)
        ? [...['edit_member', 'import_members'].map((type) => button(type, reader)), ...syncs(running)]
        : [];
      return { card: membersCard({ teams, directory, buttons }, wording) };
    }
    const member = memberMeant(String(said), running);
    if ('refused' in member) return member;
    return { card: memberCard({ member, directory, buttons: buttonsFor(member, reader) }, wording) };
  },
});

/** An administrator and an auditor see every team, everybody else their own. */
function shows({ person, directory }: Reader, team: string): boolean {
  const member = directory.members.get(person.id);
  return (
    member?.teams.includes(team) === true ||
    member?.roles.some((role) => role === 'admin' || role === 'auditor') === true
  );
}

function runsSomebody({ person, directory }: Reader): boolean {
  const roles = directory.members.get(person.id)?.roles ?? [];
  return ['admin', 'lead', 'manager'].some((role) => roles.includes(role));
}

function buttonsFor(member: Member, { person, directory, wording }: Reader): readonly Button[] {
  const actor = directory.members.get(person.id);
  if (!actor || !mayManage(actor, member)) return [];
  const button = (type: string, style: Button['style']): Button => ({
    text: wording.t(`members.button.${type}`),
    value: buttonValue({ action: type, ticketId: 0, version: 0, argument: member.id }),
    style,
  });
  if (!member.active) return [button('edit_member', 'primary')];
  return [button('edit_member', 'primary'), ...(member.id === actor.id ? [] : [button('resign', 'danger')])];
}

/** For who may, where a platform has a directory to read. */
function syncs({ house, reader }: Running): readonly Button[] {
  const admin = reader.directory.members.get(reader.person.id)?.roles.includes('admin') === true;
  if (!admin || ![...house.adapters.values()].some(({ directory }) => directory)) return [];
  const { wording } = reader;
  const value = buttonValue({ action: 'sync_directory', ticketId: 0, version: 0 });
  return [{ text: wording.t('members.sync.title'), value, style: 'plain' }];
}

function button(type: string, { wording }: Reader): Button {
  return {
    text: wording.t(type === 'edit_member' ? 'members.button.add' : 'members.button.import'),
    value: buttonValue({ action: type, ticketId: 0, version: 0 }),
    style: 'plain',
  };
}
