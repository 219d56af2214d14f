/** The one door of the API: counted, broken on demand, proved by its signature, and told apart by a header. Every no is an HTTP 200. */
import { randomUUID } from 'node:crypto';
import { onBadDays } from '../../kit/bad-days.js';
import type { Answer, Asked, Route } from '../../kit/http-door.js';
import { CALL_REFUSALS, CallRefused } from '../refusal.js';
import { checkSignature } from '../signature.js';
import type { World } from '../world.js';
import { describeSigns, describeTemplates } from './approvals.js';
import type { Action, Call, Json } from './call.js';
import { pullReplyStatus, pullSendStatus } from './pull.js';
import { sendSms } from './send.js';

const ACTIONS: readonly Action[] = [
  sendSms,
  pullSendStatus,
  pullReplyStatus,
  describeTemplates,
  describeSigns,
];
const VERSION = '2021-01-11';

export function gate(world: World, carries: Call['carries']): Route {
  return {
    method: 'POST',
    path: '/',
    handle(asked) {
      const name = asked.headers['x-tc-action'] ?? '';
      world.tally.request(name);
      return onBadDays(world.faults, name, () => answer(world, carries, asked, name));
    },
  };
}

function answer(world: World, carries: Call['carries'], asked: Asked, name: string): Answer {
  const RequestId = randomUUID();
  const said = (Response: Json): Answer => ({ status: 200, body: { Response } });
  try {
    checkSignature(asked, world.account);
    const struck = CALL_REFUSALS.find((each) => world.faults.strike(each, name));
    if (struck) throw new CallRefused(struck, 'switched on');
    if (asked.headers['x-tc-version'] !== VERSION)
      throw new CallRefused('NoSuchVersion', `expected X-TC-Version ${VERSION}`);
    const action = ACTIONS.find((each) => each.name === name);
    if (!action) throw new CallRefused('InvalidAction', `there is no action ${name}`);
    return said({ ...action.act({ world, carries, body: parsed(asked) }), RequestId });
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    world.tally.refusal(error.code);
    return said({ Error: { Code: error.code, Message: error.message }, RequestId });
  }
}

function parsed({ body }: Asked): Json {
  try {
    const value: unknown = JSON.parse(String(body));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  } catch {
    // Said below, as for any other body that is no object.
  }
  throw new CallRefused('InvalidParameter', 'expected a JSON object');
}
