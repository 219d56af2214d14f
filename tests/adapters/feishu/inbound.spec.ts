/** What is heard in each kind of event: who, where, and what it says to a desk. */
import { describe, expect, test } from '@jest/globals';
import { hearEvent } from '../../../adapters/feishu/inbound.js';
import { placesOf } from '../../../adapters/feishu/places.js';
import { tapValue } from '../../../adapters/feishu/tap.js';
import type { Form } from '../../../src/platform/card.js';

const APP = 'cli_0123456789abcdef';
const ears = { places: placesOf(APP), bot: 'ou_bot' };
const PERSON = `feishu:${APP}:ou_wang`;
const GROUP = `feishu:${APP}:oc_team`;

const event = (event_type: string, body: object) => ({
  header: { event_id: 'e1', event_type },
  event: body as Record<string, unknown>,
});
const hear = (type: string, body: object) => hearEvent(event(type, body), ears);

function message(type: string, content: object, more: object = {}) {
  return hear('im.message.receive_v1', {
    sender: { sender_id: { open_id: 'ou_wang' }, sender_type: 'user' },
    message: {
      ...{ message_id: 'om_1', chat_id: 'oc_p2p', chat_type: 'p2p', message_type: type },
      ...{ content: JSON.stringify(content), ...more },
    },
  });
}
const mention = (key: string, open_id: string, name: string) => ({ key, id: { open_id }, name });
const inGroup = { chat_id: 'oc_team', chat_type: 'group' };
const BOT_MENTION = mention('@_user_1', 'ou_bot', '三驾马车');

describe('a message', () => {
  test('said to the bot alone is private, at the address of the person', () => {
    expect(message('text', { text: ' 进度 ' })).toEqual({
      kind: 'said',
      inbounds: [
        {
          ...{ platform: 'feishu', eventId: 'e1', sender: { account: 'ou_wang' }, address: PERSON },
          ...{ private: true, content: { kind: 'text', text: '进度' } },
        },
      ],
      attached: null,
    });
  });

  test('in a group is addressed to us, wherever in it we are mentioned; others keep their names', () => {
    const mentions = [BOT_MENTION, mention('@_user_10', 'ou_li', '李 强')];
    const heard = message('text', { text: '转派 #12 @_user_10 @_user_1' }, { ...inGroup, mentions });
    expect(heard).toMatchObject({
      inbounds: [{ address: GROUP, private: false, content: { text: '@bot 转派 #12 @李强' } }],
    });
  });

  test('in a group that mentions only somebody else is not for us', () => {
    const mentions = [mention('@_user_1', 'ou_li', '李强')];
    expect(message('text', { text: '@_user_1 看看' }, { ...inGroup, mentions })).toMatchObject({
      kind: 'ignored',
    });
  });

  test('in a thread is answered in the thread', () => {
    const thread = { ...inGroup, thread_id: 'omt_1', root_id: 'om_root', mentions: [BOT_MENTION] };
    expect(message('text', { text: '@_user_1 好' }, thread)).toMatchObject({
      inbounds: [{ address: `${GROUP}:om_root` }],
    });
  });

  test('with pictures among its words says the words, then the pictures', () => {
    const content = {
      title: '打印机',
      content: [
        [
          { tag: 'text', text: '卡纸，见 ' },
          { tag: 'a', text: '手册', href: 'https://x.example' },
        ],
        [{ tag: 'img', image_key: 'img_1' }],
      ],
    };
    expect(message('post', content)).toMatchObject({
      inbounds: [{ eventId: 'e1', content: { text: '打印机\n卡纸，见 手册 https://x.example' } }],
      attached: {
        message: 'om_1',
        inbound: { eventId: 'e1/files', address: PERSON },
        resources: [{ key: 'img_1', type: 'image' }],
      },
    });
  });

  test.each([
    ['image', { image_key: 'img_1' }, { key: 'img_1', type: 'image', name: 'image' }],
    ['file', { file_key: 'f1', file_name: '合同.pdf' }, { key: 'f1', type: 'file', name: '合同.pdf' }],
  ])('that is one %s hangs on it alone', (type, content, resource) => {
    expect(message(type, content)).toMatchObject({ inbounds: [], attached: { resources: [resource] } });
  });

  test.each([
    ['a sticker', message('sticker', { file_key: 'x' })],
    ['no words', message('text', { text: '  ' })],
    ['content of another shape', message('text', { words: 1 })],
    [
      'another bot',
      hear('im.message.receive_v1', {
        sender: { sender_id: { open_id: 'ou_b' }, sender_type: 'app' },
        message: {},
      }),
    ],
    ['no message', hear('im.message.receive_v1', {})],
    ['an event we did not ask for', hear('im.message.recalled_v1', { message_id: 'om_1' })],
    ['the name of a builtin', hear('constructor', {})],
  ])('%s is ignored', (_what, heard) => {
    expect(heard.kind).toBe('ignored');
  });
});

