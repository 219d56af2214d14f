/** What the page needs to know of where it runs; a wrong value stops the start and names itself. */
import { z } from 'zod';
import type { DemoDesk } from '../shared/demo-desk.js';
import type { Environment } from '../shared/descriptor.js';
import { SettingRefused } from '../shared/setting-refused.js';
import { DEMO_PERSONAS, type Persona } from './personas.js';

const environment = z.object({
  PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  /** Signs sessions and upload receipts. */
  SECRET: z.string().min(16),
  TZ_DESK: z.string().min(1),
});

export interface WebConfig {
  readonly publicUrl: string;
  readonly secret: string;
  /** The zone in which the page words instants. */
  readonly zone: string;
  /** Null: no personas, no time buttons, no cashier. */
  readonly demo: (DemoDesk & { readonly personas: readonly Persona[] }) | null;
}

/** Reads the environment; throws with the variable's name and what was expected of it. */
export function readConfig(env: Environment, demo: DemoDesk | null): WebConfig {
  const read = environment.safeParse(env);
  if (!read.success) {
    const wrong = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new SettingRefused('web', wrong);
  }
  const { PUBLIC_URL, SECRET, TZ_DESK } = read.data;
  return {
    publicUrl: PUBLIC_URL,
    secret: SECRET,
    zone: TZ_DESK,
    demo: demo === null ? null : { ...demo, personas: DEMO_PERSONAS },
  };
}
