/** 值班表: who is on shift in a team now, and who comes next. */
import { isThere } from '../people/leave.js';
import type { Directory, Team } from '../people/people.js';
import type { Block, Card } from '../platform/card.js';
import type { Turn } from '../sop/roster.js';
import { pageButton } from './navigate.js';
import type { Wording } from './wording.js';

export interface RosterFacts {
  readonly teams: readonly {
    readonly team: Team;
    readonly now: readonly Turn[];
    readonly next: Turn | null;
  }[];
  readonly directory: Pick<Directory, 'members'>;
  /** A date of the desk's zone: whoever is away is marked. */
  readonly today: string;
}

export function rosterCard({ teams, directory, today }: RosterFacts, wording: Wording): Card {
  const { t, text, instant } = wording;
  const names = (who: readonly string[], now: boolean) =>
    wording.list(
      who.map((id) => {
        const member = directory.members.get(id);
        const name = wording.person(`member:${id}`);
        return now && member && !isThere(member, today) ? t('roster.away', { name }) : name;
      }),
    );
  const columns = ['shift', 'who', 'time'].map((column) => t(`roster.column.${column}`));
  const blocks = teams.flatMap(({ team, now, next }): Block[] => {
    const on = now.map(({ shift, who, to }) => [
      text(shift.name),
      names(who, true),
      t('roster.until', { at: instant(to) }),
    ]);
    const after = next && [
      text(next.shift.name),
      names(next.who, false),
      t('roster.from', { at: instant(next.from) }),
    ];
    const rows = after ? [...on, after] : on;
    const head = t(now.length > 0 ? 'roster.team' : 'roster.nobody', { team: { text: team.name } });
    return [
      { kind: 'text', text: head },
      ...(rows.length > 0 ? [{ kind: 'table' as const, columns, rows }] : []),
    ];
  });
  return {
    title: t('roster.title'),
    tone: teams.some(({ now }) => now.length === 0) ? 'warning' : 'info',
    blocks: teams.length > 0 ? blocks : [{ kind: 'text', text: t('roster.none') }],
    buttons: [pageButton(t('button.queue'), 'queue')],
  };
}
