/** Cards as the desk sends them. */
import type { Card } from '../../../src/platform/card.js';

const button = (text: string, value = `${text}:1:1`) => ({ text, value, style: 'plain' as const });

/** Ticket 7 in a state, with something to press. */
export const ticketCard = (state: string): Card => ({
  title: '#7 三楼打印机卡纸',
  tone: 'info',
  tag: state,
  blocks: [{ kind: 'fields', fields: [{ label: '处理人', value: '李强' }] }],
  buttons: [button('接单', 'claim:7:1')],
  ticketId: 7,
  version: 1,
});

export const plainCard = (title: string): Card => ({
  title,
  tone: 'good',
  blocks: [{ kind: 'text', text: '正文' }],
  buttons: [],
});
