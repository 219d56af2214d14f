/** Every kind of message and event of WeCom, and what the desk hears of it. */
import { describe, expect, test } from '@jest/globals';
import { readXml } from '../../../adapters/shared/xml.js';
import { hearCallback } from '../../../adapters/wecom/inbound.js';
import { placesOf } from '../../../adapters/wecom/places.js';
import { LISTS } from '../../../adapters/wecom/webhook.js';
import { xml } from './app.js';

const places = placesOf('ww1');
const FROM = { ToUserName: 'ww1', FromUserName: 'ZhangSan', CreateTime: '1790000000', AgentID: '1000002' };
const heard = (text: string) => hearCallback(readXml(text, LISTS) ?? {}, places);
const message = (MsgType: string, fields: Record<string, string>) =>
  heard(xml({ ...FROM, MsgType, MsgId: '1234567890123456789', ...fields }));
const event = (Event: string, fields: Record<string, string> = {}) =>
  heard(xml({ ...FROM, MsgType: 'event', Event, ...fields }));

const SAID = {
  platform: 'wecom',
  eventId: '1234567890123456789',
  sender: { account: 'zhangsan' },
  address: 'wecom:ww1:zhangsan',
  private: true,
};

describe('what people say', () => {
  test.each([
    ['text', { Content: ' 007 ' }, ' 007 '],
    ['text', { Content: '<b>&amp; 1 < 2' }, '<b>&amp; 1 < 2'],
    ['location', { Location_X: '30.1', Location_Y: '120.2', Label: '三号楼' }, '三号楼（30.1, 120.2）'],
    [
      'link',
      { Title: '报错', Description: '截图', Url: 'https://a.example' },
      '报错\n截图\nhttps://a.example',
    ],
  ])('%s', (type, fields, text) => {
    expect(message(type, fields as Record<string, string>)).toEqual({
      kind: 'said',
      inbound: { ...SAID, content: { kind: 'text', text } },
    });
  });

  test.each(['image', 'voice', 'video', 'file'])('%s is fetched by its media id', (type) => {
    expect(message(type, { MediaId: 'M1' })).toEqual({
      kind: 'attached',
      attached: { inbound: SAID, media: 'M1', name: type },
    });
  });

  test('the menu says its key as if it were typed', () => {
    expect(event('click', { EventKey: '进度' })).toMatchObject({
      kind: 'said',
      inbound: { content: { kind: 'text', text: '进度' }, eventId: 'event/ZhangSan/1790000000/click/进度' },
    });
  });

  test('whoever opens the chat is welcomed once', () => {
    expect(event('enter_agent', { EventKey: '' })).toMatchObject({
      inbound: { eventId: 'opened/zhangsan', content: { kind: 'opened' } },
    });
  });
});

describe('a tap on a card', () => {
  const tap = { EventKey: 'claim:1:2', TaskId: 't1', CardType: 'button_interaction', ResponseCode: 'RC1' };

  test('brings the code that changes it once more, by which its repetitions are known', () => {
    expect(event('template_card_event', tap)).toEqual({
      kind: 'tapped',
      task: 't1',
      code: 'RC1',
      inbound: { ...SAID, eventId: 'tap/RC1', content: { kind: 'button', value: 'claim:1:2' } },
    });
  });

  test('what was chosen in the list is what is done', () => {
    const chosen =
      '<SelectedItems><SelectedItem><QuestionKey>pick</QuestionKey><OptionIds><OptionId>tick:1:2:a</OptionId></OptionIds></SelectedItem></SelectedItems>';
    const whole = xml({ ...FROM, MsgType: 'event', Event: 'template_card_event', ...tap, EventKey: 'pick' });
    expect(heard(whole.replace('</xml>', `${chosen}</xml>`))).toMatchObject({
      inbound: { content: { kind: 'button', value: 'tick:1:2:a' } },
    });
    expect(heard(whole)).toMatchObject({ kind: 'ignored', why: 'nothing was chosen' });
  });

  test('the corner menu is a tap as well', () => {
    expect(event('template_card_menu_event', tap)).toMatchObject({ kind: 'tapped' });
  });
});

test.each(['change_contact', 'subscribe', 'unsubscribe'])('%s: the directory is read again', (name) => {
  expect(event(name, { ChangeType: 'update_user' })).toEqual({ kind: 'directory' });
});

describe('acknowledged and ignored', () => {
  test.each([
    ...['LOCATION', 'view', 'view_miniprogram', 'scancode_push', 'scancode_waitmsg', 'pic_sysphoto'],
    ...[
      'location_select',
      'batch_job_result',
      'open_approval_change',
      'share_agent_change',
      'inactive_alert',
    ],
    ...['close_inactive_agent', 'reopen_inactive_agent', 'low_active_alert', 'change_external_contact'],
    ...['pic_photo_or_album', 'pic_weixin', 'low_active', 'active_restored'],
    ...['change_external_chat', 'change_external_tag', 'kf_msg_or_event', 'kf_account_auth_change'],
    ...['toString', '__proto__', 'no_such_event'],
  ])('event %s', (name) => {
    expect(event(name)).toMatchObject({ kind: 'ignored' });
  });

  test.each(['no_such_type', 'constructor'])('message %s', (name) => {
    expect(message(name, {})).toMatchObject({ kind: 'ignored' });
  });

  test('what has not the shape we know', () => {
    expect(heard('<xml><MsgType>text</MsgType></xml>')).toMatchObject({ kind: 'ignored' });
    expect(message('text', {})).toMatchObject({ kind: 'ignored' });
    expect(event('template_card_event', { EventKey: 'claim:1:2' })).toMatchObject({ kind: 'ignored' });
  });
});
