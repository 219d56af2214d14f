/** The house itself: its members, somebody's settings, how it was set up, and what publishing would change. */
import { differenceCard, listProblemsCard } from '../../../src/cards/member-list.js';
import { memberCard, membersCard } from '../../../src/cards/members.js';
import { alreadySetUpCard, firstTicketCard, setUpCard } from '../../../src/cards/set-up.js';
import { settingsCard } from '../../../src/cards/settings.js';
import { shipped } from '../../cards/words.js';
import { directoryOf, START, staff } from '../../support/given.js';
import type { Sample } from './sample.js';

const directory = directoryOf();
const [lin, zhou] = staff;
if (!lin || !zhou) throw new Error('expected the people of the sample company');

/** Those a requester can ask for. */
const asked = Object.values(shipped.latest).filter(({ words }) => words.length > 0);

const platforms = [
  { platform: 'web', on: true, needs: [] },
  { platform: 'feishu', on: false, needs: ['FEISHU_APP_ID', 'FEISHU_APP_SECRET'] },
];

export const house: readonly Sample[] = [
  {
    name: 'members',
    draw: (wording) => membersCard({ teams: [...directory.teams.values()], directory, buttons: [] }, wording),
  },
  { name: 'member', draw: (wording) => memberCard({ member: lin, directory, buttons: [] }, wording) },
  {
    name: 'members-difference',
    draw: (wording) =>
      differenceCard(
        {
          difference: {
            joining: [{ id: 'han', name: '韩梅', teams: ['it'], roles: ['agent'], leader: 'li' }],
            changing: [{ before: lin, after: { ...lin, teams: ['registration', 'it'] }, what: ['teams'] }],
            ...{ returning: [], leaving: [zhou], unchanged: 5 },
            binding: [{ platform: 'feishu', account: 'ou_1', member: 'lin' }],
          },
          ...{ directory, buttons: [] },
        },
        wording,
      ),
  },
  {
    name: 'members-problems',
    draw: (wording) =>
      listProblemsCard(
        [
          wording.t('members.import.row', {
            row: 3,
            what: wording.t('members.problem.unknown_leader', { got: 'han', known: [] }),
          }),
        ],
        wording,
      ),
  },
  {
    name: 'settings-member',
    draw: (wording) =>
      settingsCard(
        {
          ...{ locale: wording.locale, quiet: { from: '22:00', to: '08:00', weekends: true } },
          staff: {
            muted: ['reminders'],
            leave: { from: '2026-03-09', until: '2026-03-13', delegate: 'zhou' },
            channels: ['飞书', 'web'],
          },
        },
        wording,
      ),
  },
  {
    name: 'settings-requester',
    draw: (wording) => settingsCard({ locale: wording.locale, quiet: null, staff: null }, wording),
  },
  {
    name: 'set-up',
    draw: (wording) =>
      setUpCard(
        { content: shipped, founded: { at: 'data/content', kept: null }, platforms, buttons: [] },
        wording,
      ),
  },
  {
    name: 'set-up-already',
    draw: (wording) =>
      alreadySetUpCard(
        {
          company: shipped.company,
          published: { id: 'a1b2c3d4', at: START, by: wording.person('member:chen') },
          buttons: [],
        },
        wording,
      ),
  },
  {
    name: 'set-up-first-ticket',
    draw: (wording) => firstTicketCard({ sops: asked, platforms }, wording),
  },
];
