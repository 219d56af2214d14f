/** What the README shows of the code is the code: an example that rots fails here. */
import fs from 'node:fs';
import { expect, test } from '@jest/globals';

const readme = fs.readFileSync('README.md', 'utf8');

test('every example that names its file stands in that file, word for word', () => {
  const examples = [...readme.matchAll(/<!-- from (\S+) -->\n```\w+\n([\s\S]*?)```/gu)];
  expect(examples.length).toBeGreaterThan(0);
  for (const [, file = '', code = ''] of examples) expect(fs.readFileSync(file, 'utf8')).toContain(code);
});

test('every file and picture it links to is there', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/gu)].map(([, link = '']) => link);
  expect(links.filter((link) => !fs.existsSync(link))).toEqual([]);
});

test('every variable of its table is one that the product reads', () => {
  const config = fs.readFileSync('src/config.ts', 'utf8');
  const table = readme.slice(readme.indexOf('| variable |'), readme.indexOf('`/healthz`'));
  const names = [...table.matchAll(/`([A-Z_]{4,})`/gu)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => !config.includes(`${name}:`))).toEqual([]);
});
