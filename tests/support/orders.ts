/** How a customer's registration begins: three sentences on the page, and when it is paid the documents. */
import { PDF } from './files.js';
import type { Person } from './person.js';

export async function orders(person: Person, company: string, phone = '13800138000'): Promise<number> {
  await person.says('我要注册公司');
  // The first question, or open tickets that are alike and the question below them.
  await person.sees({ text: '公司名称' });
  const asked = person.count({ title: '公司注册（2/2）' });
  await person.says(company);
  await person.until(
    () => (person.count({ title: '公司注册（2/2）' }) > asked ? true : undefined),
    'the second question',
  );
  await person.says(phone);
  const { ticketId } = await person.sees({ title: company, state: '待付款' });
  if (ticketId === undefined) throw new Error('expected the card of a ticket');
  return ticketId;
}

/** Once it is paid: sends the ID and presses the button under the receipt, as the text asks. */
export async function submits(person: Person, company: string): Promise<void> {
  const receipt = { title: company, text: '注册服务费' };
  await person.sees({ ...receipt, buttons: ['提交资料'] });
  await person.sends({ name: '身份证.pdf', bytes: PDF });
  await person.taps('提交资料', receipt);
  await person.sees({ title: company, text: '资料已收到' });
}
