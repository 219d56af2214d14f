/** 自查: the four layers of the house's procedures scored by what is published, with what is still to do. */
import { radarCard } from '../../cards/radar.js';
import { radar } from '../../sop/radar.js';
import { rank } from '../asker.js';
import { publications } from '../rollback.js';
import { defineErrand } from './errand.js';
import { refuseErrand } from './refusals.js';

export const selfCheck = defineErrand({
  type: 'self_check',
  words: { 'zh-CN': ['自查', '四阶雷达', '雷达'], en: ['self check', 'radar'] },
  label: { 'zh-CN': '自查', en: 'Self-check' },
  of: 'staff',
  alone: false,
  may: ({ person, directory }) => {
    const member = directory.members.get(person.id);
    return member && rank(member) === 'lead'
      ? null
      : refuseErrand('not_for_agents', { holder: [{ message: 'role.lead' }, { message: 'role.manager' }] });
  },
  async run(_input, { house, reader, now }) {
    const [live] = await publications(house, 1);
    return { card: radarCard(radar(reader.edition.content, live?.at ?? null, now), reader.wording) };
  },
});
