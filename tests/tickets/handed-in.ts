/** What is refused of documents that were handed in: for the list of all refusals. */
import { expect } from '@jest/globals';
import { by, given, type Outcome, scan, sopCalled, registrationUpTo as upTo } from '../support/given.js';

const text = (zh: string) => ({ text: { 'zh-CN': zh, en: expect.any(String) } });

export const handedIn = {
  no_documents: (): [Outcome, object] => [
    given(upTo.review()).when('replace', {}, by.customer, { sop: sopCalled('it-helpdesk') }),
    {},
  ],
  which_document: (): [Outcome, object] => [
    given(upTo.awaitingDocuments()).when('replace', { document: '营业执照' }, by.customer),
    { fields: [text('身份证件')] },
  ],
  document_passed: (): [Outcome, object] => [
    given(upTo.review()).when('replace', { files: [scan('b')] }, by.customer),
    { field: text('身份证件'), state: text('资料审核中'), holder: [text('注册组')] },
  ],
  file_attached: (): [Outcome, object] => [
    given(upTo.review()).when('attach', { files: [scan()] }, by.lin),
    { field: text('身份证件') },
  ],
};
