/** Logging in with a real Chromium: the link's page, the member's page, and the way out, on the real product. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { describeInBrowser, shot } from '../support/browser.js';
import { type BuiltPage, buildPage } from '../support/built-page.js';
import { guest } from '../support/guest.js';
import { changeDirectory, linkFor } from '../support/logged-in.js';
import { type TestTroika, withTroika } from '../support/troika.js';

const WIDE = { viewport: { width: 1600, height: 940 } };
const PHONE = { viewport: { width: 390, height: 844 } };
const TIMEOUT_MS = 60_000;

describeInBrowser('logging in', (browser) => {
  let built: BuiltPage;
  let complaints: string[];
  beforeAll(() => {
    built = buildPage();
  }, TIMEOUT_MS);
  afterAll(() => built.remove());

  const on = (title: string, play: (troika: TestTroika) => Promise<void>) =>
    test(
      title,
      () =>
        withTroika(
          'login-page',
          async (troika) => {
            complaints = [];
            await play(troika);
            // Before the desk stops: a page left open would complain of the lost connection.
            expect(complaints).toEqual([]);
          },
          { pageDir: built.folder },
        ),
      TIMEOUT_MS,
    );

  async function open(address: string, options: object = WIDE): Promise<Page> {
    const page = await browser.page(options);
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address);
    return page;
  }

  on('one press of the button leads to one’s own chat and groups', async (troika) => {
    const zhang = guest(troika, 'zhang', '张三');
    for (const text of ['我要注册公司', '杭州青禾科技有限公司', '13800138000']) await zhang.says(text);
    const page = await open(await linkFor(troika, 'lin'));
    await page.getByRole('heading', { name: '以「林晓」的身份登录' }).waitFor();
    await shot(page, 'login-1-offer');
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL(`${troika.url}/`);
    await window(page, '坐席').getByText('林晓，您好').waitFor();
    await window(page, '注册组').getByText('#1 杭州青禾科技有限公司').waitFor();
    expect(await page.getByRole('region', { name: /窗口/ }).count()).toBe(2);
    // Nothing of the demo: no clock to move, no cashier, nobody else to be.
    expect(await page.getByRole('button', { name: /收银台|\+1 天/ }).count()).toBe(0);
    expect(await page.getByRole('radiogroup', { name: '切换身份' }).count()).toBe(0);

    await say(window(page, '坐席'), '待办');
    await window(page, '坐席').getByText('#1 杭州青禾科技有限公司').first().waitFor();
    await say(window(page, '注册组'), '谁有空？');
    await window(page, '注册组').getByText('谁有空？').waitFor();
    expect(await window(page, '坐席').getByText('谁有空？').count()).toBe(0);
    await shot(page, 'login-2-member');
    await page.getByText('看板', { exact: true }).click();
    await page.getByRole('region', { name: '公司注册' }).getByText('杭州青禾科技有限公司').waitFor();
    expect(await page.getByRole('region', { name: 'IT 报障' }).count()).toBe(0);
    await shot(page, 'login-3-board');
    await page.reload();
    await window(page, '坐席').waitFor();
  });

  on('a toast and a form show in the window they belong to', async (troika) => {
    const zhang = guest(troika, 'zhang', '张三');
    for (const text of ['我要注册公司', '甲公司', '13800138000']) await zhang.says(text);
    const page = await logIn(troika, 'wang');
    const group = window(page, '注册组');
    await group.getByRole('button', { name: '确认付款' }).click();
    const form = group.getByRole('dialog', { name: /确认付款/ });
    await form.getByRole('textbox', { name: '支付单号' }).fill('PAY-1');
    expect(await window(page, '组长').getByRole('dialog').count()).toBe(0);
    await form.getByRole('button').last().click();
    await group.locator('.note').first().waitFor();
    expect(await window(page, '组长').locator('.note').count()).toBe(0);
    await form.waitFor({ state: 'detached' });
  });

  on('a used link says so, and what to do', async (troika) => {
    const link = await linkFor(troika, 'lin');
    const page = await open(link);
    await page.getByRole('button', { name: '登录' }).click();
    await window(page, '坐席').waitFor();
    const late = await open(link);
    await late.getByRole('heading', { name: '这个链接已经不能用了' }).waitFor();
    await shot(late, 'login-4-spent');
    await late.getByRole('link', { name: 'English' }).click();
    await late.getByRole('heading', { name: 'This link no longer works' }).waitFor();
    complaints = complaints.filter((text) => !text.includes('404'));
  });

  on('the first administrator comes in by the address that npm start printed', async (troika) => {
    const page = await open(troika.adminUrl ?? '');
    await page.getByRole('button', { name: '登录' }).click();
    await window(page, '管理员').getByText('管理员，您好').waitFor();
    await shot(page, 'login-5-admin');
    await page.getByText('看板', { exact: true }).click();
    await page.getByText('您的班组现在没有工单').waitFor();
  });

  on('on a phone it is one window with a switch, in English too', async (troika) => {
    const page = await open(`${await linkFor(troika, 'lin')}?lang=en`, PHONE);
    await page.getByRole('heading', { name: 'Log in as 林晓' }).waitFor();
    await shot(page, 'login-6-phone-offer');
    await page.getByRole('button', { name: 'Log in' }).click();
    await window(page, '坐席').waitFor();
    await page.getByRole('radiogroup', { name: '切换会话' }).getByText('班组群').click();
    const overflow = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
    expect(overflow).toBe(false);
    await shot(page, 'login-7-phone');
  });

  on('logging out ends it in every window', async (troika) => {
    const page = await logIn(troika, 'lin');
    const second = await page.context().newPage();
    await second.goto(troika.url);
    await window(second, '坐席').waitFor();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByLabel('演示密钥').waitFor();
    await second.getByText('登录已失效').first().waitFor();
    await shot(page, 'login-8-out');
  });

  on('who leaves the company is told that the session has ended', async (troika) => {
    const page = await logIn(troika, 'lin');
    await changeDirectory(troika, `UPDATE member SET active = false WHERE id = 'lin'`);
    await window(page, '坐席').getByText('登录已失效').waitFor();
  });

  async function logIn(troika: TestTroika, member: string): Promise<Page> {
    const page = await open(await linkFor(troika, member));
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('region', { name: /窗口/ }).first().waitFor();
    return page;
  }
});

function window(page: Page, name: string): Locator {
  return page.getByRole('region', { name: `${name} 窗口` });
}

async function say(where: Locator, text: string): Promise<void> {
  const input = where.getByRole('textbox', { name: '消息' });
  await input.fill(text);
  await input.press('Enter');
}
