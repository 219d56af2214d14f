/** The columns a list of customers has whatever the house adds: no field or date of the house may be called the same. */
import type { Text } from './people.js';

/** Key and words of each. `reason` stands in a list of rejected lines: it is passed over when that list comes back. */
export const CUSTOMER_COLUMNS = {
  id: { 'zh-CN': '编号', en: 'id' },
  name: { 'zh-CN': '名称', en: 'name' },
  kind: { 'zh-CN': '类型', en: 'kind' },
  tier: { 'zh-CN': '等级', en: 'tier' },
  stage: { 'zh-CN': '阶段', en: 'stage' },
  contact: { 'zh-CN': '联系人', en: 'contact' },
  phone: { 'zh-CN': '手机', en: 'phone' },
  reason: { 'zh-CN': '原因', en: 'reason' },
} as const satisfies Readonly<Record<string, Text>>;

/** How headers are compared: width, case and spaces do not matter. */
export function columnName(written: string): string {
  return written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/gu, '');
}
