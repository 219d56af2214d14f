/** A conversation as a transcript: what somebody says, taps or sends, and what we take it for. */
import { expect } from '@jest/globals';
import type { Context } from '../../src/conversation/context.js';
import type { Dialogue } from '../../src/conversation/dialogue-state.js';
import type { Intent } from '../../src/conversation/intent.js';
import { interpret } from '../../src/conversation/interpret.js';
import { errands } from '../../src/desk/errands/index.js';
import { addressOf } from '../../src/platform/address.js';
import type { FileRef } from '../../src/platform/file.js';
import type { InboundContent } from '../../src/platform/inbound.js';
import { reports } from '../../src/reports/index.js';
import { actions } from '../../src/tickets/actions/index.js';
import { shippedContent } from '../sop/shipped.js';
import { directoryOf, MINUTE, START } from '../support/given.js';

const content = shippedContent();

export function contextOf(changes: Partial<Context> = {}): Context {
  return {
    now: START,
    tz: 'Asia/Shanghai',
    locale: 'zh-CN',
    person: { kind: 'requester', id: 'r1' },
    dialogue: null,
    menu: null,
    place: null,
    ticket: null,
    openTickets: [],
    survey: null,
    capabilities: { buttons: true, forms: 'none' },
    sops: Object.values(content.latest),
    categories: content.categories,
    human: content.human,
    content: 'c1',
    directory: directoryOf(),
    actions: Object.values(actions).filter(({ words }) => words['zh-CN'].length > 0),
    errands: Object.values(errands),
    reports,
    ...changes,
  };
}

/** The registration ticket #7 in a state, as the ticket of the place. */
export function about(state: string): Pick<Context, 'ticket' | 'place'> {
  const sop = content.latest['company-registration'];
  if (!sop) throw new Error('expected the shipped registration SOP');
  return {
    ticket: { id: 7, version: 3, queue: 'registration', state, sop },
    place: { team: null, ticketId: 7 },
  };
}

export const asMember = (id = 'lin'): Pick<Context, 'person'> => ({ person: { kind: 'member', id } });

/** One inbound on its own. */
export function heard(content: InboundContent, context: Context, alone = true): Intent {
  const sender = { account: 'a1' };
  const address = addressOf('web', 'desk', alone ? 'dm' : 'group');
  return interpret({ platform: 'web', eventId: 'e1', sender, address, private: alone, content }, context);
}

export const says = (text: string, changes: Partial<Context> = {}) =>
  heard({ kind: 'text', text }, contextOf(changes));
export const saysInGroup = (text: string, changes: Partial<Context> = {}) =>
  heard({ kind: 'text', text }, contextOf(changes), false);
export const taps = (value: string, changes: Partial<Context> = {}) =>
  heard({ kind: 'button', value }, contextOf(changes));

/** A conversation that remembers what it waits for, as the desk does. */
export class Talk {
  private dialogue: Dialogue | null = null;
  private now = START;

  constructor(private readonly changes: Partial<Context> = {}) {}

  /** Asked for `field`, as question `step` of `of`; `error` is the code of what was wrong. */
  asked(intent: Intent, field: string, place: string, error?: string): this {
    expect(intent).toMatchObject({ kind: 'ask', question: { field: { key: field } } });
    if (intent.kind !== 'ask') return this;
    expect(`${intent.question.step}/${intent.question.of}`).toBe(place);
    expect(intent.question.error?.refused).toBe(error);
    return this;
  }

  says(text: string): Intent {
    return this.hears({ kind: 'text', text });
  }

  taps(value: string): Intent {
    return this.hears({ kind: 'button', value });
  }

  sends(...files: readonly FileRef[]): Intent {
    return this.hears({ kind: 'files', files });
  }

  waits(minutes: number): this {
    this.now += minutes * MINUTE;
    return this;
  }

  private hears(content: InboundContent): Intent {
    const intent = heard(content, contextOf({ ...this.changes, dialogue: this.dialogue, now: this.now }));
    return this.hearsThat(intent);
  }

  /** What follows from an intent that came from elsewhere: the desk asks what a rule wants to know. */
  hearsThat(intent: Intent): Intent {
    if (intent.kind === 'ask') this.dialogue = intent.dialogue;
    if (intent.kind === 'cancelled' || ('endsDialogue' in intent && intent.endsDialogue))
      this.dialogue = null;
    return intent;
  }
}
