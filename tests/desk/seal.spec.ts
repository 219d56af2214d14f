import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonical } from '../../src/desk/canonical.js';
import { digest, putBack, setApart } from '../../src/desk/said.js';
import { chain, NO_HEAD, seal } from '../../src/desk/seal.js';
import type { Field, Sop } from '../../src/sop/sop.js';
import type { Undoable } from '../../src/tickets/ticket.js';
import { someTicket } from '../support/change.js';

const event = {
  ticketId: 1,
  seq: 0,
  type: 'ticketOpened',
  at: 5,
  by: 'system',
  cause: 'inbound:web:1',
  data: { a: 1 },
};

describe('the chain of a ticket’s events', () => {
  it('names the same event by the same hash, whatever order its keys were written in', () => {
    const shuffled = Object.fromEntries(Object.entries(event).reverse()) as typeof event;
    expect(chain(NO_HEAD, shuffled)).toBe(chain(NO_HEAD, event));
  });

  it('changes with every single field, and with what came before', () => {
    const hashes = [
      chain(NO_HEAD, event),
      chain(chain(NO_HEAD, event), event),
      ...Object.keys(event).map((key) => chain(NO_HEAD, { ...event, [key]: 'other' })),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('writes any JSON value in one way only, and back to what it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonical(value);
        expect(canonical(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('keeps of a personal value a digest that its salt alone can explain', () => {
    expect(digest('s1', '13800138000')).toBe(digest('s1', '13800138000'));
    expect(digest('s1', '13800138000')).not.toBe(digest('s2', '13800138000'));
    expect(digest('s1', '13800138000')).not.toContain('13800138000');
  });

  it('covers of what was said a digest that only the words and their salt explain, and lets go of both', () => {
    const routed = { rule: 'r1', name: { en: 'Loud' }, because: [{ on: 'keyword', found: '漏水' }] };
    const part = { no: 1, name: '查张三家', standard: '不漏水' };
    const happened = {
      title: '张三家漏水',
      fields: { where: '三楼' },
      reason: null,
      queue: 'it',
      routed,
      part,
    };
    const { data, said } = setApart(happened, 's1');
    expect(JSON.stringify(data)).not.toMatch(/张三|漏水|三楼/u);
    expect(data).toMatchObject({ queue: 'it', reason: null, routed: { rule: 'r1' } });
    expect(data.said).toBe(digest('s1', said?.words));
    expect(putBack(data, said ?? undefined)).toEqual(happened);
    expect(setApart(happened, 's2').data.said).not.toBe(data.said);
    expect(putBack(data, undefined)).toEqual({
      queue: 'it',
      reason: null,
      routed: { ...routed, because: [] },
    });
  });

  it('leaves an event in which nothing was said, and one from before words lay apart, as they are', () => {
    const moved = { transition: 'pay', input: {}, lateReason: null };
    expect(setApart(moved)).toEqual({ data: moved, said: null });
    expect(putBack({ text: '从前的话' }, undefined)).toEqual({ text: '从前的话' });
  });

  it('takes personal values out of what may be undone, as out of the ticket itself', () => {
    const secret = { key: 'id_no', type: 'text', personal: true } as Field;
    const sop = { fields: {}, transitions: { assign: { input: [secret] } } } as unknown as Sop;
    const proposal = {
      ...{ transition: 'assign', by: 'lin', at: 1, lateReason: null, lateNote: null },
      input: { id_no: '3301', to: 'zhou' },
    };
    const entry: Undoable = {
      ...{ by: 'wang', at: 1, version: 2, what: 'ticketMoved', transition: 'assign', enteredAt: 0 },
      ...{ before: { proposal, state: 'review' }, rested: null },
    };
    const after = someTicket(1, { undoable: [entry] });
    const { row } = seal({ before: after, after, events: [], sop, head: NO_HEAD, cause: 'api:1' });
    expect(row.undoable[0]?.before).toEqual({
      proposal: { ...proposal, input: { to: 'zhou' } },
      state: 'review',
    });
  });
});
