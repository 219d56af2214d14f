/** The house rules, executed. Each rule is first shown a planted violation, so that we know it can say no. */
import { describe, expect, test } from '@jest/globals';
import { importCycles, type LayerTable, layerViolations } from './support/layers.js';
import { adapterShapes, bannedNames, defaultExports, impurities, tooLong } from './support/source-rules.js';
import { listFiles, parse, readSources } from './support/source-tree.js';

const PORT = 'src/platform';
const DOMAIN = ['src/tickets', 'src/people', 'src/sop', 'src/calendar'];
const VIEWS = ['src/conversation', 'src/cards', 'src/reports', 'src/knowledge'];
const SHELLS = ['src/store', 'src/scheduler', 'src/llm', 'src/http'];
const ADAPTERS = ['adapters/<p>', 'adapters/shared', 'adapters/index.ts'];

/** A view is made of the port's shapes, the desk's words and the domain, and knows no other view. */
const VIEW = { uses: [PORT, 'src/messages', ...DOMAIN] };
/** A shell implements a port of the desk with one library, and knows the domain by its types. */
const SHELL = { uses: ['src/desk/ports'], typesOf: [PORT, ...DOMAIN], node: true } as const;
const DATABASE = ['pg', '@prisma/*'];
const ALARMS = ['agenda', '@agendajs/*'];

const NOT_IN_ADAPTERS = [...DATABASE, ...ALARMS].map((name) => `!${name}`);
/** The composition root, and the command line around it: they alone know everything. */
const ROOT = {
  uses: ['src/config.ts', PORT, 'src/messages', ...DOMAIN, ...VIEWS, 'src/desk', ...SHELLS, ...ADAPTERS],
  npm: ['*'],
  node: true,
} as const;

const LAYERS: LayerTable = {
  'src/platform': {},
  'src/messages': {},
  'src/calendar': { npm: ['luxon', 'chinese-days', 'zod'] },
  'src/people': { uses: ['src/calendar'], npm: ['zod'] },
  'src/sop': { uses: ['src/people', 'src/calendar'], npm: ['yaml', 'zod', 'csv-parse'] },
  'src/tickets': { uses: ['src/sop', 'src/people', 'src/calendar'], npm: ['zod'] },
  'src/conversation': VIEW,
  'src/cards': VIEW,
  'src/reports': VIEW,
  'src/knowledge': VIEW,
  'src/desk/ports': { typesOf: [PORT, 'src/messages', ...DOMAIN, ...VIEWS] },
  'src/desk': {
    uses: ['src/desk/ports', PORT, 'src/messages', ...DOMAIN, ...VIEWS],
    npm: ['file-type', 'image-size'],
    node: ['node:crypto'],
  },
  'src/store': { ...SHELL, npm: [...DATABASE, 'csv-parse'] },
  'src/scheduler': { ...SHELL, npm: [...ALARMS, 'pg', 'mongodb'] },
  'src/llm': { ...SHELL, npm: ['zod'] },
  'src/http': { ...SHELL, npm: ['fastify', '@fastify/*', 'prom-client', 'pino', 'zod'] },
  'adapters/shared': { uses: [PORT], npm: ['*', ...NOT_IN_ADAPTERS], node: true },
  'adapters/<p>': { uses: [PORT, 'adapters/shared'], npm: ['*', ...NOT_IN_ADAPTERS], node: true },
  'adapters/web/page': {
    typesOf: ['src/platform/card', 'src/platform/board'],
    npm: ['*', ...NOT_IN_ADAPTERS],
  },
  'adapters/index.ts': { uses: [PORT, 'adapters/shared', 'adapters/<p>'] },
  'src/config.ts': { npm: ['zod'], node: true },
  'src/main.ts': ROOT,
  'src/commands': { ...ROOT, uses: ['src/main.ts', ...ROOT.uses] },
  'src/cli.ts': { ...ROOT, uses: ['src/commands', 'src/main.ts', ...ROOT.uses] },
  'tests/emulators': { npm: ['*'], node: true },
};

