/** The page in a real Chromium: what it draws, sends, and survives. The desk behind it answers from a script. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { directAddress } from '../../adapters/web/places.js';
import { KEY, openWebDesk, TEAM, type WebDesk } from '../adapters/web-desk.js';
import { describeInBrowser, shot } from '../support/browser.js';
import { assigned, assignForm, progress, report, review, welcome, type words } from './sample.js';
import { sampleBoard } from './sample-board.js';

const WIDE = { viewport: { width: 1600, height: 940 } };
const PHONE = { viewport: { width: 390, height: 844 } };
const GROUP = '班组群';

describeInBrowser('the page', (browser) => {
  const built = fs.mkdtempSync(path.join(os.tmpdir(), 'troika-page-'));
  let desk: WebDesk;
  let complaints: string[];
  let sent = 0;

  beforeAll(() => {
    const vite = [
      'node_modules/vite/bin/vite.js',
      'build',
      '--config',
      '.config/vite.config.ts',
      '--outDir',
      built,
    ];
    const { status, stderr } = spawnSync(process.execPath, vite, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`expected the page to build, got: ${stderr}`);
  }, 60_000);
  afterAll(() => fs.rmSync(built, { recursive: true, force: true }));

  beforeEach(async () => {
    complaints = [];
    desk = await openWebDesk({ page: built, demo: { board: async () => sampleBoard(desk.house.clock.now) } });
  });
  afterEach(async () => {
    await desk.stop();
    expect(complaints).toEqual([]);
  });

  const post = (account: string, card: ReturnType<typeof words>) =>
    desk.adapter.send({ key: `sent-${sent++}`, address: directAddress(account), card });

  async function enter(options: object = WIDE): Promise<Page> {
    const page = await browser.page(options);
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${desk.server.url}/?key=${KEY}`);
    await window(page, '客户').waitFor();
    return page;
  }

  test('lets in by the key, which does not stay in the address', async () => {
    const page = await enter();
    expect(new URL(page.url()).search).toBe('');
    expect(await page.getByRole('region').count()).toBeGreaterThanOrEqual(4);
    await page.reload();
    await window(page, '组长').waitFor();
    await page.getByText('经理', { exact: true }).click();
    await window(page, '经理').waitFor();
  }, 30_000);

  test('says how to come in to whoever has no key', async () => {
    const page = await browser.page(WIDE);
    await page.goto(`${desk.server.url}/?key=guess`);
    await page.getByText('密钥不对').waitFor();
    await page.getByLabel('演示密钥').fill(KEY);
    await page.getByRole('button', { name: '进入演示' }).click();
    await window(page, '客户').waitFor();
  }, 30_000);

  test('sends with Enter, but not while an input method composes', async () => {
    const page = await enter();
    const input = window(page, '客户').getByRole('textbox', { name: '消息' });
    await input.fill('我要zhuce');
    await input.dispatchEvent('keydown', { key: 'Enter', code: 'Enter', isComposing: true, bubbles: true });
    expect(await input.inputValue()).toBe('我要zhuce');
    await input.fill('我要注册公司');
    await input.press('Enter');
    await log(page, '客户').getByText('我要注册公司').waitFor();
    expect(await input.inputValue()).toBe('');
    expect(desk.house.received.filter(({ content }) => content.kind === 'text')).toHaveLength(1);
  }, 30_000);

  test('draws every block, counts down by the desk’s clock, and changes a card where it stands', async () => {
    const { now } = desk.house.clock;
    await post('zhang', welcome);
    await post('zhang', progress(now));
    await post('zhou', assigned(now));
    await post('wang', report);
    const { ref } = await post('lin', review(now, false));
    const page = await enter();
    await log(page, '坐席').getByText('距截止 2').waitFor();
    await log(page, '同事').getByText('已超 1 小时').waitFor();
    await shot(page, 'page-windows');
    await desk.adapter.update({ key: 'u1', address: directAddress('lin'), card: review(now, true) }, ref);
    await log(page, '坐席').getByText('林晓 09:55').waitFor();
    expect(await log(page, '坐席').getByRole('article').count()).toBe(1);
    await page.getByRole('button', { name: '+2 小时' }).click();
    await log(page, '坐席').getByText('已超 1 小时').waitFor();
    await page.getByText('已快进 2 小时').waitFor();
  }, 30_000);

  test('a greyed button says why, a tick shows at once, a form says what is wrong with an answer', async () => {
    const { now } = desk.house.clock;
    await post('lin', review(now, false));
    desk.house.answer = async ({ content }) => {
      if (content.kind === 'form')
        return content.input.phone === '13800005678'
          ? { toast: { tone: 'good', text: '已提交派单' } }
          : { fieldErrors: { phone: '应为 11 位' } };
      if (content.kind !== 'button') return null;
      return content.value.startsWith('tick') ? { card: review(now, true) } : { form: assignForm };
    };
    const page = await enter();
    const agent = window(page, '坐席');
    await agent.getByRole('button', { name: '派单' }).click({ force: true });
    await agent.getByText('还有 1 项未确认：扫描件清晰可读').first().waitFor();
    await agent.getByRole('checkbox', { name: '扫描件清晰可读' }).click();
    await agent.getByText('林晓 09:55').waitFor();
    await agent.getByRole('button', { name: '派单' }).click();
    const form = agent.getByRole('dialog', { name: '派单 #1' });
    await form.getByRole('combobox', { name: '处理人' }).click();
    await page.getByTitle('周明（在办 2 单）').click();
    await form
      .locator('input[type=file]')
      .setInputFiles({ name: '补充.pdf', mimeType: '', buffer: Buffer.from('pdf') });
    await form.getByText('补充.pdf').waitFor();
    await form.getByRole('button', { name: '提交派单' }).click();
    await form.getByText('应为 11 位').waitFor();
    await shot(page, 'page-form');
    await form.getByRole('textbox', { name: '客户电话' }).fill('13800005678');
    await form.getByRole('button', { name: '提交派单' }).click();
    await agent.getByText('已提交派单').waitFor();
    expect(await form.count()).toBe(0);
    expect(desk.house.received.at(-1)?.content).toMatchObject({
      input: { to: 'zhou', phone: '13800005678', scan: [{ name: '补充.pdf' }] },
    });
  }, 30_000);

  test('marks what is new in another conversation, and says who said it', async () => {
    const page = await enter();
    const agent = window(page, '坐席');
    const group = agent.getByRole('radiogroup', { name: '切换会话' });
    await group.waitFor();
    await window(page, '同事').getByRole('radiogroup').getByText(GROUP).click();
    await window(page, '同事').getByRole('textbox', { name: '消息' }).fill('谁有空？');
    await window(page, '同事').getByRole('button', { name: '发送', exact: true }).click();
    await group.getByText('有新消息').waitFor({ state: 'attached' });
    await group.getByText(GROUP).click();
    await log(page, '坐席').getByText('谁有空？').waitFor();
    await log(page, '坐席').getByText('周明').waitFor();
    await group.getByText('有新消息').waitFor({ state: 'detached' });
    expect(desk.house.lines(TEAM)).toHaveLength(1);
  }, 30_000);

  test('keeps what was said while the desk was away, and delivers it once', async () => {
    const page = await enter();
    const customer = window(page, '客户');
    await desk.server.stop();
    await customer.getByText('连接断开').waitFor();
    await customer.getByRole('textbox', { name: '消息' }).fill('断线时说的');
    await customer.getByRole('textbox', { name: '消息' }).press('Enter');
    await log(page, '客户').getByText('发送中').waitFor();
    const { house } = desk;
    desk = await openWebDesk({ page: built, house, port: desk.server.port });
    await log(page, '客户').getByText('发送中').waitFor({ state: 'detached' });
    await customer.getByText('连接断开').waitFor({ state: 'detached' });
    expect(house.lines(directAddress('zhang')).filter(({ author }) => author === 'zhang')).toHaveLength(1);
    complaints = []; // the browser reports the lost connection by itself
  }, 40_000);

  test('sends a file, and words a refused one', async () => {
    const page = await enter();
    const picker = window(page, '客户').locator('input[type=file]');
    await picker.setInputFiles({ name: '身份证.png', mimeType: 'image/png', buffer: Buffer.from('png') });
    await log(page, '客户')
      .getByRole('link', { name: /身份证\.png/ })
      .waitFor();
    await picker.setInputFiles({ name: '空.png', mimeType: 'image/png', buffer: Buffer.alloc(0) });
    await window(page, '客户').getByText('文件是空的').waitFor();
    complaints = complaints.filter((text) => !text.includes('422'));
  }, 30_000);

  test('refuses a text no desk would take, and keeps it with the writer', async () => {
    const page = await enter();
    const input = window(page, '客户').getByRole('textbox', { name: '消息' });
    await input.fill('字'.repeat(100_000));
    await input.press('Enter');
    await window(page, '客户').getByText('文字太长').waitFor();
    expect((await input.inputValue()).length).toBe(100_000);
  }, 30_000);

  test('shows the board with what is late, and what waits at the cashier', async () => {
    const page = await enter();
    await page.getByText('看板', { exact: true }).click();
    const column = page.getByRole('region', { name: '已指派' });
    await column.getByText('超时').waitFor();
    expect(await page.getByRole('region', { name: '没有工单的流程' }).innerText()).toContain('售后');
    expect(await page.getByRole('region', { name: '待审核' }).count()).toBe(0);
    await shot(page, 'page-board');
    await page.getByRole('button', { name: /收银台/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '付款 #3' }).waitFor();
  }, 30_000);

  test('is one window behind tabs on a phone', async () => {
    const page = await enter(PHONE);
    expect(await page.getByRole('region', { name: /窗口/ }).count()).toBe(1);
    await page.getByRole('main').getByText('坐席', { exact: true }).click();
    await window(page, '坐席').waitFor();
    const overflow = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
    expect(overflow).toBe(false);
    await shot(page, 'page-phone');
  }, 30_000);

  test('speaks English', async () => {
    const page = await enter();
    await page.getByRole('button', { name: 'EN' }).click();
    await page.getByRole('region', { name: 'Customer window' }).waitFor();
    await page.getByRole('textbox', { name: 'Message' }).first().waitFor();
    await shot(page, 'page-english');
  }, 30_000);
});

function window(page: Page, role: string): Locator {
  return page.getByRole('region', { name: `${role} 窗口` });
}

function log(page: Page, role: string): Locator {
  return window(page, role).getByRole('log');
}
