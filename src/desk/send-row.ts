/** Sends one outbox row, within a time, and says what became of it. */
import { type Adapter, bearsAt, type Posted } from '../platform/adapter.js';
import { DeliveryError } from '../platform/delivery-error.js';
import { askSystem } from './ask-system.js';
import { type Asking, besideAsk, withAsk } from './consent-ask.js';
import { moveConversation } from './conversation.js';
import { gather } from './gather.js';
import type { House } from './house.js';
import { NothingToSend } from './nothing-to-send.js';
import { offered } from './offered.js';
import type { OutboxRow, Outcome } from './ports/outbox.js';
import type { Rendered, renderer } from './render-row.js';
import { fateOf } from './retry.js';
import { templateFor } from './template.js';
import { destination } from './ticket-group.js';

/** How long a platform may keep one send waiting. */
export const SEND_TIMEOUT_MS = 10_000;

interface Beside {
  /** Key of what the send uses up. */
  readonly allowance?: string;
  /** What is asked below it. */
  readonly asking?: Asking;
}

export async function sendRow(
  house: House,
  adapter: Adapter | undefined,
  render: ReturnType<typeof renderer>,
  row: OutboxRow,
  { allowance, asking }: Beside = {},
): Promise<Outcome> {
  try {
    // The question carries its id: asked twice, it is one.
    if (row.body.kind === 'ask') {
      await withTimeout(askSystem(house, row, row.body));
      return { id: row.id, kind: 'sent', ref: row.body.source, editableUntil: null, post: null };
    }
    if (!adapter) return { id: row.id, kind: 'dead', reason: `no platform is configured for ${row.address}` };
    // Asked twice, a platform opens one group and brings in whoever is missing: no repetition is in doubt.
    if (row.body.kind === 'gather') {
      const group = await withTimeout(gather(house, adapter, row, row.body.members));
      return { id: row.id, kind: 'sent', ref: group, editableUntil: null, post: null };
    }
    if (row.body.kind === 'conversation') {
      const goes = await withTimeout(moveConversation(house, adapter, row, row.body.goes));
      return { id: row.id, kind: 'sent', ref: goes, editableUntil: null, post: null };
    }
    const address = await destination(house, row);
    const bears = bearsAt(adapter, address);
    const rendered = await render(row, besideAsk(bears, asking));
    const { menu, post, ref, anew } = rendered;
    const card = withAsk(rendered.card, asking);
    // A sender died with it in hand. Where a second copy cannot be told from the first, a person decides.
    if (row.interrupted && ref === null && !bears.recognisesRepeats)
      return {
        id: row.id,
        kind: 'uncertain',
        reason: 'the sender died before it heard whether this arrived',
      };
    const urgent = row.body.kind === 'say' && row.body.urgent ? { urgent: true as const } : {};
    const live = post ? { live: true as const } : {};
    const delivery = {
      ...{ key: row.key, address, card, ...urgent, ...live },
      ...(allowance === undefined ? {} : { allowance }),
      ...(bears.templates ? { template: await templateFor(house, row, adapter.platform, card) } : {}),
    };
    const sending = ref === null ? adapter.send(delivery) : updateOrPost(adapter, delivery, ref, anew);
    const posted = await withTimeout(
      sending,
      ref !== null || bears.recognisesRepeats ? 'retry' : 'uncertain',
    );
    if (menu !== null) await offered(house, adapter, address, menu);
    const { ref: placed, editableUntil = null } = posted;
    // What can never be changed is not kept up to date: each change would be posted as another card.
    const kept = bears.cards === 'update' ? shown(post, row, ref) : null;
    return { id: row.id, kind: 'sent', ref: placed, editableUntil, post: kept };
  } catch (error) {
    if (error instanceof NothingToSend) return { id: row.id, kind: 'dropped', reason: error.message };
    const failure =
      error instanceof DeliveryError ? error.failure : ({ kind: 'retry', reason: String(error) } as const);
    const fate = fateOf(failure, row.attempts + 1);
    house.log.warn({ err: error, outbox: row.key, address: row.address, fate: fate.kind }, 'a send failed');
    if (fate.kind === 'retry')
      return {
        id: row.id,
        kind: 'retry',
        at: house.store.clock.now() + fate.afterMs,
        reason: failure.reason,
      };
    return { id: row.id, kind: fate.kind, reason: failure.reason };
  }
}

/**
 * A send that is tried again may be answered with the message of the first try, which shows the ticket as it was then:
 * no version of it is known to be shown, so that settling asks for a refresh.
 */
function shown(post: Rendered['post'], row: OutboxRow, ref: string | null): Rendered['post'] {
  return post && ref === null && (row.attempts > 0 || row.interrupted) ? { ...post, version: 0 } : post;
}

/** A card whose life on the platform is over is posted anew, or counts as shown where its reader is told otherwise. */
async function updateOrPost(
  adapter: Adapter,
  delivery: Parameters<Adapter['send']>[0],
  ref: string,
  anew: boolean,
): Promise<Posted> {
  try {
    return await adapter.update(delivery, ref);
  } catch (error) {
    if (!(error instanceof DeliveryError && error.failure.kind === 'rejected')) throw error;
    return anew ? adapter.send(delivery) : { ref };
  }
}

/** What was not answered may have arrived: sent again, it is shown again where repeats are not recognised. */
async function withTimeout<T>(work: Promise<T>, kind: 'retry' | 'uncertain' = 'retry'): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DeliveryError({ kind, reason: `no answer within ${SEND_TIMEOUT_MS} ms` })),
      SEND_TIMEOUT_MS,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
