/** The other end of the wire: starts the platform's process, and speaks to it as an adapter and as a bare loop. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Adapter } from '../../../src/platform/adapter.js';
import { type Address, addressOf } from '../../../src/platform/address.js';
import type { Capabilities } from '../../../src/platform/capabilities.js';
import type { Arrived } from './platform-process.js';

const PROGRAM = path.join(import.meta.dirname, 'platform-process.ts');

/** Everything a platform can do, as fast as it is asked to. */
const UNBOUND: Capabilities = {
  cards: 'update',
  buttons: true,
  forms: 'modal',
  textBytes: 30_000,
  threads: true,
  ephemeral: true,
  urgent: true,
  ackWithinMs: 3_000,
  recognisesRepeats: true,
  pace: { perSecond: 1e9, burst: 1e9 },
};

export interface Platform {
  readonly url: string;
  /** What came by this way since the last time it was asked. */
  arrived(side: string): Promise<Arrived>;
  stop(): Promise<void>;
}

export async function startPlatform(): Promise<Platform> {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = `http://127.0.0.1:${Number(line.toString())}`;
  return {
    url,
    arrived: async (side) => (await (await fetch(`${url}/${side}`)).json()) as Arrived,
    async stop() {
      const gone = once(child, 'close');
      child.stdin.end();
      await gone;
    },
  };
}

/** One message over the wire; used by both sides, so that they differ in nothing but who decides what is sent when. */
export async function post(url: string, body: string): Promise<{ readonly ref: string }> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  if (!answer.ok) throw new Error(`expected 200 from the platform, got ${answer.status}`);
  return (await answer.json()) as { ref: string };
}

/** An adapter of nothing but its wire. `url` absent: it is never asked to send. */
export function benchAdapter(url?: string, sent: (body: string) => void = () => {}): Adapter {
  const send: Adapter['send'] = (delivery) => {
    if (url === undefined) throw new Error('expected no delivery in this bench, got one');
    const body = JSON.stringify(delivery);
    sent(body);
    return post(url, body);
  };
  return {
    platform: 'bench',
    capabilities: UNBOUND,
    capabilitiesAt: null,
    directAddress: (account): Address => addressOf('bench', 'desk', account),
    waysTo: null,
    consentPage: null,
    start: async () => {},
    stop: async () => {},
    send,
    update: send,
    directory: null,
    check: null,
    handOver: null,
    groups: null,
  };
}
