/** The environment: what it may say, and how a mistake in it is answered. */
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../src/config.js';

const CWD = '/srv/desk';

function config(env: Record<string, string | undefined> = {}) {
  const read = readConfig(env, CWD);
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return read.config;
}

function problem(env: Record<string, string>): string {
  const read = readConfig(env, CWD);
  if ('config' in read) throw new Error('expected a problem, got a configuration');
  expect(read.problems).toHaveLength(1);
  return read.problems[0] ?? '';
}

describe('the environment', () => {
  test('may be empty: every variable has a default', () => {
    expect(config()).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: null,
      databaseUrl: null,
      alarmUrl: null,
      dataRoot: '/srv/desk/data',
      contentRoot: null,
      sampleRoot: '/srv/desk/prompts',
      logLevel: 'info',
      locale: 'zh-CN',
      timeZone: 'Asia/Shanghai',
      hookSecrets: new Map(),
      hookUrls: new Map(),
      secret: null,
      warnings: [],
    });
    expect(config({ PORT: '', HOST: ' ', DATABASE_URL: '', HOOK_SECRETS: undefined })).toEqual(config());
  });

  test('is read', () => {
    const read = config({
      PORT: '0',
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://desk.example.com/',
      DATABASE_URL: 'postgresql://me:pw@db:5432/troika',
      ALARM_URL: 'postgres://me:pw@db/alarms',
      TROIKA_DATA: '/var/lib/troika',
      TROIKA_CONTENT: '../content',
      LOG_LEVEL: 'debug',
      LOCALE: 'en',
      TZ_DESK: 'Europe/Berlin',
      SECRET: 'x'.repeat(16),
    });
    expect(read).toMatchObject({
      port: 0,
      publicUrl: 'https://desk.example.com',
      dataRoot: '/var/lib/troika',
      contentRoot: '/srv/content',
      sampleRoot: expect.any(String),
      locale: 'en',
      timeZone: 'Europe/Berlin',
      warnings: [],
    });
  });

  test('secrets of hooks may hold =, and a source may have two while one is being changed', () => {
    const { hookSecrets } = config({
      HOOK_SECRETS: 'payment=c2VjcmV0LXNlY3JldA==, stock=abcdefghijklmnop,payment=the-next-secret-1',
    });
    expect(hookSecrets).toEqual(
      new Map([
        ['payment', ['c2VjcmV0LXNlY3JldA==', 'the-next-secret-1']],
        ['stock', ['abcdefghijklmnop']],
      ]),
    );
  });

  test('a source is asked at its address, and not without a secret to sign with', () => {
    const { hookUrls, warnings } = config({
      HOOK_SECRETS: 'stock=abcdefghijklmnop',
      HOOK_URLS: 'stock=https://warehouse.example.com/check?a=b, crm=http://10.0.0.7:8080/in',
    });
    expect([...hookUrls]).toEqual([
      ['stock', 'https://warehouse.example.com/check?a=b'],
      ['crm', 'http://10.0.0.7:8080/in'],
    ]);
    expect(warnings).toEqual(['HOOK_URLS: crm has no secret in HOOK_SECRETS to sign with; it is not asked']);
  });

  test.each([
    ['PORT', '70000', 'PORT: expected a port from 0 to 65535, got "70000"'],
    ['PORT', '-1', 'PORT: expected a port from 0 to 65535, got "-1"'],
    ['PORT', '3000a', 'PORT: expected a port from 0 to 65535, got "3000a"'],
    ['HOST', 'http://localhost', 'HOST: expected a host name or address to listen on'],
    [
      'PUBLIC_URL',
      'desk.example.com',
      'PUBLIC_URL: expected an http:// or https:// address, got "desk.example.com"',
    ],
    ['PUBLIC_URL', 'ftp://desk', 'PUBLIC_URL: expected an http:// or https:// address'],
    ['DATABASE_URL', 'mysql://db', 'DATABASE_URL: expected a postgres:// address, got "mysql://db"'],
    ['ALARM_URL', 'redis://db/x', 'expected a postgres:// or mongodb:// address, got'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL: expected one of trace, debug, info'],
    ['LOCALE', 'fr', 'LOCALE: expected one of zh-CN, en, got "fr"'],
    ['TZ_DESK', 'Asia/Peking', 'TZ_DESK: expected an IANA time zone, like Asia/Shanghai, got "Asia/Peking"'],
    ['TZ_DESK', '+08:00', 'TZ_DESK: expected an IANA time zone'],
  ])('%s=%s is refused by name, with what was expected and what came', (name, value, says) => {
    expect(problem({ [name]: value })).toContain(says);
  });

  test.each([
    'mongodb://db/alarms',
    'mongodb://me:pw@a:27017,b:27017/troika?replicaSet=rs',
    'mongodb+srv://cluster.example',
  ])('alarms may be kept in %s', (url) =>
    expect(config({ ALARM_URL: url })).toMatchObject({ alarmUrl: url }),
  );

  test('all mistakes are named at once, each with what to do', () => {
    const read = readConfig({ PORT: 'x', LOCALE: 'y', TZ_DESK: 'z' }, CWD);
    expect(read).toEqual({
      problems: [
        'PORT: expected a port from 0 to 65535, got "x"; correct it, or remove it for the default',
        expect.stringContaining('LOCALE: '),
        expect.stringContaining('TZ_DESK: '),
      ],
    });
  });

  test.each([
    ['SECRET', 'hunter2'],
    ['HOOK_SECRETS', 'Payment=hunter2'],
    ['HOOK_SECRETS', 'hunter2'],
    ['HOOK_SECRETS', 'payment=hunter2,'],
    ['HOOK_SECRETS', 'payment=my hunter2'],
    ['HOOK_URLS', 'https://root:hunter2@warehouse'],
    ['HOOK_URLS', 'stock=ftp://root:hunter2@warehouse'],
    ['DATABASE_URL', 'mysql://root:hunter2@db/troika'],
    ['DATABASE_URL', 'postgres:/root:hunter2@db/troika'],
    ['DATABASE_URL', 'http://db/troika?password=hunter2'],
    ['ALARM_URL', 'redis://root:hunter2@db/troika'],
    ['PUBLIC_URL', 'desk://root:hunter2@desk'],
  ])('a bad %s=%s is named without its secret', (name, value) => {
    const said = problem({ [name]: value });
    expect(said).toMatch(new RegExp(`^${name}: expected .+, got .+; .+`, 'u'));
    expect(said).not.toContain('hunter2');
  });

  test('what belongs to a later version is warned of, not passed over', () => {
    const { warnings } = config({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      AI_MODEL: 'm',
      SMS_NAME: 'x',
    });
    expect(warnings).toEqual([
      'SLACK_APP_TOKEN, SLACK_BOT_TOKEN: set, but this version has no Slack adapter; it has no effect',
      'AI_MODEL: set, but this version has no language model adapter; it has no effect',
    ]);
    expect(warnings.join()).not.toContain('xoxb');
  });

  test('a mistyped name of ours and a weak secret are warned of', () => {
    expect(config({ TROIKA_DTA: '/x', HOOK_SECRETS: 'payment=short' }).warnings).toEqual([
      'TROIKA_DTA: set, but there is no such variable; it has no effect',
      'HOOK_SECRETS: the secret of payment is shorter than 16 characters and could be guessed',
    ]);
  });
});
