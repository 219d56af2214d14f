/** 快捷回复: the texts a step keeps ready, filled in for whoever reads them, never with a hole. */
import { describe, expect, test } from '@jest/globals';
import { by, customer, given, registrationUpTo as upTo } from '../support/given.js';

const reply = (zh: string, en = zh) => ({
  title: { 'zh-CN': '通过', en: 'Passed' },
  text: { 'zh-CN': zh, en },
});
const sends = (zh: string, en = zh, locale: 'zh-CN' | 'en' = 'zh-CN') =>
  given(upTo.review()).when('canned', { reply: 'review_pass' }, by.lin, {
    replies: { review_pass: reply(zh, en) },
    requester: { ...customer, locale },
  });

describe('a canned reply', () => {
  test('is asked for among those of the step, by their titles', () => {
    const outcome = given(upTo.review()).when('canned', {}, by.lin);
    outcome.thenAsks('reply');
    expect(outcome.decision).toMatchObject({
      asks: [
        {
          choices: [
            { value: 'review_pass', label: { 'zh-CN': '审核通过' } },
            { value: 'review_reject', label: { 'zh-CN': '请补充资料' } },
          ],
        },
      ],
    });
  });

  test('goes to the requester as a public reply with its words filled in, in their language', () => {
    sends('{requester}您好，{company_name}在{state}，由{assignee}处理，单号 {ticket}').then({
      type: 'replied',
      by: 'member:lin',
      from: 'member',
      canned: 'review_pass',
      text: '韩梅梅您好，杭州青禾科技在资料审核中，由注册组处理，单号 7',
    });
    sends('由{queue}处理', 'With {queue}', 'en').then({ text: 'With Company registration' });
  });

  test('may be called by its title, and one of another step is not sent from here', () => {
    given(upTo.review()).when('canned', { reply: '审核通过' }, by.lin).then({ canned: 'review_pass' });
    given(upTo.review())
      .when('canned', { reply: 'it_restart' }, by.lin)
      .thenWrong('reply', 'wrong_choice', { got: 'it_restart' });
  });

  test('with a word that is empty yet is not sent, and says which', () => {
    sends('{licence_no}{payment_ref}').thenRefused('reply_unfilled', {
      fields: [{ text: { 'zh-CN': '营业执照号', en: 'Licence number' } }],
    });
  });

  test('is for staff alone, and while there is somebody to read it', () => {
    given(upTo.review()).when('canned', { reply: 'review_pass' }, by.customer).thenRefused('not_allowed');
    given(upTo.closed()).when('canned', { reply: 'review_pass' }, by.lin).thenRefused('ticket_closed');
  });
});
