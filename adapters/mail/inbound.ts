/** What comes in by mail: no words, only the wish to hear no more, or to hear again. Pure. */
import type { RouteRequest } from '../../src/platform/context.js';
import { accountInToken } from './opt-out.js';

export interface Wish {
  readonly account: string;
  readonly out: boolean;
}

/** `List-Unsubscribe=One-Click` by a mail program (RFC 8058), or a button of our page. Null: a link that is not ours. */
export function readWish(
  { params, body }: Pick<RouteRequest, 'params' | 'body'>,
  secret: string,
): Wish | null {
  const account = accountInToken(secret, params.token ?? '');
  if (account === null) return null;
  const form = new URLSearchParams(Buffer.from(body).toString('utf8'));
  return { account, out: form.get('again') !== 'yes' };
}
