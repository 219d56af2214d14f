/** 删除客户资料: what would be gone is shown; one administrator asks for it, and another one does it. */
import { customersCard } from '../../cards/customers.js';
import { actorName } from '../../people/actor.js';
import { administrators } from '../../people/staff.js';
import { question } from '../../tickets/questions.js';
import { refuse } from '../../tickets/refusal.js';
import { askErasure, eraseButton, erases, erasurePage, isWaiting } from '../erasing.js';
import type { Extent } from '../ports/erasure.js';
import { answersTo, defineErrand, type Outcome, type Running } from './errand.js';
import { refuseErrand } from './refusals.js';

const CUSTOMER = question('customer', 'text', {
  'zh-CN': '哪位客户（编号或全名）',
  en: 'Which customer (number or full name)',
});
const PRESSED = /^(ask|sure):(.+)$/su;
const MOST_ROWS = 10;

export const eraseCustomer = defineErrand({
  type: 'erase_customer',
  words: { 'zh-CN': ['删除客户资料', '删除客户'], en: ['erase customer', 'forget customer'] },
  label: { 'zh-CN': '删除客户资料', en: 'Erase a customer' },
  of: 'staff',
  alone: true,
  may: ({ person, directory }) =>
    administrators(directory).some(({ id }) => id === person.id)
      ? null
      : refuse('not_allowed', { holder: { message: 'role.admin' } }),
  async run({ said, customer }, running) {
    const [, step, pressed] = PRESSED.exec(String(said ?? '')) ?? [];
    if (pressed !== undefined) return about(pressed, step as 'ask' | 'sure', running);
    const read = answersTo([CUSTOMER], { customer: customer ?? said }, running);
    return 'values' in read ? named(String(read.values.customer).trim(), running) : read;
  },
});

/** Only who is called exactly so is meant: one of a similar name must not be erased. */
async function named(said: string, running: Running): Promise<Outcome> {
  const { house, reader } = running;
  const { matches, near } = await house.store.customers.search(said, MOST_ROWS);
  const [meant, ...others] = matches.filter(({ id, name }) => id === said || name === said);
  if (meant && others.length === 0) return about(meant.id, null, running);
  const { tiers } = reader.edition.content.customers;
  return { card: customersCard({ said, matches, near, tiers }, reader.wording) };
}

async function about(customer: string, step: 'ask' | 'sure' | null, running: Running): Promise<Outcome> {
  const { house, reader, now } = running;
  const { wording } = reader;
  const extent = await house.store.erasure.extent(customer);
  if (!extent) return named(customer, running);
  if (extent.open.length > 0)
    return refuseErrand('customer_tickets_open', { tickets: extent.open.map((id) => `#${id}`) });
  const asked = await house.store.erasure.asked(customer);
  if (!isWaiting(asked, now))
    return step === 'ask'
      ? asks(extent, running)
      : { card: erasurePage(extent, null, [eraseButton('ask', customer, wording)], wording) };
  const own = asked.by === actorName(reader.person);
  if (step !== null && own) return secondOnly(running);
  if (step === 'sure') return done(extent, asked, running);
  const buttons = own ? [] : [eraseButton('sure', customer, wording)];
  return { card: erasurePage(extent, asked, buttons, wording) };
}

async function asks(extent: Extent, { house, reader, key }: Running): Promise<Outcome> {
  const asking = await askErasure(house, extent, actorName(reader.person), key);
  if (!asking) return refuseErrand('no_second_admin');
  const { deed, outbox } = asking;
  return { deeds: [deed], outbox, says: reader.wording.t('erasure.told') };
}

async function done(
  extent: Extent,
  asked: Parameters<typeof erases>[2],
  { house, reader }: Running,
): Promise<Outcome> {
  const { customer, counts } = extent;
  return {
    deeds: [await erases(house, extent, asked)],
    says: reader.wording.t('erasure.done', { customer, ...counts }),
  };
}

function secondOnly({ reader: { person, directory } }: Running) {
  const others = administrators(directory).filter(({ id }) => id !== person.id);
  return refuseErrand('second_admin_only', { holder: others.map(({ id }) => ({ person: `member:${id}` })) });
}
