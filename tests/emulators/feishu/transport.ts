/** A way by which events reach the app, and what came of one attempt. */
import type { EventBody } from './events.js';

export type Attempt =
  | { readonly acknowledged: true; readonly answer: unknown }
  | { readonly acknowledged: false; readonly why: string };

export interface Transport {
  /** `lost`: the event arrives, and its acknowledgement does not. */
  attempt(event: EventBody, options: { readonly lost: boolean }): Promise<Attempt>;
}
