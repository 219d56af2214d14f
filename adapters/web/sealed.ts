/** Signed texts that we give away and believe when they come back: sessions, upload receipts. */
import { hmacHex, sameText } from '../shared/hmac.js';

/** `purpose` keeps one kind of token from passing for another. */
export function seal(secret: string, purpose: string, content: unknown): string {
  const body = Buffer.from(JSON.stringify(content)).toString('base64url');
  return `${body}.${hmacHex(secret, `${purpose}.${body}`)}`;
}

/** What was sealed; undefined for anything that is not ours. */
export function unseal(secret: string, purpose: string, token: string): unknown {
  const [body = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0 || !sameText(signature, hmacHex(secret, `${purpose}.${body}`))) return undefined;
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
}
