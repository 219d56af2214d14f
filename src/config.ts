/** Environment → configuration. A bad variable is named with what was expected, what came and what to do. */
import path from 'node:path';
import { z } from 'zod';

export interface Config {
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  /** Without a slash at its end; null: whatever address the server gets. */
  readonly publicUrl: string | null;
  /** Null: the embedded PostgreSQL under `dataRoot`. */
  readonly databaseUrl: string | null;
  /** Null: alarms live in the database. */
  readonly alarmUrl: string | null;
  readonly dataRoot: string;
  /** Null: the company's own under `dataRoot` once there is one, before it what is shipped. */
  readonly contentRoot: string | null;
  /** What `contentRoot` stands for while there is nothing of the company's own. */
  readonly sampleRoot: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly locale: (typeof LOCALES)[number];
  readonly timeZone: string;
  /** More than one for a source while its secret is being changed. */
  readonly hookSecrets: ReadonlyMap<string, readonly string[]>;
  /** Where outside systems are asked, by source. */
  readonly hookUrls: ReadonlyMap<string, string>;
  /** Null: to be generated into `dataRoot`. */
  readonly secret: string | null;
  /** What is set but has no effect, or less than its author may think; each a sentence to log. */
  readonly warnings: readonly string[];
}

export type ConfigResult = { readonly config: Config } | { readonly problems: readonly string[] };

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const LOCALES = ['zh-CN', 'en'] as const;
const MIN_SECRET = 16;
const isZone = (name: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name })) && /^[A-Za-z]/u.test(name);
  } catch {
    return false;
  }
};
const isPostgres = (text: string) => /^postgres(ql)?:\/\//u.test(text) && URL.canParse(text);
/** A replica set is named by several hosts, which no URL may have: the driver reads it. */
const isMongo = (text: string) => /^mongodb(\+srv)?:\/\/[^\s/]+/u.test(text);

/** Each issue's message is "expected", and what to do when that is not plain from it. */
const bad = (expected: string, todo = '') => ({ error: () => [expected, todo].join('\n') });

const oneOf = <const T extends readonly string[]>(names: T) =>
  z.enum(names, bad(`one of ${names.join(', ')}`));

const httpUrl = z
  .url({
    protocol: /^https?$/u,
    ...bad('an http:// or https:// address', 'write it as people open it, like https://desk.example.com'),
  })
  .refine((text) => !/[?#]/u.test(text), bad('an address without ? and #'))
  .transform((text) => text.replace(/\/+$/u, ''));

const HOOK_ENTRY = /^\s*(?<source>[a-z0-9][a-z0-9_-]*)=(?<secret>\S+)\s*$/u;
const hookSecrets = z
  .string()
  .refine(
    (text) => text.split(',').every((entry) => HOOK_ENTRY.test(entry)),
    bad(
      'source=secret, separated by commas',
      'name sources in lower case; a secret holds neither comma nor space',
    ),
  )
  .transform((text) => {
    const secrets = new Map<string, string[]>();
    for (const entry of text.split(',')) {
      const { source = '', secret = '' } = HOOK_ENTRY.exec(entry)?.groups ?? {};
      secrets.set(source, [...(secrets.get(source) ?? []), secret]);
    }
    return secrets;
  });

const URL_ENTRY = /^\s*(?<source>[a-z0-9][a-z0-9_-]*)=(?<url>https?:\/\/\S+)\s*$/u;
const hookUrls = z
  .string()
  .refine(
    (text) => text.split(',').every((entry) => URL.canParse(URL_ENTRY.exec(entry)?.groups?.url ?? '')),
    bad('source=address, separated by commas', 'write it like stock=https://warehouse.example.com/check'),
  )
  .transform((text) => {
    const entries = text.split(',').map((entry) => URL_ENTRY.exec(entry)?.groups ?? {});
    return new Map(entries.map(({ source = '', url = '' }) => [source, url]));
  });

const variables = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/u, bad('a port from 0 to 65535'))
    .transform(Number)
    .refine((port) => port <= 65535, bad('a port from 0 to 65535'))
    .default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/u, bad('a host name or address to listen on, like 127.0.0.1 or 0.0.0.0'))
    .default('127.0.0.1'),
  PUBLIC_URL: httpUrl.optional(),
  DATABASE_URL: z
    .string()
    .refine(isPostgres, bad('a postgres:// address', 'remove it to use the embedded PostgreSQL'))
    .optional(),
  ALARM_URL: z
    .string()
    .refine(
      (url) => isPostgres(url) || isMongo(url),
      bad('a postgres:// or mongodb:// address', 'remove it to keep alarms in the database'),
    )
    .optional(),
  TROIKA_DATA: z.string().default('data'),
  TROIKA_CONTENT: z.string().optional(),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
  LOCALE: oneOf(LOCALES).default('zh-CN'),
  TZ_DESK: z.string().refine(isZone, bad('an IANA time zone, like Asia/Shanghai')).default('Asia/Shanghai'),
  HOOK_SECRETS: hookSecrets.default(() => new Map<string, string[]>()),
  HOOK_URLS: hookUrls.default(() => new Map<string, string>()),
  SECRET: z
    .string()
    .min(
      MIN_SECRET,
      bad(
        `at least ${MIN_SECRET} characters`,
        'remove it to have one generated, or take the output of: openssl rand -hex 32',
      ),
    )
    .optional(),
});