const PURE = [PORT, 'src/messages', ...DOMAIN, ...VIEWS];

const ours = listFiles(['src', 'adapters', 'tests', '.config']);
const sources = readSources(ours);
const below = (...folders: string[]) =>
  sources.filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)));

/** A planted file that breaks (or keeps) a rule. */
const planted = (path: string, text: string) => [parse(path, text)];

describe('layers', () => {
  test('every import points down the table', () => {
    expect(layerViolations(LAYERS, below('src', 'adapters', 'tests/emulators'))).toEqual([]);
  });

  test.each([
    ['a pure layer uses Node', 'src/tickets/a.ts', "import fs from 'node:fs';"],
    ['a builtin without its prefix', 'src/cards/a.ts', "import { join } from 'path';"],
    ['the domain looks up', 'src/sop/a.ts', "import { decide } from '../tickets/decide.js';"],
    ['the domain looks up for a type only', 'src/calendar/a.ts', "import type { Sop } from '../sop/sop.js';"],
    ['one view knows another', 'src/cards/a.ts', "export { words } from '../conversation/words.js';"],
    ['the desk uses SQL', 'src/desk/a.ts', "import pg from 'pg';"],
    ['the desk uses the file system', 'src/desk/a.ts', "import fs from 'node:fs';"],
    [
      'a shell uses the code of the domain',
      'src/store/a.ts',
      "import { decide } from '../tickets/decide.js';",
    ],
    [
      'an inline type import still runs',
      'src/store/a.ts',
      "import { type Ticket } from '../tickets/ticket.js';",
    ],
    ['one shell knows another', 'src/http/a.ts', "import { open } from '../store/pool.js';"],
    ['a shell calls the desk', 'src/http/a.ts', "const { handle } = await import('../desk/handle.js');"],
    [
      'an adapter reaches into the house',
      'adapters/sms/a.ts',
      "import type { T } from '../../src/desk/ports.js';",
    ],
    ['an adapter knows another', 'adapters/sms/a.ts', "import { send } from '../mail/client.js';"],
    ['an adapter keeps rows', 'adapters/sms/a.ts', "import { Agenda } from 'agenda';"],
    ['an adapter imports its page', 'adapters/web/a.ts', "import { Page } from './page/app.js';"],
    [
      'the page runs code of the server',
      'adapters/web/page/a.tsx',
      "import { C } from '../../../src/platform/card.js';",
    ],
    [
      'the page knows more than the card',
      'adapters/web/page/a.tsx',
      "import type { R } from '../../../src/platform/reply.js';",
    ],
    ['somebody reads the configuration', 'src/desk/a.ts', "import { config } from '../config.js';"],
    ['somebody imports main', 'src/http/a.ts', "import { main } from '../main.js';"],
    [
      'an emulator knows the house',
      'tests/emulators/slack/a.ts',
      "import { x } from '../../../src/platform/card.js';",
    ],
    ['a folder of no layer', 'src/engine/a.ts', ''],
    ['an import of what has no layer', 'src/desk/a.ts', "let x: import('../engine/a.js').X;"],
  ])('reports: %s', (_title, path, text) => {
    expect(layerViolations(LAYERS, planted(path, text))).toHaveLength(1);
  });

  test.each([
    ['src/tickets/a.ts', "import { z } from 'zod'; import { nextOpening } from '../calendar/hours.js';"],
    ['src/desk/a.ts', "import { createHash } from 'node:crypto'; import type { Store } from './ports.js';"],
    [
      'src/store/a.ts',
      "import type { Ticket } from '../tickets/ticket.js'; import { PrismaPg } from '@prisma/adapter-pg';",
    ],
    [
      'adapters/slack/a.ts',
      "import { App } from '@slack/bolt'; import { hmac } from '../shared/hmac.js'; import './b.js';",
    ],
    [
      'adapters/web/page/a.tsx',
      "import type { Card } from '../../../src/platform/card.js'; import { Table } from 'antd';",
    ],
    ['src/cli.ts', "import { main } from './main.js'; import { adapters } from '../adapters/index.js';"],
  ])('allows what %s needs', (path, text) => {
    expect(layerViolations(LAYERS, planted(path, text))).toEqual([]);
  });

  test('no imports go in a circle', () => {
    expect(importCycles(below('src', 'adapters'))).toEqual([]);
  });

  test('reports: a circle of imports, types included', () => {
    const circle = [
      parse('src/sop/a.ts', "import { b } from './b.js';"),
      parse('src/sop/b.ts', "import type { C } from './c.js';"),
      parse('src/sop/c.ts', "export * from './a.js';"),
    ];
    expect(importCycles(circle)).toEqual(['src/sop/a.ts -> src/sop/b.ts -> src/sop/c.ts -> src/sop/a.ts']);
  });
});

