/** Cards as the desk would send them, one of every kind, for looking at the page and for testing how it draws. */
import type { Card, Form } from '../../src/platform/card.js';

const HOUR = 3_600_000;

export const words = (text: string): Card => ({
  title: '',
  tone: 'neutral',
  blocks: [{ kind: 'text', text }],
  buttons: [],
});

export const welcome: Card = {
  title: '您好，我是三驾马车服务台',
  tone: 'info',
  blocks: [{ kind: 'text', text: '可以帮您注册公司、办理税务，随时问进度。要办什么，直接说就行。' }],
  buttons: [
    { text: '我要注册公司', value: 'open:0:0:company-registration', style: 'primary' },
    { text: '帮助', value: 'help:0:0', style: 'plain' },
  ],
};

export const progress = (now: number): Card => ({
  title: '#1 公司注册 · 晨星科技',
  tone: 'info',
  tag: '资料审核',
  ticketId: 1,
  version: 4,
  blocks: [
    {
      kind: 'progress',
      steps: [
        { text: '待付款', status: 'done', note: '09:32' },
        { text: '待提交资料', status: 'done', note: '09:41' },
        { text: '资料审核', status: 'now', note: '林晓' },
        { text: '已指派', status: 'next' },
        { text: '注册完成', status: 'next' },
      ],
    },
    { kind: 'deadline', label: '预计完成审核', dueAt: now + 3.2 * HOUR, text: '工作时间', tone: 'info' },
    { kind: 'text', text: '下一步：审核通过后会指派专人办理，您不需要做什么。' },
  ],
  buttons: [{ text: '补充资料', value: 'attach:1:4', style: 'plain' }],
});

export const review = (now: number, ticked: boolean): Card => ({
  title: '#1 公司注册 · 晨星科技',
  tone: 'warning',
  tag: '资料审核',
  ticketId: 1,
  version: ticked ? 6 : 5,
  blocks: [
    { kind: 'deadline', label: '审核时限', dueAt: now + 0.4 * HOUR, text: '服务时间内', tone: 'warning' },
    {
      kind: 'fields',
      fields: [
        { label: '报单人', value: '张三' },
        { label: '联系电话', value: '138****5678' },
        { label: '订单', value: 'PAY-1-8F3A2C10 · ¥1,280' },
      ],
    },
    {
      kind: 'checklist',
      items: [
        {
          text: '姓名与证件一致',
          done: true,
          by: '林晓 09:52',
          button: { text: '取消', value: 'untick:1:5:names_match', style: 'plain' },
        },
        {
          text: '扫描件清晰可读',
          done: ticked,
          button: { text: '确认', value: 'tick:1:5:scan_readable', style: 'plain' },
          ...(ticked ? { by: '林晓 09:55' } : {}),
        },
      ],
    },
    { kind: 'files', files: [{ id: 'f1', name: '身份证正反面扫描件.pdf', size: 1_843_200 }] },
  ],
  buttons: [
    ticked
      ? { text: '派单', value: 'assign:1:6', style: 'primary' }
      : {
          text: '派单',
          value: 'assign:1:5',
          style: 'primary',
          disabledReason: '还有 1 项未确认：扫描件清晰可读（由坐席确认）',
        },
    { text: '驳回', value: 'reject:1:5', style: 'danger' },
    { text: '备注', value: 'note:1:5', style: 'plain' },
  ],
});

export const assigned = (now: number): Card => ({
  title: '#2 公司注册 · 江南里餐饮',
  tone: 'bad',
  tag: '已指派 · 超时',
  ticketId: 2,
  version: 9,
  blocks: [
    {
      kind: 'deadline',
      label: '办理时限',
      dueAt: now - 1.3 * HOUR,
      text: '完成时需填写超时原因',
      tone: 'bad',
    },
    {
      kind: 'fields',
      fields: [
        { label: '处理人', value: '周明' },
        { label: '下一步', value: '填写营业执照号，完成注册' },
      ],
    },
  ],
  buttons: [
    { text: '完成注册', value: 'finish:2:9', style: 'primary' },
    { text: '转派', value: 'reassign:2:9', style: 'plain' },
  ],
});

export const report: Card = {
  title: '本周数据',
  tone: 'neutral',
  tag: '注册组',
  blocks: [
    {
      kind: 'fields',
      fields: [
        { label: '新增工单', value: '18' },
        { label: '首次响应', value: '中位 4 分 20 秒' },
        { label: '解决时长', value: '中位 1 天 3 小时' },
        { label: '一次解决率', value: '88.9%' },
      ],
    },
    {
      kind: 'bars',
      bars: [
        { label: '周明', value: 7, text: '7 单' },
        { label: '林晓', value: 4, text: '4 单' },
        { label: '赵晴', value: 2, text: '2 单' },
      ],
    },
    {
      kind: 'table',
      columns: ['节点', '中位停留', '超时'],
      rows: [
        ['资料审核', '1 小时 12 分', '1'],
        ['已指派', '1 天 2 小时', '3'],
      ],
    },
    { kind: 'link', text: '指标口径', url: 'https://example.com/metrics' },
  ],
  buttons: [{ text: '看待办', value: 'list:0:0', style: 'plain' }],
};

export const assignForm: Form = {
  id: 'assign:1:6',
  title: '派单 #1',
  submit: '提交派单',
  text: '派单需要另一位同事或组长确认后才生效。',
  inputs: [
    {
      key: 'to',
      label: '处理人',
      type: 'member',
      required: true,
      options: [
        { value: 'zhou', text: '周明（在办 2 单）' },
        { value: 'zhao', text: '赵晴（在办 1 单）' },
      ],
    },
    { key: 'phone', label: '客户电话', type: 'phone', required: true, hint: '11 位手机号', value: '12345' },
    { key: 'date', label: '期望完成', type: 'date', required: false },
    { key: 'scan', label: '补充材料', type: 'file', required: false, accept: ['image/*', 'application/pdf'] },
    { key: 'note', label: '说明', type: 'long_text', required: false },
  ],
};
