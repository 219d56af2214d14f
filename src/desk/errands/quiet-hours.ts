/** 免打扰: hours in which only what is urgent is told; the rest waits for their end. */
import { quietWords } from '../../cards/settings.js';
import { readQuietHours } from '../../people/quiet-hours.js';
import type { Field } from '../../sop/sop.js';
import { question } from '../../tickets/questions.js';
import { answersTo, defineErrand } from './errand.js';
import { beingQuiet, keep, quietOf, settingsOf } from './own-settings.js';
import { refuseErrand, wrongAnswers } from './refusals.js';

const HOURS: Field = {
  ...question('hours', 'text', { 'zh-CN': '免打扰时段', en: 'Quiet hours' }, { max: 40 }),
  hint: {
    'zh-CN': '例如：22:00-08:00、晚上10点到早上8点；不需要就写「关闭」。超时和升级不受影响，照样马上通知。',
    en: 'Such as 22:00-08:00 or 10pm to 8am; "off" for none. Passed limits and escalations are told at once all the same.',
  },
};
const WEEKENDS: Field = {
  ...question('weekends', 'choice', { 'zh-CN': '周末全天免打扰', en: 'Quiet all weekend' }),
  required: false,
  choices: [
    { value: 'yes', label: { 'zh-CN': '是', en: 'Yes' } },
    { value: 'no', label: { 'zh-CN': '否', en: 'No' } },
  ],
};

export const quietHours = defineErrand({
  type: 'quiet_hours',
  words: { 'zh-CN': ['免打扰', '免打扰时段', '安静时间'], en: ['quiet hours', 'do not disturb'] },
  label: { 'zh-CN': '免打扰', en: 'Quiet hours' },
  of: 'all',
  alone: true,
  may: () => null,
  async run({ said, hours, weekends }, running) {
    const settings = await settingsOf(running);
    const now = quietOf(settings);
    const read = answersTo([HOURS, WEEKENDS], { hours: hours ?? said, weekends }, running);
    if ('asks' in read)
      return now
        ? { ...read, standing: { hours: `${now.from}-${now.to}`, weekends: now.weekends ? 'yes' : 'no' } }
        : read;
    if (!('values' in read)) return read;
    const written = readQuietHours(String(read.values.hours));
    if (written === null)
      return wrongAnswers({ hours: refuseErrand('wrong_hours', { got: String(read.values.hours) }) });
    if (written === 'off')
      return keep(beingQuiet(settings, null), running, (wording) => wording.t('settings.saved.quiet_off'));
    const { weekends: chosen } = read.values;
    const all = chosen === undefined ? written.weekends || now?.weekends === true : chosen === 'yes';
    const quiet = { from: written.from, to: written.to, weekends: all };
    return keep(beingQuiet(settings, quiet), running, (wording) =>
      wording.t('settings.saved.quiet', { quiet: quietWords(quiet, wording) }),
    );
  },
});
