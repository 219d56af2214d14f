/** A board with a few tickets on it. */
import type { BoardSnapshot, BoardTicket } from '../../src/platform/board.js';

const HOUR = 3_600_000;

export function sampleBoard(now: number): BoardSnapshot {
  const ticket = (id: number, title: string, more: Partial<BoardTicket> = {}): BoardTicket => ({
    id,
    title,
    requester: '张三',
    assignee: null,
    dueAt: null,
    late: false,
    awaitsPayment: false,
    ...more,
  });
  return {
    sops: [
      {
        key: 'company-registration',
        title: '公司注册',
        columns: [
          {
            state: 'awaiting_payment',
            label: '待付款',
            category: 'pending',
            tickets: [
              ticket(3, '公司注册 · 半日闲茶馆', { requester: '李四', awaitsPayment: true }),
              ticket(5, '公司注册 · 北岸设计', { requester: '王五', awaitsPayment: true }),
            ],
          },
          { state: 'awaiting_documents', label: '待提交资料', category: 'pending', tickets: [] },
          {
            state: 'review',
            label: '资料审核',
            category: 'open',
            tickets: [ticket(1, '公司注册 · 晨星科技', { dueAt: now + 0.4 * HOUR })],
          },
          {
            state: 'assigned',
            label: '已指派',
            category: 'open',
            tickets: [
              ticket(2, '公司注册 · 江南里餐饮', { assignee: '周明', dueAt: now - 1.3 * HOUR, late: true }),
              ticket(4, '公司注册 · 云帆物流', { assignee: '赵晴', dueAt: now + 30 * HOUR }),
            ],
          },
          {
            state: 'registered',
            label: '注册完成',
            category: 'resolved',
            tickets: [ticket(6, '公司注册 · 白鹭文化传媒', { assignee: '周明' })],
          },
        ],
      },
      {
        key: 'it-helpdesk',
        title: 'IT 服务台',
        columns: [
          {
            state: 'new',
            label: '待受理',
            category: 'new',
            tickets: [ticket(7, '三楼打印机卡纸', { requester: '韩梅梅' })],
          },
          { state: 'working', label: '处理中', category: 'open', tickets: [] },
          { state: 'done', label: '已解决', category: 'resolved', tickets: [] },
        ],
      },
      {
        key: 'after-sales',
        title: '售后',
        columns: [{ state: 'review', label: '待审核', category: 'new', tickets: [] }],
      },
    ],
  };
}
