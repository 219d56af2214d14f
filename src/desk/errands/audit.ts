/** 审计: who tried what they may not, and who opened personal values in full. For auditors, and for administrators. */
import { auditCard } from '../../cards/audit.js';
import { membersWith } from '../../people/staff.js';
import { actions, open } from '../../tickets/actions/index.js';
import { defineErrand } from './errand.js';
import { refuseErrand } from './refusals.js';

const MOST_ROWS = 30;
const MAY = ['admin', 'auditor'];
const REQUESTER = 'requester:';

export const audit = defineErrand({
  type: 'audit',
  words: { 'zh-CN': ['审计', '审计记录'], en: ['audit', 'audit log'] },
  label: { 'zh-CN': '审计', en: 'Audit' },
  of: 'staff',
  alone: true,
  may: ({ person, directory }) =>
    directory.members.get(person.id)?.roles.some((role) => MAY.includes(role))
      ? null
      : refuseErrand('only_auditors', {
          holder: membersWith(directory, MAY, '').map(({ id }) => ({ person: `member:${id}` })),
        }),
  async run(_, { house, errands, reader: { wording } }) {
    const entries = await house.store.audit.entries({ limit: MOST_ROWS });
    const asked = entries.flatMap(({ by }) => (by.startsWith(REQUESTER) ? by.slice(REQUESTER.length) : []));
    const requesters = await house.store.people.requesters(asked);
    const nameOf = (type: string) => {
      const named = type === open.type ? open : (actions[type] ?? errands[type]);
      return named ? wording.text(named.label) : null;
    };
    const whoIs = (by: string) => {
      const name = requesters.get(by.slice(REQUESTER.length))?.name;
      return name ? wording.t('audit.requester', { name }) : wording.person(by);
    };
    return { card: auditCard({ entries, nameOf, whoIs }, wording) };
  },
});
