/** The variables of mail; a wrong one stops the start and names itself. */
import type { Environment } from '../shared/descriptor.js';
import { SettingRefused } from '../shared/setting-refused.js';
import { accountOf } from './places.js';

export interface MailConfig {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte on; else as soon as the server offers it. */
  readonly secure: boolean;
  /** A password goes to no server in the clear, but to one on this machine. */
  readonly mustEncrypt: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
  readonly from: { readonly name: string; readonly address: string };
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** Signs the links by which people take themselves off. */
  readonly signing: string;
}

const URLS = 'an address like smtps://desk%40example.com:password@smtp.example.com';
const FROMS = 'an address like desk@example.com or Our Desk <desk@example.com>';
const FROM = /^(?:(?<name>[^<>\r\n"]{1,60}?)\s*<(?<full>[^<>]+)>|(?<bare>[^<>\s]+))$/u;
const HERE = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/u;

/** Null when no variable is set. */
export function readConfig(env: Environment): MailConfig | null {
  const url = env.MAIL_URL?.trim() ?? '';
  const from = env.MAIL_FROM?.trim() ?? '';
  if (url === '' && from === '') return null;
  const server = serverIn(url);
  const sender = senderIn(from);
  if (server === null || sender === null)
    throw new SettingRefused('mail', [
      // It holds a password.
      ...(server ? [] : [problem('MAIL_URL', URLS, url && `${url.length} characters (not shown)`, IN_MAIL)]),
      ...(sender ? [] : [problem('MAIL_FROM', FROMS, from && JSON.stringify(from), IN_FROM)]),
    ]);
  return {
    ...server,
    from: sender,
    publicUrl: (env.PUBLIC_URL ?? '').replace(/\/+$/u, ''),
    signing: env.SECRET ?? '',
  };
}

const IN_MAIL = 'ask whoever runs your mail for the SMTP server, and write @ in the user as %40';
const IN_FROM = 'name the mailbox that MAIL_URL logs in to';

function problem(name: string, expected: string, got: string, todo: string): string {
  return `${name}: expected ${expected}, got ${got || 'nothing'}; ${todo}`;
}

function serverIn(
  text: string,
): Pick<MailConfig, 'host' | 'port' | 'secure' | 'mustEncrypt' | 'auth'> | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') return null;
  const secure = url.protocol === 'smtps:';
  const [user, pass] = [decoded(url.username), decoded(url.password)];
  if (user === null || pass === null || (user === '') !== (pass === '')) return null;
  const auth = user === '' ? null : { user, pass };
  return {
    ...{ host: url.hostname, secure, auth },
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    mustEncrypt: !secure && auth !== null && !HERE.test(url.hostname),
  };
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function senderIn(text: string): MailConfig['from'] | null {
  const { name = '', full, bare } = FROM.exec(text)?.groups ?? {};
  const address = accountOf(full ?? bare ?? '');
  return address === null ? null : { name, address };
}