describe('files', () => {
  test('none is longer than 400 lines', () => {
    expect(tooLong(sources)).toEqual([]);
  });

  test('reports: a file of 401 lines, not one of 400', () => {
    expect(tooLong(planted('src/desk/a.ts', 'x();\n'.repeat(401)))).toHaveLength(1);
    expect(tooLong(planted('src/desk/a.ts', 'x();\n'.repeat(400)))).toEqual([]);
  });

  test('names say what a thing does', () => {
    expect(bannedNames(sources)).toEqual([]);
  });

  test.each([
    ['src/desk/types.ts', ''],
    ['src/desk/utils.ts', ''],
    ['tests/support/helpers.ts', ''],
    ['src/common/retry.ts', ''],
    ['src/desk/ticket-manager.ts', ''],
    ['src/desk/handle.ts', 'export class TicketService {}'],
    ['src/desk/handle.ts', 'interface InboxProcessor {}'],
  ])('reports: the name %s %s', (path, text) => {
    expect(bannedNames(planted(path, text))).toHaveLength(1);
  });

  test('nothing in src and adapters is exported as default', () => {
    expect(defaultExports(below('src', 'adapters'))).toEqual([]);
  });

  test.each(['export default 1;', 'export default function f() {}', 'const a = 1; export { a as default };'])(
    'reports: %s',
    (text) => {
      expect(defaultExports(planted('src/desk/a.ts', text))).toHaveLength(1);
    },
  );
});

describe('purity', () => {
  test('the pure layers read no clock, no chance, no process, and wait for nothing', () => {
    expect(impurities(below(...PURE))).toEqual([]);
  });

  test.each([
    'const now = Date.now();',
    'const now = new Date();',
    'const n = Math.random();',
    'const zone = process.env.TZ;',
    'const id = crypto.randomUUID();',
    'const day = DateTime.now();',
    'async function f() { await g(); }',
    'async function f() { for await (const x of y) g(x); }',
  ])('reports: %s', (text) => {
    expect(impurities(planted('src/tickets/a.ts', text))).toHaveLength(1);
  });

  test('an instant that was passed in is no clock, and a comment about one neither', () => {
    const text = 'const day = new Date(now); // not Date.now()\nconst said = "await process.exit";';
    expect(impurities(planted('src/tickets/a.ts', text))).toEqual([]);
  });
});

describe('adapters', () => {
  test('every adapter has the same files', () => {
    expect(adapterShapes(ours)).toEqual([]);
  });

  test('reports: each file an adapter lacks, by name', () => {
    const files = ['index.ts', 'config.ts', 'inbound.ts', 'render.ts', 'client.ts'].map(
      (name) => `adapters/sms/${name}`,
    );
    const shared = 'adapters/shared/hmac.ts';
    expect(adapterShapes([...files, shared, 'adapters/index.ts'])).toEqual([
      'adapters/sms: expected README.md, got none',
      'adapters/sms: expected webhook.ts or socket.ts, got none',
    ]);
    expect(adapterShapes([...files, 'adapters/sms/README.md', 'adapters/sms/socket.ts'])).toEqual([]);
  });
});
