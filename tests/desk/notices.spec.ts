/** Whatever waits and whichever consents there are: nothing is lost, and no notice takes the consent to another template. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planNotices } from '../../src/desk/notices.js';
import type { OutboxBody, OutboxRow } from '../../src/desk/ports/outbox.js';
import { asks } from '../../src/desk/room.js';
import type { Address } from '../../src/platform/address.js';

const TEMPLATES = ['A', 'B', null] as const;
type Template = (typeof TEMPLATES)[number];

const written = fc.record({
  template: fc.constantFrom<Template>(...TEMPLATES),
  ticketId: fc.constantFrom(1, 2, null),
  kind: fc.constantFrom('news' as const, 'news' as const, 'question' as const, 'refresh' as const),
});
const lane = fc
  .array(written, { maxLength: 12 })
  .map((all) => all.map((one, n) => ({ ...one, row: rowOf(n + 1, one) })));
const consents = fc.record({ A: fc.nat(4), B: fc.nat(4) });

function rowOf(id: number, { ticketId, kind }: { ticketId: number | null; kind: string }): OutboxRow {
  const said = { kind: 'say', say: 'x', params: {}, tone: 'info', actions: [] };
  const body = kind === 'refresh' ? { kind } : { ...said, links: kind === 'question' ? ['close'] : [] };
  return {
    ...{ id, key: `k${id}`, address: 'wechat-oa:a:notices/b' as Address, locale: 'zh-CN', ticketId },
    ...{ body: body as OutboxBody, attempts: 0, interrupted: false },
  };
}

const planned = (
  given: readonly { readonly row: OutboxRow; readonly template: Template }[],
  left: { readonly A: number; readonly B: number },
) => {
  const templateOf = (row: OutboxRow) => given.find((one) => one.row.id === row.id)?.template ?? null;
  return {
    templateOf,
    ...planNotices(
      given.map(({ row }) => row),
      { templateOf, left: (template) => left[template as 'A' | 'B'] },
    ),
  };
};

test('D10: every row is a notice, told by another one or needless: exactly one of these', () => {
  fc.assert(
    fc.property(lane, consents, (given, left) => {
      const { notices, needless } = planned(given, left);
      const ids = [...needless, ...notices.flatMap(({ row, told }) => [row, ...told])].map(({ id }) => id);
      expect(ids.sort((a, b) => a - b)).toEqual(given.map(({ row }) => row.id));
    }),
    { numRuns: 500 },
  );
});

test('D10: no more goes out by a template than was agreed to, and what does not says why', () => {
  fc.assert(
    fc.property(lane, consents, (given, left) => {
      const { notices, templateOf } = planned(given, left);
      for (const template of ['A', 'B'] as const) {
        const by = notices.filter(({ row }) => templateOf(row) === template);
        const here = by.filter(({ way }) => way === 'here');
        expect(here).toHaveLength(Math.min(by.length, left[template]));
        expect(by.every(({ way }) => way !== 'no_template')).toBe(true);
      }
      const without = notices.filter(({ row }) => templateOf(row) === null);
      expect(without.every(({ way, told }) => way === 'no_template' && told.length === 0)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('D10: of two that want one consent the question has it; one notice tells of one ticket by one template', () => {
  fc.assert(
    fc.property(lane, consents, (given, left) => {
      const { notices, templateOf } = planned(given, left);
      const asking = ({ row, told }: (typeof notices)[number]) => [row, ...told].some(asks);
      for (const { row, told, way } of notices) {
        for (const other of told)
          expect([other.ticketId, templateOf(other)]).toEqual([row.ticketId, templateOf(row)]);
        if (way !== 'no_consent' || ![row, ...told].some(asks)) continue;
        const rivals = notices.filter((one) => one.way === 'here' && templateOf(one.row) === templateOf(row));
        expect(rivals.every(asking)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
