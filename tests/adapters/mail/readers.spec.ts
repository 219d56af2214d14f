/** A mail as the person reads it who gets it, and the way to get no more of them. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Card } from '../../../src/platform/card.js';
import { type MailDesk, openMailDesk, WANG } from './desk.js';

let desk: MailDesk;
beforeEach(async () => {
  desk = await openMailDesk();
});
afterEach(() => desk.stop());

const BUTTON = { value: 'x:12:1', style: 'plain' } as const;
const REJECTED: Card = {
  ...{ title: '注册公司 星河科技', tone: 'warning', tag: '待提交资料', ticketId: 12 },
  blocks: [
    { kind: 'text', text: '「星河科技」的资料这次没有通过审核。\n原因：身份证 <反面> 不清楚' },
    {
      kind: 'fields',
      fields: [
        { label: '下一步', value: '重新提交资料' },
        { label: '服务人员', value: '王芳' },
      ],
    },
    {
      kind: 'progress',
      steps: [
        { text: '付款', status: 'done' },
        { text: '提交资料', status: 'now', note: '等您' },
        { text: '注册完成', status: 'next' },
      ],
    },
    { kind: 'link', text: '提交资料', url: 'https://desk.example/t/abc?x=1&y="2"' },
    { kind: 'link', text: '不是链接', url: 'javascript:alert(1)' },
  ],
  buttons: [
    { text: '转人工', ...BUTTON },
    { text: '催办', ...BUTTON, disabledReason: '刚催过' },
  ],
};

test('says what happened, what is next and where to do it, in words and in HTML', async () => {
  await desk.adapter.send(desk.delivery('k', REJECTED));
  const [mail] = desk.mails();
  expect(mail?.subject).toBe('#12 注册公司 星河科技');
  const optOut = /https:\/\/desk\.example\/mail\/opt-out\/\S+/u.exec(mail?.text ?? '')?.[0] ?? '';
  expect(mail?.text.replace(optOut, '<opt-out>')).toBe(
    [
      '#12 注册公司 星河科技',
      '',
      '当前状态：待提交资料',
      '「星河科技」的资料这次没有通过审核。',
      '原因：身份证 <反面> 不清楚',
      '下一步：重新提交资料',
      '服务人员：王芳',
      '✓ 付款',
      '▶ 提交资料 · 等您',
      '○ 注册完成',
      '提交资料：https://desk.example/t/abc?x=1&y="2"',
      '不是链接',
      '可以办理「转人工」：请在您平时联系我们的聊天里说。',
      '',
      '--',
      '这是自动发送的邮件，直接回复我们收不到。',
      '不想再收到这类邮件：<opt-out>',
      '',
    ].join('\n'),
  );
  expect(mail?.html).toContain('身份证 &lt;反面&gt; 不清楚');
  expect(mail?.html).toContain('<a href="https://desk.example/t/abc?x=1&amp;y=&quot;2&quot;">提交资料</a>');
  expect(mail?.html).not.toContain('javascript:');
  expect(mail?.html).not.toMatch(/<(?:img|script|link|style)\b/u);
  expect(mail?.headers).toMatchObject({
    'auto-submitted': 'auto-generated',
    'list-unsubscribe': `<${optOut}>`,
    'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
  });
});

test('is in English where its card is', async () => {
  const buttons = [{ text: 'Confirm', ...BUTTON }];
  await desk.adapter.send(
    desk.delivery('k', { title: '星河科技', tag: 'Done', ticketId: 12, buttons, blocks: [] }),
  );
  expect(desk.mails()[0]?.text).toContain(
    'You can “Confirm”: say so in the chat where you usually reach us.',
  );
});

describe('whoever wants no more', () => {
  const link = async () => {
    await desk.adapter.send(desk.delivery('k'));
    const [, path = ''] =
      /<https:\/\/desk\.example(.*)>/u.exec(desk.mails()[0]?.headers['list-unsubscribe'] ?? '') ?? [];
    return `${desk.url}${path}`;
  };
  const press = (url: string, body: string) => fetch(url, { method: 'POST', body });

  test('is taken off by a press, not by a preview of the link, and may come back', async () => {
    const url = await link();
    const shown = await fetch(url);
    expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining(WANG)]);
    expect([...desk.house.optedOut]).toEqual([]);
    expect((await press(url, 'List-Unsubscribe=One-Click')).status).toBe(200);
    expect([...desk.house.optedOut]).toEqual([WANG]);
    await press(url, 'again=yes');
    expect([...desk.house.optedOut]).toEqual([]);
  });

  test('takes off nobody else', async () => {
    const url = await link();
    const other = Buffer.from('li@customer.example').toString('base64url');
    const forged = url.replace(/opt-out\/[^.]+/u, `opt-out/${other}`);
    expect((await press(forged, '')).status).toBe(404);
    expect((await press(`${url}0`, '')).status).toBe(404);
    expect((await fetch(forged)).status).toBe(404);
    expect([...desk.house.optedOut]).toEqual([]);
  });
});
