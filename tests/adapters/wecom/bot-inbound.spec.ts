/** What a frame of the bot's connection is heard as. */
import { describe, expect, test } from '@jest/globals';
import { hearFrame } from '../../../adapters/wecom/bot/inbound.js';
import { placesOf } from '../../../adapters/wecom/places.js';

const places = placesOf('ww1234567890abcdef');
const PLACE = { group: places.bot('wr1'), alone: places.bot('wangfang') };

const frame = (body: object) => ({
  cmd: 'aibot_msg_callback',
  headers: { req_id: 'R1' },
  body: { msgid: 'M1', aibotid: 'aib1', chattype: 'single', from: { userid: 'WangFang' }, ...body },
});
const group = { chattype: 'group', chatid: 'wr1' };
const event = (eventtype: string, more: object, where: object = {}) =>
  frame({ ...where, msgtype: 'event', event: { eventtype, [eventtype]: more } });
const heard = (raw: object) => hearFrame(raw, places);
const content = (raw: object) => {
  const said = heard(raw);
  return said.kind === 'said' ? said.inbounds.map((inbound) => inbound.content) : said;
};

describe('what the bot hears', () => {
  test('a mention in a group is said there, to us', () => {
    expect(
      heard(frame({ ...group, msgtype: 'text', text: { content: '@三驾马车 报障 打印机卡纸' } })),
    ).toEqual({
      ...{ kind: 'said', how: 'asked', reqId: 'R1' },
      inbounds: [
        {
          ...{ platform: 'wecom', eventId: 'bot/M1', sender: { account: 'wangfang' } },
          ...{ address: PLACE.group, private: false },
          content: { kind: 'text', text: '@bot 报障 打印机卡纸' },
        },
      ],
    });
  });

  test('alone with the bot an @ is part of what is said', () => {
    const said = heard(frame({ msgtype: 'text', text: { content: '@李强 在吗' } }));
    expect(said).toMatchObject({
      inbounds: [{ address: PLACE.alone, private: true, content: { text: '@李强 在吗' } }],
    });
  });

  test('what is quoted comes along', () => {
    const quote = { msgtype: 'text', text: { content: '昨天那张单' } };
    expect(content(frame({ msgtype: 'text', text: { content: '进度' }, quote }))).toEqual([
      { kind: 'text', text: '进度', quoted: { text: '昨天那张单' } },
    ]);
  });

  test('what was spoken is read; a picture beside words is missed aloud, and hides no word', () => {
    expect(content(frame({ msgtype: 'voice', voice: { content: '进度' } }))).toEqual([
      { kind: 'text', text: '进度' },
    ]);
    const msg_item = [
      { msgtype: 'text', text: { content: '报障' } },
      { msgtype: 'image', image: { url: 'x' } },
    ];
    const said = heard(frame({ msgtype: 'mixed', mixed: { msg_item } }));
    expect(said).toMatchObject({
      inbounds: [
        { eventId: 'bot/M1', content: { kind: 'text', text: '报障' } },
        { eventId: 'bot/M1/1', content: { kind: 'lost_file', file: { why: 'file_unreadable' } } },
      ],
    });
  });

  test('a tap is a button, and what was chosen in the list above 执行所选', () => {
    const tap = { card_type: 'button_interaction', event_key: 'claim:1:2', task_id: 'T1' };
    expect(heard(event('template_card_event', tap, group))).toMatchObject({
      ...{ kind: 'tapped', reqId: 'R1', task: 'T1' },
      inbound: { address: PLACE.group, private: false, content: { kind: 'button', value: 'claim:1:2' } },
    });
    const selected_items = {
      selected_item: [{ question_key: 'pick', option_ids: { option_id: ['close:1:2'] } }],
    };
    expect(heard(event('template_card_event', { ...tap, event_key: 'pick', selected_items }))).toMatchObject({
      inbound: { content: { value: 'close:1:2' } },
    });
  });

  test('an opinion of an answer names the answer', () => {
    const given = { id: 'wecom:bot/M0/answer', type: 2, content: '答非所问', inaccurate_reason_list: [1, 3] };
    const rating = { answer: 'wecom:bot/M0/answer', verdict: 'bad', words: '答非所问', reasons: [1, 3] };
    expect(heard(event('feedback_event', given))).toMatchObject({
      kind: 'rated',
      inbound: { sender: { account: 'wangfang' }, content: { kind: 'rated', rating } },
    });
  });

  test.each([
    ['a kind of the future', frame({ msgtype: 'hologram' })],
    ['an event of the future', event('promoted', {})],
    ['nothing at all', frame({ msgtype: 'text', text: { content: ' ' } })],
    ['a group without its id', frame({ chattype: 'group', msgtype: 'text', text: { content: 'x' } })],
    ['a name of every object', frame({ msgtype: 'constructor' })],
    ['a frame without a sender', { headers: { req_id: 'R' }, body: { msgid: 'M', msgtype: 'text' } }],
    ['a tap without its card', event('template_card_event', { event_key: 'x' })],
  ])('%s is ignored', (_, raw) => {
    expect(heard(raw).kind).toBe('ignored');
  });
});
