/** The demo's own doors: entering with the key, moving the clock, the cashier. Absent outside the demo. */
import { z } from 'zod';
import type { AdapterContext, Route, RouteRequest, RouteResponse } from '../../src/platform/context.js';
import { sameText } from '../shared/hmac.js';
import { FOREIGN_PAGE, json, NO_SESSION, refuse } from './answer.js';
import { reportPayment } from './cashier.js';
import type { WebConfig } from './config.js';
import { CLOCK_TOPIC } from './listeners.js';
import { fromOurPage } from './origin.js';
import { inDemo, sessionCookie } from './session.js';

const BODY_LIMIT = 4096;
const MONTH_MS = 31 * 24 * 3_600_000;

const entry = z.object({ key: z.string().max(200) });
const step = z.object({ advanceMs: z.number().int().min(1).max(MONTH_MS) });
const payment = z.object({ ticket: z.number().int().positive() });

export function demoRoutes(
  config: WebConfig,
  context: Pick<AdapterContext, 'clock' | 'publish'>,
): readonly Route[] {
  const { demo } = config;
  if (demo === null) return [];

  async function enter(request: RouteRequest): Promise<RouteResponse> {
    const { key } = read(entry, request) ?? { key: '' };
    if (demo !== null && sameText(key, demo.key)) {
      return json(
        200,
        { entered: true },
        { 'set-cookie': sessionCookie(config, { kind: 'demo' }, Date.now()) },
      );
    }
    return refuse(403, {
      error: 'wrong_key',
      expected: 'the key in the address that npm start printed',
      got: 'another one',
      do: 'copy the whole address from the terminal',
    });
  }

  async function moveClock(request: RouteRequest): Promise<RouteResponse> {
    const wanted = read(step, request);
    if (!wanted) return badBody('{ "advanceMs": 1 to 31 days in milliseconds }');
    await demo?.advance(wanted.advanceMs);
    await context.publish(CLOCK_TOPIC, {});
    return json(200, { now: context.clock.now() });
  }

  async function pay(request: RouteRequest): Promise<RouteResponse> {
    const wanted = read(payment, request);
    if (!wanted || demo === null) return badBody('{ "ticket": its number }');
    // Signed with wall time: the hook's freshness window is about the world outside, not the demo's clock.
    const hook = await reportPayment(demo.cashier, wanted.ticket, Date.now());
    if (hook.status < 300) return json(200, { paid: wanted.ticket });
    return refuse(502, {
      error: 'payment_refused',
      expected: 'the payment hook to accept',
      got: `${hook.status} ${hook.text.slice(0, 300)}`,
      do: 'look at the ticket: it may be paid already',
    });
  }

  /** All but entering need a session, and must come from our own page. */
  const guarded =
    (handle: Route['handle']): Route['handle'] =>
    async (request) => {
      if (!fromOurPage(config.publicUrl, request)) return FOREIGN_PAGE;
      return inDemo(config, request, Date.now()) ? handle(request) : NO_SESSION;
    };

  return [
    { method: 'POST', path: '/web/demo/enter', maxBytes: BODY_LIMIT, handle: enter },
    { method: 'POST', path: '/web/demo/clock', maxBytes: BODY_LIMIT, handle: guarded(moveClock) },
    { method: 'POST', path: '/web/demo/pay', maxBytes: BODY_LIMIT, handle: guarded(pay) },
  ];
}

function read<T>(schema: z.ZodType<T>, request: RouteRequest): T | undefined {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(request.body).toString('utf8'))).data;
  } catch {
    return undefined; // not JSON: answered as 400
  }
}

function badBody(expected: string): RouteResponse {
  return refuse(400, { error: 'bad_body', expected, got: 'something else', do: 'send it as JSON' });
}