describe('a tap', () => {
  const tap = (value: unknown, form_value?: object) =>
    hear('card.action.trigger', {
      operator: { open_id: 'ou_wang' },
      action: { tag: 'button', value, ...(form_value ? { form_value } : {}) },
      context: { open_message_id: 'om_1', open_chat_id: 'oc_team' },
    });

  test('presses the button where its card stands', () => {
    const press = 'claim:12:3';
    expect(tap(tapValue({ press, direct: false }))).toMatchObject({
      inbound: { address: GROUP, private: false, content: { kind: 'button', value: press } },
    });
    expect(tap(tapValue({ press, direct: false, root: 'om_r' }))).toMatchObject({
      inbound: { address: `${GROUP}:om_r` },
    });
    expect(tap(tapValue({ press, direct: true }))).toMatchObject({
      inbound: { address: PERSON, private: true },
    });
  });

  test('on a form brings its answers; a picked date loses its zone, what was left empty is left out', () => {
    const form: Form = {
      ...{ id: 'remind:12:3', title: '提醒', submit: '提交' },
      inputs: [
        { key: 'on', label: '日期', type: 'date', required: true },
        { key: 'note', label: '说明', type: 'text', required: false },
      ],
    };
    const value = tapValue({ press: form.id, direct: true, form });
    expect(tap(value, { on: '2026-12-01 +0800', note: '', who: ['lin'], tags: ['a', 'b'] })).toMatchObject({
      inbound: {
        content: {
          kind: 'form',
          form: 'remind:12:3',
          input: { on: '2026-12-01', who: 'lin', tags: ['a', 'b'] },
        },
      },
      tap: { form },
    });
  });

  test.each([[undefined], ['claim:12:3'], [{ press: '' }], [{ other: 'card' }], [null]])(
    'on what we did not write is ignored: %j',
    (value) => {
      expect(tap(value).kind).toBe('ignored');
    },
  );

  test('on a form whose questions were tampered with is taken without them', () => {
    expect(tap({ press: 'fill:1:1', form: 'bm8gZm9ybQ==' }, { a: 'b' })).toMatchObject({
      inbound: { content: { kind: 'form', input: { a: 'b' } } },
      tap: { press: 'fill:1:1' },
    });
  });
});

describe('what else happens', () => {
  test('a menu entry says its word', () => {
    const heard = hear('application.bot.menu_v6', {
      operator: { operator_id: { open_id: 'ou_wang' } },
      event_key: 'mine',
    });
    expect(heard).toMatchObject({ inbounds: [{ private: true, content: { kind: 'text', text: 'mine' } }] });
  });

  test('a chat is opened for the first time once, however often somebody enters it', () => {
    const enter = () =>
      hear('im.chat.access_event.bot_p2p_chat_entered_v1', { operator_id: { open_id: 'ou_wang' } });
    expect(enter()).toMatchObject({ inbounds: [{ eventId: 'opened/ou_wang', content: { kind: 'opened' } }] });
  });

  test('the bot introduces itself to a group, and only notes that it was removed', () => {
    const moved = { chat_id: 'oc_team', operator_id: { open_id: 'ou_wang' }, name: '注册组' };
    expect(hear('im.chat.member.bot.added_v1', moved)).toMatchObject({
      ...{ kind: 'moved', address: GROUP, name: '注册组' },
      welcome: { address: GROUP, private: false, content: { kind: 'opened' } },
    });
    expect(hear('im.chat.member.bot.deleted_v1', moved)).toMatchObject({ address: GROUP, welcome: null });
  });

  test.each(['created', 'updated', 'deleted'])('a user %s moves the directory', (what) => {
    expect(hear(`contact.user.${what}_v3`, { object: {} })).toEqual({ kind: 'directory' });
  });
});
