/** A signed inbound hook becomes a command, once per (source, id): desk.yaml says which. */
import type { Hook } from '../sop/content-form.js';
import type { Command } from '../tickets/command.js';
import { isRefusal } from '../tickets/refusal.js';
import { storable } from './clean.js';
import { handle } from './handle.js';
import type { House } from './house.js';
import type { HookEvent } from './ports/inbox.js';

export interface HookOutcome {
  readonly status: 'done' | 'duplicate' | 'refused';
  /** A refusal's code, or what was done: for the caller's log, not for people. */
  readonly detail: string;
}

/** The hook is verified and bounded already. */
export async function receiveHook(house: House, sent: HookEvent): Promise<HookOutcome> {
  const hook = storable(sent);
  const noted = await house.store.inbox.receiveHook(hook, house.store.clock.now());
  if (noted.status === 'settled') return { status: 'duplicate', detail: 'this id had its effect before' };
  return actOnHook(house, hook);
}

/** Also what the sweep does with a hook that was stored but not settled before a crash. */
export async function actOnHook(house: House, hook: HookEvent): Promise<HookOutcome> {
  const inbox = { platform: `hook:${hook.source}`, eventId: hook.id, reply: null };
  const edition = await house.library.live();
  const mapping = edition.content.hooks[hook.source]?.[hook.type];
  const ticketId =
    hook.ticketId ?? (hook.orderRef === null ? null : await house.store.tickets.ticketOfOrder(hook.orderRef));
  const missing = mapping ? (ticketId === null ? 'unknown_ticket' : null) : 'unknown_hook_type';
  if (!mapping || ticketId === null) {
    await house.store.tickets.save({ inbox, expect: [], outbox: [], commands: [] });
    return { status: 'refused', detail: missing ?? 'unknown' };
  }
  const command: Command = {
    ...asked(mapping, hook.data),
    ticketId,
    actor: { kind: 'source', name: hook.source },
    cause: { kind: 'inbound', key: `${inbox.platform}:${hook.id}` },
  };
  const handled = await handle(house, command, () => ({ inbox }));
  if (handled.kind === 'done')
    return { status: 'done', detail: 'check' in mapping ? mapping.check : mapping.transition };
  if (handled.kind === 'duplicate') return { status: 'duplicate', detail: 'this id had its effect before' };
  if (handled.kind === 'asking') {
    const expected = handled.asking.asks.map(({ key }) => key).join(', ');
    return { status: 'refused', detail: `expected data for: ${expected}` };
  }
  return { status: 'refused', detail: isRefusal(handled.refusal) ? handled.refusal.refused : 'refused' };
}

/** A step with what it is given, or the answer to a point of the checklist. */
function asked(hook: Hook, data: unknown): Pick<Command, 'type' | 'input'> {
  const found = Object.entries(pathsOf(hook)).flatMap(([field, path]) => {
    const value = valueAt(data, path);
    return value === undefined ? [] : [[field, value] as const];
  });
  const input = Object.fromEntries(found);
  return 'check' in hook
    ? { type: 'answer_check', input: { item: hook.check, ...input } }
    : { type: 'advance', input: { transition: hook.transition, ...input } };
}

/** Input key -> where its value stands in the body's data. */
function pathsOf(hook: Hook): Readonly<Record<string, string>> {
  if ('check' in hook) return { ok: hook.ok, ...(hook.reason === null ? {} : { reason: hook.reason }) };
  const { fields, order } = hook;
  const { ref, amount } = order ?? {};
  return { ...fields, ...(ref ? { orderRef: ref } : {}), ...(amount ? { amount } : {}) };
}

/** `order.ref` in a body's data. */
function valueAt(data: unknown, path: string): unknown {
  let value = data;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}
