/** The shipped content with timers so short that they become due while processes are being killed. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';

interface SopFile {
  readonly states: Readonly<Record<string, { limit?: unknown }>>;
  readonly timers: Readonly<Record<string, object>>;
}

const LIMIT = { within: '5s', clock: 'calendar', warn: '2s', late_reason: false };
const SHORT: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  'company-registration.v1.yaml': {
    unpaid: { after: '3s', repeat: '2s', times: 3 },
    auto_close: { after: '2s' },
  },
  'tax-setup.v1.yaml': {},
};

/** A folder of the caller's own, to be removed by them. */
export function contentForCrash(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'troika-crash-content-'));
  fs.cpSync(path.join(import.meta.dirname, '..', '..', 'prompts'), folder, { recursive: true });
  for (const [name, timers] of Object.entries(SHORT)) shorten(path.join(folder, 'sops', name), timers);
  return folder;
}

function shorten(file: string, timers: Readonly<Record<string, object>>): void {
  const sop = parse(fs.readFileSync(file, 'utf8')) as SopFile;
  for (const state of Object.values(sop.states)) if (state.limit) state.limit = LIMIT;
  for (const [name, times] of Object.entries(timers)) Object.assign(sop.timers[name] ?? {}, times);
  fs.writeFileSync(file, stringify(sop));
}
