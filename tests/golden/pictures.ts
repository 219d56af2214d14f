/** `npm run cards:pictures`: Feishu's golden cards as pictures in dist/cards, a page a language. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { parse } from 'yaml';
import { pageOf } from './feishu-page.js';
import { CARDS } from './golden-cards.js';

const FROM = path.join(CARDS, 'feishu');
const TO = path.join('dist', 'cards');
const PER_PICTURE = 12;

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath });
try {
  const page = await browser.newPage({ viewport: { width: 1800, height: 1000 } });
  mkdirSync(TO, { recursive: true });
  const files = readdirSync(FROM).sort();
  const all = files.map((file) => ({
    name: path.basename(file, '.yaml'),
    views: parse(readFileSync(path.join(FROM, file), 'utf8')) as Readonly<Record<string, unknown>>,
  }));
  for (const locale of ['zh-CN', 'en'])
    for (let from = 0; from < all.length; from += PER_PICTURE) {
      const cards = all
        .slice(from, from + PER_PICTURE)
        .map(({ name, views }) => ({ name, card: views[locale] }));
      await page.setContent(pageOf(cards));
      const file = path.join(TO, `feishu-${locale}-${from / PER_PICTURE + 1}.png`);
      await page.screenshot({ path: file, fullPage: true });
      process.stdout.write(`${file}\n`);
    }
} finally {
  await browser.close();
}
