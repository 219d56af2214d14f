/** Who there is: the members of some teams, and one member. */
import type { Standing } from '../people/directory-difference.js';
import type { Directory, Member, Team } from '../people/people.js';
import type { Block, Button, Card } from '../platform/card.js';
import type { Wording } from './wording.js';

/** More lines than anybody reads; the rest is counted. */
const MOST = 40;

/** One block a team, the active ones, leads first as the ids have them. */
export function membersCard(
  {
    teams,
    directory,
    buttons,
  }: { readonly teams: readonly Team[]; readonly directory: Directory; readonly buttons: readonly Button[] },
  wording: Wording,
): Card {
  const shown = teams.map(({ id }) => id);
  const all = [...directory.members.values()].filter(
    (member) => member.active && member.teams.some((team) => shown.includes(team)),
  );
  return {
    title: wording.t('members.title'),
    tone: 'info',
    tag: wording.t('members.count', { n: all.length }),
    blocks: teams.flatMap((team): Block[] => {
      const members = all.filter((member) => member.teams.includes(team.id));
      return [
        { kind: 'text', text: wording.t('members.team', { team: { text: team.name }, n: members.length }) },
        {
          kind: 'fields',
          fields: members
            .slice(0, MOST)
            .map((member) => ({ label: member.name, value: rolesOf(member, wording) })),
        },
      ];
    }),
    buttons,
  };
}

export function memberCard(
  {
    member,
    directory,
    buttons,
  }: { readonly member: Member; readonly directory: Directory; readonly buttons: readonly Button[] },
  wording: Wording,
): Card {
  const field = (key: string, value: string) => ({ label: wording.t(`members.field.${key}`), value });
  return {
    title: wording.t('members.one', { name: member.name, id: member.id }),
    tone: member.active ? 'info' : 'neutral',
    tag: wording.t(member.active ? 'members.active' : 'members.gone'),
    blocks: [
      {
        kind: 'fields',
        fields: [
          field('teams', teamsOf(member, directory, wording)),
          field('roles', rolesOf(member, wording)),
          field(
            'leader',
            member.leader === null ? wording.t('word.none') : wording.person(`member:${member.leader}`),
          ),
        ],
      },
    ],
    buttons,
  };
}

export function rolesOf({ roles }: Pick<Standing, 'roles'>, wording: Wording): string {
  return wording.list(roles.map((role) => wording.t(`role.${role}`)));
}

export function teamsOf({ teams }: Pick<Standing, 'teams'>, directory: Directory, wording: Wording): string {
  if (teams.length === 0) return wording.t('word.none');
  return wording.list(teams.map((team) => directory.teams.get(team)?.name[wording.locale] ?? team));
}
