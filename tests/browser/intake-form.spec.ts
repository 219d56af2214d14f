/** A form in the conversation, filled in by hand in a real Chromium. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, shot } from '../support/browser.js';
import { type BuiltPage, buildPage } from '../support/built-page.js';
import { seat } from '../support/seat.js';
import { withTroika } from '../support/troika.js';

describeInBrowser('an intake in the browser', (browser) => {
  let built: BuiltPage;
  beforeAll(() => {
    built = buildPage();
  }, 60_000);
  afterAll(() => built.remove());

  test('D4: 采购 is asked in one form; what is wrong is said at its field and the rest is kept', async () => {
    const opened = { pageDir: built.folder };
    await withTroika(
      'intake',
      async ({ demoUrl, store }) => {
        const page = await browser.page({ viewport: { width: 1680, height: 1000 } });
        await page.goto(demoUrl ?? '');
        await fill(page);
        const ticket = (await store.tickets.ticket(1))?.ticket;
        expect(ticket?.fields).toMatchObject({ item: '显示器 2 台', amount: 2999, purpose: '给新同事用' });
      },
      opened,
    );
  }, 120_000);
});

async function fill(page: Page): Promise<void> {
  const zhang = seat(page, '客户');
  await zhang.says('采购 给新同事用');
  await zhang.sees('买什么');
  const send = zhang.window.getByRole('button', { name: '提交' }).last();
  const field = (label: string) => zhang.window.getByLabel(label).last();
  expect(await field('用途').inputValue()).toBe('给新同事用');
  await field('买什么').fill('显示器 2 台');
  await shot(page, 'intake-1-form');
  await send.click();
  await zhang.sees('请填写');
  await shot(page, 'intake-2-wrong');
  await field('预计金额').fill('2999');
  await field('最晚哪天要').fill('2027-03-01');
  await send.click();
  await zhang.sees('#1 显示器 2 台');
  await shot(page, 'intake-3-ticket');
}
