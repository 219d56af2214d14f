import { expect, test } from '@jest/globals';
import { diagramOf } from '../../src/sop/diagram.js';
import { shippedSop } from './shipped.js';

test('a diagram has every state with who is waited for, every transition with who is responsible', () => {
  const sop = shippedSop('company-registration');
  const diagram = diagramOf(sop, 'zh-CN');
  expect(diagram).toMatch(/^stateDiagram-v2\n/);
  expect(diagram).toContain('state "待付款 · 报单人" as s_awaiting_payment');
  expect(diagram).toContain('s_review --> s_assigned : 审核通过并指派 (agent, lead + lead/agent)');
  expect(diagram).toContain('[*] --> s_awaiting_payment');
  expect(diagram).toContain('s_closed --> [*]');
  for (const state of Object.keys(sop.states)) expect(diagram).toContain(` as s_${state}`);
});

test('a diagram speaks the language it is asked for, and labels cannot break its syntax', () => {
  const sop = shippedSop('it-helpdesk');
  const [state] = Object.values(sop.states);
  const label = { 'zh-CN': '"a"; b: {c}', en: '"a"; b: {c}' };
  const odd = { ...sop, states: { ...sop.states, new: { ...(state as typeof state & object), label } } };
  expect(diagramOf(sop, 'en')).toContain('state "In progress · assignee" as s_open');
  expect(diagramOf(odd, 'en')).toContain('state "#34;a#34;#59; b#58; #123;c#125; · it" as s_new');
});
