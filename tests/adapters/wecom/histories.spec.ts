/** F2: whatever happens to a ticket and its cards, no change is refused, and no card claims what is over. */
import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { DeliveryError } from '../../../src/platform/delivery-error.js';
import { ticketCard } from './cards.js';
import { openRules } from './rules.js';

jest.setTimeout(120_000);

const HISTORIES = 1_000;
const HOUR_MS = 3_600_000;

type Deed =
  | { readonly kind: 'change' | 'look' }
  | { readonly kind: 'click' | 'clickWhileChanging'; readonly nth: number }
  | { readonly kind: 'silence'; readonly hours: number };

const nth = fc.nat({ max: 5 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Deed>({ kind: 'change' }) },
  { weight: 3, arbitrary: nth.map<Deed>((n) => ({ kind: 'click', nth: n })) },
  { weight: 1, arbitrary: nth.map<Deed>((n) => ({ kind: 'clickWhileChanging', nth: n })) },
  { weight: 1, arbitrary: fc.constant<Deed>({ kind: 'look' }) },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 80 }).map<Deed>((hours) => ({ kind: 'silence', hours })),
  },
);

test(`A14, F2: ${HISTORIES} histories of changes, clicks, looks and silences`, async () => {
  const tally = { deeds: 0, changed: 0, posted: 0, refused: 0, dropped: 0 };
  const history = fc.array(deed, { minLength: 3, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(history, async (deeds) => {
      const { requests, refused, dropped } = await live(deeds);
      tally.deeds += deeds.length;
      tally.changed += requests['message/update_template_card'] ?? 0;
      tally.posted += requests['message/send'] ?? 0;
      tally.dropped += dropped;
      for (const times of Object.values(refused)) tally.refused += times;
      expect({ refused, dropped }).toEqual({ refused: {}, dropped: 0 });
    }),
    { numRuns: HISTORIES },
  );
  process.stdout.write(`wecom: ${HISTORIES} histories, ${JSON.stringify(tally)}\n`);
});

/** What the core does for a live card: changes it, and posts a new one where it cannot be changed. */
async function live(deeds: readonly Deed[]) {
  const { client, clock, address, stands, taps, counts, close } = openRules();
  let version = 0;
  let ref: string | null = null;
  const state = () => `第 ${version} 版`;
  const card = (key: string) => ({ key: `${key}/${version}`, address, card: ticketCard(state()) });
  async function change(): Promise<void> {
    version += 1;
    const delivery = { ...card('live'), live: true as const };
    const posted: { readonly ref: string } = await (ref === null
      ? client.send(delivery)
      : client.update(delivery, ref)
    ).catch((error: unknown) => {
      if (!(error instanceof DeliveryError) || error.failure.kind !== 'rejected') throw error;
      return client.send(delivery);
    });
    ref = posted.ref;
  }
  async function click(n: number): Promise<void> {
    const all = stands();
    const one = all[n % all.length];
    if (one) await taps(one);
  }
  await change();
  for (const [index, done] of deeds.entries()) {
    clock.advance(done.kind === 'silence' ? done.hours * HOUR_MS : 5_000);
    if (done.kind === 'change') await change();
    if (done.kind === 'look') await client.send(card(`look/${index}`));
    if (done.kind === 'click') await click(done.nth);
    if (done.kind === 'clickWhileChanging') await Promise.all([click(done.nth), change()]);
    const claiming = stands()
      .map(({ text }) => text)
      .filter((text) => !text.includes(state()) && !saysItIsOver(text, clock.now()));
    expect(claiming).toEqual([]);
  }
  close();
  return counts();
}

/** A card says no year: it means the nearest. */
function saysItIsOver(text: string, now: number): boolean {
  if (/^(已过期|截至)/u.test(text)) return true;
  const [, month, day, time] = /^有效至 (\d\d)-(\d\d) (\d\d:\d\d)/u.exec(text) ?? [];
  const year = new Date(now).getFullYear();
  const [ends = Number.NaN] = [year - 1, year, year + 1]
    .map((each) => Date.parse(`${each}-${month}-${day}T${time}:00+08:00`))
    .sort((a, b) => Math.abs(a - now) - Math.abs(b - now));
  return ends <= now;
}
