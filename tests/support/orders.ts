/** How a customer's registration begins: three sentences on the page. */
import type { Person } from './person.js';

export async function orders(person: Person, company: string, phone = '13800138000'): Promise<number> {
  await person.says('我要注册公司');
  await person.sees({ title: '公司注册（1/2）' });
  const asked = person.count({ title: '公司注册（2/2）' });
  await person.says(company);
  await person.line.until(
    () => (person.count({ title: '公司注册（2/2）' }) > asked ? true : undefined),
    'the second question',
  );
  await person.says(phone);
  const { ticketId } = await person.sees({ title: company, state: '待付款' });
  if (ticketId === undefined) throw new Error('expected the card of a ticket');
  return ticketId;
}
