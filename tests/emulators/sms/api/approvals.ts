/** DescribeSmsTemplateList and DescribeSmsSignList: what was approved. https://cloud.tencent.com/document/api/382/52067 and 55972 */
import { CallRefused } from '../refusal.js';
import { STATUSES } from '../template.js';
import { type Action, type Call, limit } from './call.js';

const MOST = 100;

export const describeTemplates: Action = {
  name: 'DescribeSmsTemplateList',
  act(call) {
    checkHome(call);
    const all = page(call, [...call.world.templates.values()]);
    return {
      DescribeTemplateStatusSet: all.map(({ id, name, content, status, at }) => ({
        TemplateId: Number(id),
        International: 0,
        StatusCode: STATUSES[status],
        ReviewReply: status === 'refused' ? '模板内容不符合规范' : '',
        TemplateName: name,
        CreateTime: Math.floor(at / 1000),
        TemplateContent: content,
      })),
    };
  },
};

export const describeSigns: Action = {
  name: 'DescribeSmsSignList',
  act(call) {
    checkHome(call);
    const { account, clock } = call.world;
    return {
      DescribeSignListStatusSet: page(call, [account.sign]).map((sign) => ({
        SignId: 1001,
        International: 0,
        StatusCode: 0,
        ReviewReply: '',
        SignName: sign,
        CreateTime: Math.floor(clock.now() / 1000),
        QualificationId: 1,
        QualificationName: sign,
        QualificationStatusCode: 1,
      })),
    };
  },
};

function checkHome({ body }: Call): void {
  if (body.International !== 0) throw new CallRefused('InvalidParameterValue', 'expected International, 0');
}

function page<Item>({ body }: Call, items: readonly Item[]): readonly Item[] {
  const from = typeof body.Offset === 'number' ? body.Offset : 0;
  return items.slice(from, from + limit(body, MOST));
}
