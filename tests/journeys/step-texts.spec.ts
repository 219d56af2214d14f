/** What a step says: its canned replies, chosen and sent, and its word on the way out. */
import { describe, expect } from '@jest/globals';
import { publish } from '../../src/desk/publish.js';
import { contentFiles } from '../support/content.js';
import { PDF } from '../support/files.js';
import { journey } from '../support/journey.js';

const SOP = 'sops/company-registration.v1.yaml';

describe('C1、A11：一步里的话', () => {
  journey(
    '审核这一步的快捷回复一点就发，没填的变量拦住不发并指出来；离开这一步时客户听到一句',
    async ({ troika, person, pays, settled }) => {
      const files = await contentFiles([
        {
          file: SOP,
          from: 'sop: company-registration\nversion: 1',
          to: 'sop: company-registration\nversion: 2',
        },
        {
          file: SOP,
          from: /( {4}replies: \[review_pass, review_reject\]\n)/u,
          to: '$1    leave: { tell: requester, say: review_left }\n',
        },
        {
          file: 'replies/company-registration.yaml',
          from: '您好，「{company_name}」的资料已审核通过',
          to: '「{company_name}」执照号 {licence_no}，资料已审核通过',
        },
        {
          file: 'replies/company-registration.yaml',
          from: 'Hello, the documents for {company_name}',
          to: 'Licence {licence_no}, the documents for {company_name}',
        },
        {
          file: 'messages/zh-CN/say-left.yaml',
          to: 'say:\n  review_left: 「{company_name}」的资料看完了。\n',
        },
        {
          file: 'messages/en/say-left.yaml',
          to: 'say:\n  review_left: We have read the documents of {company_name}.\n',
        },
      ]);
      const renamed = files.map((file) =>
        file.path === SOP ? { ...file, path: 'sops/company-registration.v2.yaml' } : file,
      );
      const old = (await contentFiles([])).filter(({ path }) => path === SOP);
      expect(await publish(troika.desk.house, [...renamed, ...old], 'test')).toMatchObject({
        kind: 'published',
      });
      const zhang = await person('zhang', '张三');
      const lin = await person('lin', '林晓');
      for (const line of ['我要注册公司', '青禾', '13800138000']) await zhang.says(line);
      await zhang.sees({ title: '#1 青禾' });
      expect(await pays(1)).toBe(200);
      await zhang.sends({ name: '身份证.pdf', bytes: PDF });
      await zhang.taps('提交资料');
      await lin.in('注册').taps('接单', { state: '资料审核' });
      await lin.sees({ title: '#1', state: '资料审核', buttons: ['快捷回复'] });

      const blocked = await lin.fills('快捷回复', { 发哪一句: '审核通过' }, { state: '资料审核' });
      expect(JSON.stringify(blocked)).toContain('还不能发：营业执照号还没有填');
      await settled();
      expect(zhang.words()).not.toContain('资料已审核通过');

      const sent = await lin.fills('快捷回复', { 发哪一句: '请补充资料' }, { state: '资料审核' });
      expect(sent?.toast?.text).toContain('「青禾」的证件照片不够清晰');
      await zhang.sees({ text: '「青禾」的证件照片不够清晰' });
      const happened = await troika.store.tickets.events(1);
      expect(happened.filter(({ type }) => type === 'replied')).toHaveLength(1);

      expect(zhang.count({ text: '资料看完了' })).toBe(0);
      await lin.fills('驳回', { 驳回原因: '证件反光' }, { state: '资料审核' });
      await zhang.sees({ text: '「青禾」的资料看完了' });
      await zhang.sees({ text: '证件反光' });
      expect(zhang.count({ text: '资料看完了' })).toBe(1);
    },
  );
});
