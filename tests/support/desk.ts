/** A desk on a database of the test's own, in front of platforms the test makes up: what they answer is the test's to say. */

import path from 'node:path';
import { createDesk, type Desk, type DeskParts } from '../../src/desk/desk.js';
import { publish } from '../../src/desk/publish.js';
import type { Adapter, Delivery, Groups, Posted } from '../../src/platform/adapter.js';
import { type Address, addressOf } from '../../src/platform/address.js';
import type { Capabilities } from '../../src/platform/capabilities.js';
import { contentFolder } from '../../src/store/own-content.js';
import { createStore, type OpenStore } from '../../src/store/store.js';
import { contentFiles, type Edit } from './content.js';
import { freshDatabase } from './postgres.js';
import { START, setClock } from './troika.js';

export interface Platform extends Adapter {
  readonly sent: readonly { readonly key: string; readonly address: Address; readonly title: string }[];
  /** Asked before every send; throws what the platform would answer. */
  answer: (delivery: Delivery) => Promise<void> | void;
}

const CAPABILITIES: Capabilities = {
  cards: 'update',
  buttons: true,
  forms: 'none',
  textBytes: 2_000,
  threads: false,
  ephemeral: false,
  urgent: false,
  ackWithinMs: 3_000,
  recognisesRepeats: true,
  pace: { perSecond: 1_000, burst: 1_000 },
};

export function platform(
  name: string,
  capabilities: Partial<Capabilities> = {},
  groups: Groups | null = null,
): Platform {
  const sent: { key: string; address: Address; title: string }[] = [];
  const accept = async (delivery: Delivery): Promise<Posted> => {
    await made.answer(delivery);
    sent.push({ key: delivery.key, address: delivery.address, title: delivery.card.title });
    return { ref: `${name}-${sent.length}` };
  };
  const made: Platform = {
    platform: name,
    capabilities: { ...CAPABILITIES, ...capabilities },
    capabilitiesAt: null,
    sent,
    answer: () => undefined,
    directAddress: (account) => addressOf(name, 'desk', account),
    waysTo: null,
    consentPage: null,
    start: async () => undefined,
    stop: async () => undefined,
    send: accept,
    update: accept,
    directory: null,
    check: null,
    handOver: null,
    groups,
  };
  return made;
}

export interface OpenDesk {
  readonly desk: Desk;
  readonly store: OpenStore;
  readonly databaseUrl: string;
  /** Puts finished cards into the outbox, in this order. */
  post(address: Address, ...titles: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** `parts` are wired otherwise than usual; `edits` are changes to the sample content. */
export async function openDesk(
  platforms: readonly Platform[],
  parts: Partial<DeskParts> = {},
  edits: readonly Edit[] = [],
): Promise<OpenDesk> {
  const database = await freshDatabase('desk');
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  await setClock(database.url, START);
  const store = await createStore({ url: database.url, log });
  const adapters = new Map(platforms.map((each) => [each.platform, each]));
  const desk = createDesk({
    store,
    adapters,
    folder: contentFolder({ contentRoot: path.resolve('prompts'), sampleRoot: 'prompts', dataRoot: 'data' }),
    platforms: [],
    alarm: { set: async () => undefined },
    log,
    metrics: { handled: () => undefined, timerFired: () => undefined, delivered: () => undefined },
    instance: 'test',
    tz: 'Asia/Shanghai',
    locale: 'zh-CN',
    publicUrl: () => 'http://desk.example',
    // A slow machine must not decide a test: an answer that comes late goes another way.
    patience: 8,
    ...parts,
  });
  await publish(desk.house, await contentFiles(edits), 'test');
  return {
    desk,
    store,
    databaseUrl: database.url,
    async post(address, ...titles) {
      const outbox = titles.map((title) => ({
        key: `${address}/${title}`,
        address,
        locale: 'zh-CN' as const,
        ticketId: null,
        body: { kind: 'card' as const, card: { title, tone: 'info' as const, blocks: [], buttons: [] } },
      }));
      await store.tickets.save({ expect: [], outbox, commands: [] });
      desk.house.onSaved({ commands: [] });
    },
    async close() {
      await desk.stop();
      await store.close();
      await database.drop();
    },
  };
}
