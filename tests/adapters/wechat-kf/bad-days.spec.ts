/** Days on which everything that can go wrong does: no word of a customer is lost or heard twice, no answer either. */
import { expect, jest, test } from '@jest/globals';
import { DeliveryError } from '../../../src/platform/delivery-error.js';
import type { Inbound } from '../../../src/platform/inbound.js';
import { until } from '../../scheduler/until.js';
import { plainCard } from '../wecom/cards.js';
import { openKfDesk } from './desk.js';

jest.setTimeout(120_000);

const CUSTOMERS = 8;
const WORDS = 6;
const MOST_TRIES = 30;
const WITHIN_MS = 90_000;
/** The desk comes back after both. */
const AGAIN = ['retry', 'unauthorised'];

const BAD_DAYS = [
  ...(['42001', '40014', '45033', '-1', '5xx', 'reset'] as const).map((kind) => ({
    ...{ kind, on: 'kf/', chance: 0.02 },
  })),
  { kind: 'empty-page', chance: 0.05 },
  { kind: 'duplicate', chance: 0.2 },
  { kind: 'disconnect', chance: 0.1 },
  { kind: 'out-of-order', chance: 0.1 },
] as const;

test(`A10: ${CUSTOMERS} customers say ${WORDS} things each on bad days, with two instances, and each is answered once`, async () => {
  let unwilling = 0;
  const answers: Promise<void>[] = [];
  const heard = new Map<string, number>();
  const desk = await openKfDesk((context) => ({
    ...context,
    async receive(inbound) {
      // A database that is away now and then.
      unwilling += 1;
      if (unwilling % 23 === 0) throw new Error('the database is away');
      return context.receive(inbound);
    },
  }));
  const tally = { sends: 0, retried: 0 };
  desk.house.answer = async (inbound) => {
    const words = inbound.content.kind === 'text' ? inbound.content.text : '';
    heard.set(words, (heard.get(words) ?? 0) + 1);
    answers.push(answer(inbound, words));
    return null;
  };
  async function answer({ eventId, address }: Inbound, words: string): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      try {
        tally.sends += 1;
        await desk.adapter.send({ key: `answer/${eventId}`, address, card: plainCard(`答：${words}`) });
        return;
      } catch (error) {
        if (!(error instanceof DeliveryError) || !AGAIN.includes(error.failure.kind)) throw error;
        tally.retried += 1;
      }
    }
    throw new Error(`expected an answer to be taken within ${MOST_TRIES} tries`);
  }
  await desk.another();
  for (const fault of BAD_DAYS) desk.emulator.world.faults.switchOn(fault);
  const customers = Array.from({ length: CUSTOMERS }, (_, n) =>
    desk.emulator.kf.addCustomer({ nickname: `客户${n + 1}` }),
  );
  await Promise.all(
    customers.map(async (customer, n) => {
      for (let word = 1; word <= WORDS; word += 1) {
        await customer.says(`${n + 1}-${word}`);
        // Nobody says more than the desk can answer.
        await until(() => heard.has(`${n + 1}-${word}`), WITHIN_MS);
      }
    }),
  );
  await Promise.all(answers);
  const counts = desk.emulator.counts();
  const said = customers.flatMap((_, n) =>
    Array.from({ length: WORDS }, (_each, word) => `${n + 1}-${word + 1}`),
  );
  const shown = customers.flatMap((customer) => desk.titles(customer));
  const figures = {
    said: said.length,
    lost: said.filter((words) => !heard.has(words)).length,
    heardTwice: [...heard.values()].filter((times) => times > 1).length,
    unanswered: said.filter((words) => !shown.includes(`✅ 答：${words}`)).length,
    answeredTwice: shown.length - new Set(shown).size,
    ...tally,
    refused: counts.refused,
    faults: counts.faults,
  };
  process.stdout.write(`wechat-kf: ${JSON.stringify(figures)}\n`);
  await desk.stop();
  expect(figures).toMatchObject({ lost: 0, heardTwice: 0, unanswered: 0, answeredTwice: 0 });
  // Never for what the desk may not do.
  expect(Object.keys(counts.refused).filter((code) => ['95001', '95002', '95018'].includes(code))).toEqual(
    [],
  );
});
