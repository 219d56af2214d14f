/** What the first set-up asks, what it proposes to whoever is in a hurry, and what the answers come to. */

import { WEEKDAYS } from '../../calendar/day.js';
import { neverCloses, type Week, weekOf, weekSaid } from '../../calendar/hours-said.js';
import { chosenSops } from '../../sop/chosen-sops.js';
import type { Content } from '../../sop/content.js';
import { ownRoles } from '../../sop/own-roles.js';
import type { Field } from '../../sop/sop.js';
import type { StarterAnswers } from '../../sop/starter.js';
import { teamNames } from '../../sop/team-ids.js';
import { question } from '../../tickets/questions.js';
import type { Fields } from '../../tickets/ticket.js';
import type { Reader } from '../speak.js';
import { type ErrandRefused, refuseErrand, wrongAnswers } from './refusals.js';

export type Given = Pick<StarterAnswers, 'company' | 'teams' | 'week' | 'holidays' | 'sops'>;

const OFFICE_DAYS = WEEKDAYS.slice(0, 5);
const PRESETS: Readonly<Record<string, Week>> = {
  weekdays: weekOf(OFFICE_DAYS, [['09:00', '18:00']]),
  daily: weekOf(WEEKDAYS, [['09:00', '21:00']]),
  always: weekOf(WEEKDAYS, [['00:00', '24:00']]),
};

const COMPANY = question('company', 'text', { 'zh-CN': '公司名称', en: 'Company name' }, { max: 60 });
const COMPANY_EN: Field = {
  ...question('company_en', 'text', { 'zh-CN': '英文名称', en: 'Name in English' }, { max: 80 }),
  hint: { 'zh-CN': '可以不填', en: 'May be left out' },
  required: false,
};
const TEAMS: Field = {
  ...question('teams', 'text', { 'zh-CN': '班组', en: 'Teams' }, { max: 400 }),
  hint: { 'zh-CN': '几个班组用、分开，例如 客服组、IT 组', en: 'Several with commas, such as Service, IT' },
};
const HOURS: Field = {
  ...question('hours', 'choice', { 'zh-CN': '工作时间', en: 'Working hours' }),
  choices: [
    { value: 'weekdays', label: { 'zh-CN': '周一至周五 9:00–18:00', en: 'Mon to Fri 9:00–18:00' } },
    { value: 'daily', label: { 'zh-CN': '每天 9:00–21:00', en: 'Every day 9:00–21:00' } },
    { value: 'always', label: { 'zh-CN': '7×24 小时', en: 'Around the clock' } },
  ],
};
const OWN_HOURS: Field = {
  ...question('own_hours', 'text', { 'zh-CN': '别的工作时间', en: 'Other working hours' }, { max: 200 }),
  hint: {
    'zh-CN': '可以不填；填了就以它为准，例如 9:00-12:00 13:30-18:00 周一到周五',
    en: 'May be left out; holds instead of the above, such as Mon-Fri 9:00-12:00 13:30-18:00',
  },
  required: false,
};
const HOLIDAYS: Field = {
  ...question('holidays', 'choice', { 'zh-CN': '法定节假日', en: 'Chinese public holidays' }),
  choices: [
    { value: 'yes', label: { 'zh-CN': '放假，调休日上班', en: 'Closed, and open on make-up workdays' } },
    { value: 'no', label: { 'zh-CN': '照常', en: 'As on any other day' } },
  ],
};

/** The titles there are stand in the hint. */
function sopsField({ latest }: Content): Field {
  const titles = (locale: 'zh-CN' | 'en', comma: string) =>
    Object.values(latest)
      .map(({ title }) => title[locale])
      .join(comma);
  return {
    ...question('sops', 'text', { 'zh-CN': '先用哪些流程', en: 'Processes to begin with' }, { max: 400 }),
    hint: {
      'zh-CN': `现成的有：${titles('zh-CN', '、')}。由别的班组办理就写「故障报修：IT 组」，不写由第一个班组办理`,
      en: `There are: ${titles('en', ', ')}. Write "Fault report: IT" for another team than the first`,
    },
  };
}

export function setUpFields(library: Content): readonly Field[] {
  return [COMPANY, COMPANY_EN, TEAMS, HOURS, OWN_HOURS, HOLIDAYS, sopsField(library)];
}

/** What the form holds already: a press sends it as it is. */
export function proposed({ latest, roles }: Content, { wording }: Reader): Readonly<Record<string, string>> {
  // What customers can begin (the others are handed over to), and an administrator alone can see through.
  const offered = Object.values(latest).filter(
    (sop) => sop.words.length > 0 && ownRoles(sop, roles).length === 0,
  );
  return {
    company: wording.t('set_up.proposed.company'),
    teams: wording.t('set_up.proposed.team'),
    hours: 'weekdays',
    holidays: 'yes',
    sops: wording.list(offered.map(({ title }) => wording.text(title))),
  };
}

/** Every answer that will not do is named, so that a form shows all of them. */
export function givenBy(values: Fields, library: Content): Given | ErrandRefused {
  const wrong: Record<string, ErrandRefused> = {};
  const said = (key: string) => String(values[key] ?? '').trim();
  const teams = teamNames(said('teams'));
  if (teams.length === 0) wrong.teams = refuseErrand('no_team');
  const own = said('own_hours');
  const week = own === '' ? PRESETS[said('hours')] : weekSaid(own);
  if (!week) wrong[own === '' ? 'hours' : 'own_hours'] = refuseErrand('wrong_week', { got: own });
  const choice = chosenSops(said('sops'), library.latest, teams);
  if ('unknown' in choice) {
    const titles = Object.values(library.latest).map(({ title }) => ({ text: title }));
    wrong.sops =
      choice.unknown === 'sop'
        ? refuseErrand('not_in_library', { got: choice.got, known: titles })
        : refuseErrand('not_a_team_named', { got: choice.got, known: teams });
  }
  if (!week || 'unknown' in choice || Object.keys(wrong).length > 0) return wrongAnswers(wrong);
  const name = said('company');
  return {
    company: { 'zh-CN': name, en: said('company_en') || name },
    ...{ teams, week, sops: choice.chosen },
    // Who never closes has no holidays.
    holidays: said('holidays') === 'yes' && !neverCloses(week),
  };
}