/** Names of later versions' adapters. Setting one today does nothing, which must not go unsaid. */
const NOT_YET: readonly (readonly [platform: string, name: RegExp])[] = [
  ['Slack', /^SLACK_(BOT_TOKEN|APP_TOKEN|SIGNING_SECRET|API_URL)$/u],
  ['Wechaty', /^WECHATY_/u],
  ['language model', /^AI_(BASE_URL|MODEL|API_KEY)$/u],
];

function warningsOf(env: Environment, secrets: Config['hookSecrets'], urls: Config['hookUrls']): string[] {
  const set = Object.keys(env).sort();
  const notYet = NOT_YET.flatMap(([platform, pattern]) => {
    const names = set.filter((name) => pattern.test(name));
    return names.length === 0
      ? []
      : [`${names.join(', ')}: set, but this version has no ${platform} adapter; it has no effect`];
  });
  const unknown = set
    .filter(
      (name) => name.startsWith('TROIKA_') && !(name in variables.shape) && !name.startsWith('TROIKA_TEST_'),
    )
    .map((name) => `${name}: set, but there is no such variable; it has no effect`);
  const short = [...secrets]
    .filter(([, each]) => each.some((secret) => secret.length < MIN_SECRET))
    .map(
      ([source]) =>
        `HOOK_SECRETS: the secret of ${source} is shorter than ${MIN_SECRET} characters and could be guessed`,
    );
  const unsigned = [...urls.keys()]
    .filter((source) => !secrets.has(source))
    .map((source) => `HOOK_URLS: ${source} has no secret in HOOK_SECRETS to sign with; it is not asked`);
  return [...notYet, ...unknown, ...short, ...unsigned];
}

type Environment = Readonly<Record<string, string | undefined>>;

const HIDDEN = new Set(['SECRET', 'HOOK_SECRETS', 'HOOK_URLS']);

/** What came, without what must not be read in a log. */
function shown(name: string, value: string): string {
  if (HIDDEN.has(name)) return `${value.length} characters (not shown)`;
  // Passwords stand before the @ or behind the ? of what was meant to be an address.
  const safe = value.replace(/^(?<scheme>[a-z0-9+.-]*:\/\/)?.*@/isu, '$<scheme>…@').replace(/\?.*/su, '?…');
  return JSON.stringify(safe.slice(0, 120));
}

export function readConfig(env: Environment, cwd: string): ConfigResult {
  // Compose files set what they leave out to nothing.
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  ) as Record<string, string>;
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const seen = new Map<string, string>();
    for (const issue of parsed.error.issues) {
      const name = String(issue.path[0]);
      const [expected = '', todo = ''] = issue.message.split('\n');
      if (!seen.has(name))
        seen.set(
          name,
          `${name}: expected ${expected}, got ${shown(name, given[name] ?? '')}; ${todo || 'correct it, or remove it for the default'}`,
        );
    }
    return { problems: [...seen.values()] };
  }
  const read = parsed.data;
  return {
    config: {
      port: read.PORT,
      host: read.HOST,
      publicUrl: read.PUBLIC_URL ?? null,
      databaseUrl: read.DATABASE_URL ?? null,
      alarmUrl: read.ALARM_URL ?? null,
      dataRoot: path.resolve(cwd, read.TROIKA_DATA),
      contentRoot: read.TROIKA_CONTENT === undefined ? null : path.resolve(cwd, read.TROIKA_CONTENT),
      sampleRoot: path.resolve(cwd, 'prompts'),
      logLevel: read.LOG_LEVEL,
      locale: read.LOCALE,
      timeZone: read.TZ_DESK,
      hookSecrets: read.HOOK_SECRETS,
      hookUrls: read.HOOK_URLS,
      secret: read.SECRET ?? null,
      warnings: warningsOf(given, read.HOOK_SECRETS, read.HOOK_URLS),
    },
  };
}
