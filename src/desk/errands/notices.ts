/** 通知设置: which notices a member gets. What is urgent is told whatever they choose. */
import type { NoticeClass } from '../../people/people.js';
import { NOTICE_CLASSES, preferring, readNoticeSwitch } from '../../people/preferences.js';
import type { Field } from '../../sop/sop.js';
import { question } from '../../tickets/questions.js';
import { answersTo, defineErrand, type Running } from './errand.js';
import { keep, memberAsking, withPreferences } from './own-settings.js';
import { refuseErrand } from './refusals.js';

const LABELS: Readonly<Record<NoticeClass, Field['label']>> = {
  assigned: { 'zh-CN': '派给我、轮到我', en: 'Assigned to me' },
  reminders: { 'zh-CN': '提醒和时限', en: 'Reminders and limits' },
  replies: { 'zh-CN': '报单人的回复', en: 'Replies of requesters' },
  proposals: { 'zh-CN': '提议和确认', en: 'Proposals to confirm' },
  numbers: { 'zh-CN': '数据汇报', en: 'Numbers' },
};
const URGENT: Field['label'] = {
  'zh-CN': '超时和升级不能关，照样马上通知。',
  en: 'Passed limits and escalations can not be switched off.',
};

const FIELDS: readonly Field[] = NOTICE_CLASSES.map((name) => ({
  ...question(name, 'choice', LABELS[name]),
  ...(name === 'reminders' ? { hint: URGENT } : {}),
  choices: [
    { value: 'on', label: { 'zh-CN': '开', en: 'On' } },
    { value: 'off', label: { 'zh-CN': '关', en: 'Off' } },
  ],
}));

export const notices = defineErrand({
  type: 'notices',
  words: { 'zh-CN': ['通知设置', '通知开关'], en: ['notices', 'notifications'] },
  label: { 'zh-CN': '通知设置', en: 'Notices' },
  of: 'staff',
  alone: true,
  may: () => null,
  async run({ said, ...answers }, running) {
    const { muted = [] } = memberAsking(running).preferences;
    if (typeof said === 'string') {
      const one = readNoticeSwitch(said);
      if (one === 'urgent') return refuseErrand('always_told');
      if (one === null) return refuseErrand('wrong_notice', { got: said });
      return saved(
        NOTICE_CLASSES.filter((name) => (name === one.class ? !one.on : muted.includes(name))),
        running,
      );
    }
    const read = answersTo(FIELDS, answers, running);
    if ('asks' in read)
      return {
        ...read,
        standing: Object.fromEntries(
          NOTICE_CLASSES.map((name) => [name, muted.includes(name) ? 'off' : 'on']),
        ),
      };
    if (!('values' in read)) return read;
    return saved(
      NOTICE_CLASSES.filter((name) => read.values[name] === 'off'),
      running,
    );
  },
});

function saved(muted: readonly NoticeClass[], running: Running) {
  const member = memberAsking(running);
  const preferences = preferring(member.preferences, 'muted', muted.length > 0 ? muted : undefined);
  return keep(withPreferences(member, preferences), running, (wording) =>
    wording.t('settings.saved.notices'),
  );
}
