/** Ids as Feishu makes them: a prefix that says what it is, and something nobody can guess. */
import { randomBytes } from 'node:crypto';

const PREFIXES = {
  person: 'ou_',
  union: 'on_',
  department: 'od-',
  chat: 'oc_',
  message: 'om_',
  thread: 'omt_',
  image: 'img_v3_',
  file: 'file_v3_',
  cardToken: 'c-',
  token: 't-',
  event: '',
  reaction: '',
} as const;

export function newId(kind: keyof typeof PREFIXES): string {
  return PREFIXES[kind] + randomBytes(16).toString('hex');
}
