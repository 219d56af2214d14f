/** 材料: what is asked for, what came of it, and another file in the place of one that was sent. */
import { describe, expect, test } from '@jest/globals';
import { materialsCard } from '../../src/cards/materials.js';
import { ticketCard } from '../../src/cards/ticket.js';
import { filed } from '../../src/tickets/filed.js';
import { readAloud, wordingAt } from '../cards/words.js';
import {
  by,
  factsFor,
  further,
  given,
  type History,
  MINUTE,
  replay,
  START,
  scan,
  registrationUpTo as upTo,
} from '../support/given.js';

const LATER = START + 30 * MINUTE;
const sent = () =>
  further(upTo.awaitingDocuments(), [{ type: 'attach', input: { files: [scan('a')] }, actor: by.customer }]);
const again = (since: History) =>
  further(since, [
    { type: 'replace', input: { document: '身份证件', files: [scan('b')] }, actor: by.customer, now: LATER },
  ]);

function ticketOf(history: History) {
  const ticket = replay(history);
  if (!ticket) throw new Error('expected a ticket');
  return ticket;
}
const materials = (history: History, locale: 'zh-CN' | 'en' = 'zh-CN') =>
  readAloud(materialsCard(ticketOf(history), factsFor(by.customer), wordingAt(LATER, locale)), locale);

test('a personal value is no document, in the record neither, where only its digest stands', () => {
  const { fields, documents } = ticketOf(upTo.awaitingDocuments());
  const recorded = { phone: { digest: 'c0ffee' } } as unknown as typeof fields;
  for (const value of [{ phone: '13800138000' }, recorded])
    expect(filed({ fields, documents }, value, { at: LATER, by: 'requester:zhang' })).toBe(documents);
});

describe('重传', () => {
  test('asks for the file of that name, and the only one needs no name', () => {
    given(sent()).when('replace', { document: '身份证件' }, by.customer).thenAsks('files');
    given(sent()).when('replace', {}, by.customer).thenAsks('files');
  });

  test('the new file takes the place; the old one stays in the record with who and when', () => {
    const ticket = ticketOf(again(sent()));
    expect(ticket.fields.id_scan).toMatchObject([{ id: 'b' }]);
    expect(ticket.documents.id_scan).toEqual({
      ...{ at: LATER, by: 'requester:r1' },
      replaced: [{ ...{ id: 'a', name: 'a.jpg', size: scan('a').size }, at: LATER, by: 'requester:r1' }],
    });
  });

  test('a photo that is added replaces nothing', () => {
    const more = further(sent(), [{ type: 'attach', input: { files: [scan('b')] }, actor: by.customer }]);
    expect(ticketOf(more).documents.id_scan).toMatchObject({ replaced: [] });
  });

  test('what is sent again must be of the kind that is asked for', () => {
    const program = { ...scan('b'), type: 'application/x-msdownload' };
    given(sent())
      .when('replace', { files: [program] }, by.customer)
      .thenWrong('files', 'file_type_refused');
    expect(ticketOf(sent()).fields.id_scan).toMatchObject([{ id: 'a' }]);
  });

  test('staff replace nothing, and neither does anybody else', () => {
    given(sent())
      .when('replace', { files: [scan('b')] }, by.zhou)
      .thenRefused('not_allowed');
  });
});

describe('材料', () => {
  test('says what is missing, and how to send it', () => {
    expect(materials(upTo.awaitingDocuments())).toEqual([
      '#7 杭州青禾科技 的材料',
      '还差 1 份。',
      '☐ 身份证件：还没有收到',
      '照片或文件直接发到这里；要换一份，回复「重传」加材料名。',
      '[打开 #7]',
    ]);
  });

  test('says what came and when, with the button to send it again', () => {
    expect(materials(again(sent()))).toEqual([
      '#7 杭州青禾科技 的材料',
      '☑ 身份证件：b.jpg（今天 09:30）',
      '照片或文件直接发到这里；要换一份，回复「重传」加材料名。',
      '[重传] 身份证件：b.jpg',
      '[打开 #7]',
    ]);
    expect(materials(sent(), 'en').slice(0, 2)).toEqual([
      'Documents of #7 杭州青禾科技',
      '☑ ID scan: a.jpg (today 09:00)',
    ]);
  });

  test('once somebody works with them says why nothing can be replaced, and who can give them back', () => {
    expect(materials(upTo.review()).slice(2)).toEqual([
      '现在是「资料审核中」，「身份证件」不能再换。确实要换，请直接打字告诉注册组，退回给您以后就能重新发。',
      '[打开 #7]',
    ]);
  });

  test('before their turn asks for nothing', () => {
    expect(materials(upTo.awaitingPayment()).slice(1)).toEqual([
      '☐ 身份证件：还没有收到',
      '现在还不用交，轮到这一步时这里会告诉您。',
      '[打开 #7]',
    ]);
  });
});

test('staff see which file is the new one, and who sent it again', () => {
  const history = further(again(sent()), [
    { type: 'advance', input: { transition: 'submit' }, actor: by.customer, now: LATER },
  ]);
  const shown = ticketCard(
    { ticket: ticketOf(history), facts: factsFor(by.lin), reader: 'member' },
    wordingAt(LATER),
  );
  const lines = readAloud(shown);
  expect(lines).toContain('📎 【新】b.jpg');
  expect(lines).toContain('📎 【旧】a.jpg');
  expect(lines).toContain('「身份证件」重传过：韩梅梅，今天 09:30；原来的「a.jpg」留作记录。');
  const group = ticketCard(
    { ticket: ticketOf(history), facts: factsFor(by.lin), reader: 'group' },
    wordingAt(LATER),
  );
  expect(readAloud(group).join()).not.toContain('a.jpg');
});
