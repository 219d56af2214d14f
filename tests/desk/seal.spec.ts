import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonical } from '../../src/desk/canonical.js';
import { chain, digest, NO_HEAD } from '../../src/desk/seal.js';

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
});
