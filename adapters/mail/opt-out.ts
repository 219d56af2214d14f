/** Links by which somebody takes themselves off: signed, so that nobody can take off others. Pure. */
import { hmacHex, sameText } from '../shared/hmac.js';

const SIGNED = 32;
export const OPT_OUT_PATH = '/mail/opt-out';

const signature = (secret: string, account: string) =>
  hmacHex(secret, `mail/opt-out/${account}`).slice(0, SIGNED);

export function optOutToken(secret: string, account: string): string {
  return `${Buffer.from(account).toString('base64url')}.${signature(secret, account)}`;
}

/** Whose it is; null for a link that is not ours. */
export function accountInToken(secret: string, token: string): string | null {
  const [encoded = '', signed = ''] = token.split('.');
  const account = Buffer.from(encoded, 'base64url').toString('utf8');
  return account !== '' && sameText(signed, signature(secret, account)) ? account : null;
}
