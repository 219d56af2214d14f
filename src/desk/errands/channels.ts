/** 接收通道: which of a member's one-to-one places hears first. */
import { hearingFirst, preferring } from '../../people/preferences.js';
import { question } from '../../tickets/questions.js';
import { answersTo, defineErrand } from './errand.js';
import { channelName, keep, memberAsking } from './own-settings.js';
import { refuseErrand, wrongAnswers } from './refusals.js';

export const channels = defineErrand({
  type: 'channels',
  words: { 'zh-CN': ['接收通道', '通道'], en: ['channels'] },
  label: { 'zh-CN': '接收通道', en: 'Channels' },
  of: 'staff',
  alone: true,
  may: () => null,
  async run({ said, first }, running) {
    const member = memberAsking(running);
    const { addresses } = member;
    if (addresses.length < 2) return refuseErrand('one_channel');
    const named = addresses.map((address) => ({
      address,
      name: channelName(address, addresses, running.reader.wording),
    }));
    const field = {
      ...question('first', 'choice', { 'zh-CN': '先发到哪里', en: 'What hears first' }),
      choices: named.map(({ address, name }) => ({ value: address, label: { 'zh-CN': name, en: name } })),
    };
    const word = typeof said === 'string' ? said.trim().toLowerCase() : null;
    const meant = word === null ? undefined : named.find(({ name }) => name.toLowerCase() === word);
    if (word !== null && !meant)
      return wrongAnswers({
        first: refuseErrand('wrong_channel', { got: word, channels: named.map(({ name }) => name) }),
      });
    const read = answersTo([field], { first: first ?? meant?.address }, running);
    if ('asks' in read) return { ...read, standing: { first: addresses[0] ?? '' } };
    if (!('values' in read)) return read;
    const order = hearingFirst(addresses, String(read.values.first));
    const preferences = preferring(member.preferences, 'channels', order);
    return keep({ of: 'member', member: { ...member, addresses: order, preferences } }, running, (wording) =>
      wording.t('settings.saved.channels', { name: channelName(order[0] ?? '', order, wording) }),
    );
  },
});
