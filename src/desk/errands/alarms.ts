/** 体检: what became of the alarms of the last day. For whoever answers for the desk, and for auditors. */
import { alarmsCard } from '../../cards/alarms.js';
import { horizonOf, missingYear } from '../horizon.js';
import { defineErrand } from './errand.js';
import { refuseErrand } from './refusals.js';

const DAY_MS = 86_400_000;
const MAY = ['admin', 'manager', 'lead', 'auditor'];

export const alarms = defineErrand({
  type: 'alarms',
  words: { 'zh-CN': ['体检', '闹钟体检'], en: ['health', 'alarms'] },
  label: { 'zh-CN': '体检', en: 'Health of the alarms' },
  of: 'staff',
  alone: true,
  may: ({ person, directory }) =>
    directory.members.get(person.id)?.roles.some((role) => MAY.includes(role))
      ? null
      : refuseErrand('not_for_agents', { holder: [{ message: 'role.lead' }, { message: 'role.manager' }] }),
  async run(_, { house, reader, now }) {
    const record = await house.store.alarms.record(now - DAY_MS, now);
    const outbox = await house.store.outbox.health(now);
    const known = await horizonOf(house);
    const horizon = known && {
      ...{ date: known.date, missing: missingYear(known) },
      beyond: await house.store.holidays.beyond(known.endsAt),
    };
    return { card: alarmsCard({ ...record, outbox, horizon }, reader.wording) };
  },
});
