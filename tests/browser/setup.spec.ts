/** Day one in a real Chromium: from an empty database and the printed link to the first ticket, every interaction counted. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { describeInBrowser, shot } from '../support/browser.js';
import { type BuiltPage, buildPage } from '../support/built-page.js';
import { withTroika } from '../support/troika.js';

const WIDE = { viewport: { width: 1600, height: 940 } };
const PHONE = { viewport: { width: 390, height: 844 } };
const MOST = 15;
const TIMEOUT_MS = 90_000;

describeInBrowser('the first set-up', (browser) => {
  let built: BuiltPage;
  let root: string;
  beforeAll(() => {
    built = buildPage();
    root = mkdtempSync(path.join(os.tmpdir(), 'troika-first-'));
  }, TIMEOUT_MS);
  afterAll(() => {
    built.remove();
    rmSync(root, { recursive: true, force: true });
  });

  test(
    'takes few interactions from an empty database to the first ticket',
    () =>
      withTroika(
        'first-day',
        async (troika) => {
          const complaints: string[] = [];
          let interactions = 0;
          const began = performance.now();
          const open = async (address: string, options: object = WIDE): Promise<Page> => {
            const page = await browser.page(options);
            page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
            page.on('pageerror', (error) => complaints.push(error.message));
            await page.goto(address);
            interactions += 1;
            return page;
          };
          const press = async (where: Page | Locator, name: string) => {
            await where.getByRole('button', { name, exact: true }).last().click();
            interactions += 1;
          };
          /** Typing into one field is one, sending it another. */
          const say = async (where: Locator, text: string) => {
            const input = where.getByRole('textbox', { name: '消息' });
            await input.fill(text);
            await input.press('Enter');
            interactions += 2;
          };

          const admin = await open(troika.adminUrl ?? '');
          await press(admin, '登录');
          const own = window(admin, '管理员');
          await own.getByText('现在是示例公司').waitFor();
          await shot(admin, 'setup-1-welcome');
          await press(own, '初始化');
          const form = own.getByRole('dialog', { name: '初始化' });
          await form.getByRole('textbox', { name: '公司名称' }).fill('杭州青禾科技有限公司');
          interactions += 1;
          await shot(admin, 'setup-2-form');
          await press(form, '提交');
          await own.getByText('「杭州青禾科技有限公司」的服务台开通了').waitFor();
          await window(admin, '客服组').waitFor();
          await shot(admin, 'setup-3-result');

          const customer = await open(troika.demoUrl ?? '');
          const zhang = window(customer, '客户');
          await press(zhang, '故障报修');
          for (const text of ['三楼打印机卡纸', '三楼 301']) await say(zhang, text);
          await press(zhang, '不急，有空再看');
          await zhang.getByText('#1').first().waitFor();
          const card = window(admin, '客服组').getByRole('article', { name: /#1 三楼 301 · 三楼打印机卡纸/ });
          await card.waitFor();
          const seconds = Math.round((performance.now() - began) / 100) / 10;
          process.stdout.write(`setup: ${interactions} interactions, ${seconds} s\n`);
          await shot(admin, 'setup-4-first-ticket');
          await shot(customer, 'setup-5-customer');

          // Nobody of the sample is left to play.
          expect(await customer.getByRole('region', { name: /窗口/ }).count()).toBe(1);
          // The one who set it up leads the team: the ticket is theirs to take.
          await card.getByRole('button', { name: '接单' }).click();
          await card.getByText('处理人').waitFor();
          expect(interactions).toBeLessThanOrEqual(MOST);
          expect(complaints).toEqual([]);
        },
        { pageDir: built.folder, environment: { TROIKA_DATA: root } },
      ),
    TIMEOUT_MS,
  );

  test(
    'fits on a phone',
    () =>
      withTroika(
        'first-day-phone',
        async (troika) => {
          const page = await browser.page(PHONE);
          await page.goto(troika.adminUrl ?? '');
          await page.getByRole('button', { name: '登录' }).click();
          await page.getByRole('button', { name: '初始化' }).click();
          await page.getByRole('dialog', { name: '初始化' }).waitFor();
          await shot(page, 'setup-6-phone-form');
          const overflow = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
          expect(overflow).toBe(false);
          await page.getByRole('dialog', { name: '初始化' }).getByRole('button', { name: '提交' }).click();
          await page.getByText('「我的公司」的服务台开通了').waitFor();
          await shot(page, 'setup-7-phone-result');
        },
        { pageDir: built.folder },
      ),
    TIMEOUT_MS,
  );
});

function window(page: Page, name: string): Locator {
  return page.getByRole('region', { name: `${name} 窗口` });
}
