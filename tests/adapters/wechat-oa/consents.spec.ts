/** The page that asks for consents, opened in WeChat's own browser: what is agreed to and declined there is told to the house. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MESSAGE, NOTICE, type OaDesk, openOaDesk } from './desk.js';

const OTHER = 'anotherTemplate0123456789';
let desk: OaDesk;
beforeEach(async () => {
  desk = await openOaDesk();
  desk.emulator.addTemplate({ id: OTHER, title: '付款提醒', kind: 'notice', fields: ['thing1'] });
});
afterEach(() => desk.stop());

const pageFor = (...templates: readonly string[]) => {
  const page = desk.adapter.consentPage?.(templates) ?? null;
  return page && { ...page, url: `${desk.url}${page.path}` };
};
const opens = async (...templates: readonly string[]) => desk.zhang.opens(pageFor(...templates)?.url ?? '');

test('D10: the button asks for each template, and a yes and a no are heard apart', async () => {
  const page = await opens(NOTICE, OTHER);
  expect(page).toMatchObject({ asks: [NOTICE, OTHER], why: '' });
  expect(page.text).toContain('同意一次，我们可以通知您一次');
  await page.presses([NOTICE]);
  expect(desk.house.allowances).toMatchObject([
    { address: desk.notices, template: NOTICE, messages: 1, until: null },
  ]);
  expect(desk.house.declined).toMatchObject([{ address: desk.notices, template: OTHER, before: false }]);
  expect(desk.house.received).toEqual([]);
});

test('a link that was passed on has its button too, and pages are signed with one ticket for two hours', async () => {
  const url = pageFor(NOTICE)?.url ?? '';
  expect((await desk.zhang.opens(`${url}?from=singlemessage&isappinstalled=0`)).asks).toEqual([NOTICE]);
  desk.later(100 * 60_000);
  expect((await opens(NOTICE)).asks).toEqual([NOTICE]);
  expect(desk.emulator.counts().requests['ticket/getticket']).toBe(1);
  desk.later(20 * 60_000);
  expect((await opens(NOTICE)).asks).toEqual([NOTICE]);
});

test('no consent is asked for what needs none, and for three templates at most', () => {
  expect(pageFor(MESSAGE)).toBeNull();
  expect(pageFor()).toBeNull();
  const many = [1, 2, 3, 4].map((n) => `${OTHER}${n}`);
  expect(pageFor(MESSAGE, ...many)?.templates).toEqual(many.slice(0, 3));
});

test('what is no list of templates has no page, and what cannot be signed is no page either', async () => {
  for (const ids of ['short', '<script>alert(1)</script>', `${NOTICE}.`, Array(4).fill(NOTICE).join('.')])
    expect((await fetch(`${desk.url}/wechat/oa/agree/${encodeURIComponent(ids)}`)).status).toBe(404);
  desk.emulator.world.faults.switchOn({ kind: '45009', on: 'ticket/getticket' });
  expect((await fetch(pageFor(NOTICE)?.url ?? '')).status).toBe(502);
  const english = await fetch(pageFor(NOTICE)?.url ?? '', { headers: { 'accept-language': 'en-GB' } });
  expect(await english.text()).toContain('Each yes lets us notify you once');
});
