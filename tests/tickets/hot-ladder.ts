/** A ladder of four rungs for the registration of companies, and a company to climb it. */
import { parse } from 'yaml';
import type { Member } from '../../src/people/people.js';
import { type Escalation, escalationOf } from '../../src/sop/escalation.js';
import { escalationFile } from '../../src/sop/escalation-schema.js';
import {
  by,
  directoryOf,
  further,
  given,
  member,
  type Outcome,
  START,
  registrationUpTo as upTo,
  type World,
} from '../support/given.js';

export const ladder = (text: string): Escalation => escalationOf(escalationFile.parse(parse(text)));

export const HOT = ladder(`
ladders:
  hot:
    name: { zh-CN: 紧急, en: Hot }
    idle: 30m
    rungs:
      - { at: 50%, to: assignee }
      - { at: due, to: [assignee, leader] }
      - { at: +30m, to: department, courtesy: 10m, via: urgent }
      - { at: +1h, to: role:director, repeat: 30m, times: 2 }
use: [ { queue: registration, ladder: hot } ]
`);

const under = (id: string, roles: readonly string[], leader: string | null): Member => ({
  ...member(id, ['registration'], roles),
  leader,
});
export const company = directoryOf([
  under('lin', ['agent'], 'wang'),
  under('zhou', ['agent'], 'wang'),
  under('wang', ['lead'], 'chen'),
  under('chen', ['manager'], 'boss'),
  under('boss', ['director'], null),
]);
export const climbing: World = { escalation: HOT, directory: company };

/** The noes of an acknowledgement, as `refusals.spec` reaches them. */
export const ladderRefusals = {
  not_escalated: (): [Outcome, object] => [given(upTo.assigned()).when('acknowledge', {}, by.zhou), {}],
  already_acknowledged: (): [Outcome, object] => {
    const inHand = further(upTo.assigned(), [{ type: 'acknowledge', actor: by.zhou }], climbing);
    const again = given(inHand, climbing).when('acknowledge', {}, by.wang);
    return [again, { person: { person: 'member:zhou' }, at: { at: START } }];
  },
};
