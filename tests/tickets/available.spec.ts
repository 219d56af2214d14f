/** Buttons and the way ahead: what is shown is what the gate will say. */
import { describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/people/people.js';
import { available, availableInGroup } from '../../src/tickets/available.js';
import { decide } from '../../src/tickets/decide.js';
import { progress } from '../../src/tickets/progress.js';
import { isRefusal } from '../../src/tickets/refusal.js';
import type { Ticket } from '../../src/tickets/ticket.js';
import { by, factsFor, given, type History, registrationUpTo as upTo } from '../support/given.js';

const ticketOf = (history: History): Ticket => given(history).ticket as Ticket;
const shown = (history: History, actor: Actor) =>
  available(ticketOf(history), factsFor(actor)).map(
    ({ action, argument, reason, style }) =>
      `${action}${argument ? `:${argument}` : ''} ${reason ? reason.refused : style}`,
  );

describe('what the buttons offer', () => {
  test('an agent in review: steps with their reasons, then the rest, then the points to confirm', () => {
    expect(shown(upTo.review(), by.lin)).toEqual([
      'advance:assign checklist_open',
      'advance:reject danger',
      'claim primary',
      'assign not_allowed',
      'reply plain',
      'canned plain',
      'note plain',
      'fill plain',
      'prioritise plain',
      'hold plain',
      'watch plain',
      'link plain',
      'merge plain',
      'split plain',
      'tick:names_match plain',
      'tick:scan_readable plain',
    ]);
  });

  test('a requester sees their own steps and none of ours', () => {
    expect(shown(upTo.awaitingPayment(), by.customer)).toEqual(['reply plain', 'fill plain']);
    expect(shown(upTo.awaitingDocuments(), by.customer)).toEqual([
      'advance:submit primary',
      'attach plain',
      'reply plain',
      'fill plain',
    ]);
    expect(shown(upTo.review(), by.customer)).toEqual(['reply plain', 'nudge plain']);
    const scores = [1, 2, 3, 4, 5].map((score) => `rate:${score} plain`);
    expect(shown(upTo.closed(), by.customer)).toEqual(['renew plain', ...scores]);
  });

  test('the maker sees why they cannot confirm, the checker can', () => {
    expect(shown(upTo.proposed(), by.lin).slice(0, 3)).toEqual([
      'confirm maker_not_checker',
      'decline plain',
      'advance:reject danger',
    ]);
    expect(shown(upTo.proposed(), by.wang).slice(0, 2)).toEqual(['confirm primary', 'decline plain']);
  });

  test('a group card offers what somebody there may do', () => {
    const group = availableInGroup(ticketOf(upTo.proposed()), factsFor(by.system));
    expect(group.filter(({ reason }) => reason === null).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['confirm', 'decline', 'advance', 'claim', 'assign']),
    );
  });

  test('a greyed step is refused with the same words when it is asked for anyway', () => {
    for (const history of Object.values(upTo).map((make) => make()))
      for (const actor of [by.lin, by.zhou, by.wang, by.chen, by.li, by.customer]) {
        const ticket = ticketOf(history);
        const facts = factsFor(actor);
        for (const { action, argument, reason } of available(ticket, facts)) {
          if (action !== 'advance') continue;
          const command = {
            type: action,
            input: { transition: argument },
            actor,
            cause: { kind: 'api', key: 'x' },
          } as const;
          const decision = decide(command, ticket, facts);
          expect(isRefusal(decision) ? decision : null).toEqual(reason);
        }
      }
  });
});

describe('the way ahead', () => {
  const words = (
    history: History,
    reader: 'staff' | 'requester',
    stays: Parameters<typeof progress>[3] = [],
  ) =>
    progress(ticketOf(history), factsFor(by.lin), reader, stays).map(
      ({ label, status, times }) => `${status} ${label['zh-CN']}${times > 1 ? ` ×${times}` : ''}`,
    );

  test('staff see every state by its own name', () => {
    expect(words(upTo.review(), 'staff')).toEqual([
      'done 待付款',
      'done 待提交资料',
      'now 资料审核',
      'next 已指派',
      'next 注册完成',
      'next 已关闭',
    ]);
  });

  test('the requester sees the public face', () => {
    expect(words(upTo.review(), 'requester')).toEqual([
      'done 待付款',
      'done 待提交资料',
      'now 资料审核中',
      'next 办理中',
      'next 注册完成',
      'next 已关闭',
    ]);
  });

  test('sent back, what came after is to be done again, and the return is counted', () => {
    const { events } = given(upTo.review())
      .when('advance', { transition: 'reject', reason: 'x' }, by.lin)
      .happened();
    const stays = ['awaiting_payment', 'awaiting_documents', 'review', 'awaiting_documents'].map((state) => ({
      state,
      memberId: null,
    }));
    expect(words([...upTo.review(), events], 'staff', stays)).toEqual([
      'done 待付款',
      'now 待提交资料 ×2',
      'next 资料审核',
      'next 已指派',
      'next 注册完成',
      'next 已关闭',
    ]);
  });

  test('each step says who: the requester, the assignee, the team', () => {
    const steps = progress(ticketOf(upTo.assigned()), factsFor(by.lin), 'staff', [
      { state: 'awaiting_payment', memberId: null },
      { state: 'awaiting_documents', memberId: null },
      { state: 'review', memberId: 'lin' },
      { state: 'assigned', memberId: null },
    ]);
    expect(steps.slice(1, 4).map(({ who }) => who)).toEqual([
      { person: 'requester:r1' },
      { person: 'member:lin' },
      { person: 'member:zhou' },
    ]);
    expect(progress(ticketOf(upTo.awaitingPayment()), factsFor(by.lin), 'staff')[2]?.who).toEqual({
      text: { 'zh-CN': '注册组', en: 'Registration' },
    });
  });

  test('states that show a requester the same words are one step to them', () => {
    const facts = factsFor(by.lin);
    const face = facts.sop.states.review?.publicLabel;
    const sop = {
      ...facts.sop,
      states: { ...facts.sop.states, assigned: { ...facts.sop.states.assigned, publicLabel: face } },
    } as typeof facts.sop;
    const steps = progress(ticketOf(upTo.assigned()), { ...facts, sop }, 'requester');
    expect(steps.map(({ label, status }) => `${status} ${label['zh-CN']}`)).toEqual([
      'done 待付款',
      'done 待提交资料',
      'now 资料审核中',
      'next 注册完成',
      'next 已关闭',
    ]);
  });
});
