/** A real Chromium for tests of the page. Without one they are skipped, loudly and counted; with CI=true they fail. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, test } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const USUAL_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const ADVICE = 'install it (apt-get install chromium fonts-noto-cjk) or set CHROMIUM to its path';

export interface TestBrowser {
  /** A fresh page in a context of its own, in Chinese and Shanghai's time. */
  page(options?: BrowserContextOptions): Promise<Page>;
}

/** Like `describe`, with a browser that is launched once and closed at the end. */
export function describeInBrowser(title: string, body: (browser: TestBrowser) => void): void {
  const executablePath = findChromium();
  if (executablePath) inBrowser(executablePath, title, body);
  else withoutBrowser(title, body);
}

function inBrowser(executablePath: string, title: string, body: (browser: TestBrowser) => void): void {
  describe(title, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: ['--disable-dev-shm-usage'] });
    }, 30_000);
    afterAll(() => browser?.close());
    // Before the test's own afterEach stops the desk: a page left open would complain of the lost connection.
    afterEach(async () => {
      for (const context of browser.contexts()) await context.close();
    });
    body({
      async page(options = {}) {
        const context = await browser.newContext({
          locale: 'zh-CN',
          timezoneId: 'Asia/Shanghai',
          ...options,
        });
        return context.newPage();
      },
    });
  });
}

/** Saves a picture for people to look at, under TROIKA_SHOTS or dist/shots. */
export async function shot(page: Page, name: string): Promise<void> {
  const directory = process.env.TROIKA_SHOTS ?? path.join('dist', 'shots');
  await page.evaluate('document.fonts.ready.then(() => null)');
  await page.screenshot({ path: path.join(directory, `${name}.png`), animations: 'disabled' });
}

function findChromium(): string | undefined {
  const named = process.env.CHROMIUM;
  if (named !== undefined) return fs.existsSync(named) ? named : undefined;
  return USUAL_PATHS.find((candidate) => fs.existsSync(candidate));
}

function withoutBrowser(title: string, body: (browser: TestBrowser) => void): void {
  const looked = process.env.CHROMIUM ?? USUAL_PATHS.join(', ');
  const reason = `expected Chromium at ${looked}, found none; ${ADVICE}`;
  if (process.env.CI === 'true') {
    describe(title, () => {
      test('a browser is there', () => {
        throw new Error(reason);
      });
    });
    return;
  }
  process.stderr.write(`\nSKIPPED ${title}: ${reason}\n`);
  describe.skip(title, () => body({ page: () => Promise.reject(new Error(reason)) }));
}
