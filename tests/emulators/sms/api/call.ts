/** One action of the API: what it is asked with, and what it answers. */
import { CallRefused } from '../refusal.js';
import type { Fate, World } from '../world.js';

export type Json = Readonly<Record<string, unknown>>;

export interface Call {
  readonly world: World;
  readonly body: Json;
  /** A message was taken, and this is what will have become of it. */
  readonly carries: (fate: Fate) => void;
}

export interface Action {
  readonly name: string;
  act(call: Call): Json;
}

/** The application must be the account's own. */
export function checkApp({ world, body }: Call): void {
  if (text(body, 'SmsSdkAppId') !== world.account.appId)
    throw new CallRefused(
      'UnauthorizedOperation.SmsSdkAppIdVerifyFail',
      'SmsSdkAppId is not of this account',
    );
}

export function text(body: Json, name: string): string {
  const value = body[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new CallRefused('MissingParameter', `expected ${name}, a text`);
}

export function texts(body: Json, name: string): readonly string[] {
  const value = body[name] ?? [];
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value as string[];
  throw new CallRefused('InvalidParameter', `expected ${name}, a list of texts`);
}

export function limit(body: Json, most: number): number {
  const value = body.Limit;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new CallRefused('InvalidParameterValue', `expected Limit, 1 to ${most}`);
}
