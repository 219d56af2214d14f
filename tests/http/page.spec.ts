/** The page at /: there, cached rightly, and not in place of anything else. */
import fs from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { builtPage, serving } from './serving.js';

const pageDir = builtPage();
afterAll(() => fs.rmSync(pageDir, { recursive: true, force: true }));
const built = serving(() => {}, { pageDir });
const unbuilt = serving(() => {}, { pageDir: `${pageDir}-not-there` });

describe('a built page', () => {
  test.each(['/', '/tickets/12', '/?key=abc', '/index.html'])(
    'is shown at %s, and never kept stale',
    async (path) => {
      const answer = await fetch(built().url + path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/html/u);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(await answer.text()).toContain('<title>Troika');
    },
  );

  test('its assets are named by their contents and kept for a year', async () => {
    const answer = await fetch(`${built().url}/assets/index-abc123.js`);
    expect(answer.headers.get('content-type')).toMatch(/javascript/u);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test.each(['/assets/index-old.js', '/favicon.ico', '/api/v1/x', '/web/x', '/hooks/x'])(
    '%s is 404, not a page',
    async (path) => {
      const answer = await fetch(built().url + path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        404,
        'application/json; charset=utf-8',
      ]);
    },
  );

  test.each(['/.secret', '/..%2f..%2fetc/passwd', '/assets/..%2f.secret', '/%00', '/assets'])(
    '%s shows nothing it should not',
    async (path) => {
      const answer = await fetch(built().url + path);
      const text = await answer.text();
      expect(text).not.toMatch(/hidden|root:/u);
      expect([200, 400, 404]).toContain(answer.status);
    },
  );

  test('HEAD is answered like GET, without a body', async () => {
    const answer = await fetch(`${built().url}/`, { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });
});

test('a page that is not built is said in words, and appears once it is', async () => {
  const answer = await fetch(`${unbuilt().url}/`);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('npm run build');
  fs.cpSync(pageDir, `${pageDir}-not-there`, { recursive: true });
  expect((await fetch(`${unbuilt().url}/`)).status).toBe(200);
  fs.rmSync(`${pageDir}-not-there`, { recursive: true });
});
