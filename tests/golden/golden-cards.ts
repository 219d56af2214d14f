/** Every view as every platform is sent it, in every language: what the folder `cards` holds, one file a platform and view. */
import path from 'node:path';
import { stringify } from 'yaml';
import { degrade } from '../../src/cards/degrade.js';
import type { Locale } from '../../src/people/people.js';
import type { Card, Form } from '../../src/platform/card.js';
import { wordingAt } from '../cards/words.js';
import { type Drawn, platforms } from './platforms.js';
import { house } from './samples/house.js';
import { lists } from './samples/lists.js';
import { notices } from './samples/notices.js';
import { numbers } from './samples/numbers.js';
import { questions } from './samples/questions.js';
import type { Sample } from './samples/sample.js';
import { tickets } from './samples/tickets.js';

export const CARDS = path.join(import.meta.dirname, 'cards');
export const samples: readonly Sample[] = [tickets, questions, notices, lists, numbers, house].flat();

const LOCALES: readonly Locale[] = ['zh-CN', 'en'];

/** File below `cards` -> what stands in it. */
export function goldenCards(): ReadonlyMap<string, string> {
  return new Map(
    platforms.flatMap((platform) =>
      samples
        .filter((sample) => platform.form !== null || !isForm(sample.draw(wordingAt(sample.now, 'zh-CN'))))
        .map((sample) => [`${platform.platform}/${sample.name}.yaml`, textOf(sample, platform)]),
    ),
  );
}

function textOf(sample: Sample, platform: Drawn): string {
  const both = LOCALES.map((locale) => [locale, drawn(sample, platform, locale)]);
  return stringify(Object.fromEntries(both), { lineWidth: 0, aliasDuplicateObjects: false });
}

function drawn({ now, draw }: Sample, { card, form, bears }: Drawn, locale: Locale): unknown {
  const wording = wordingAt(now, locale);
  const view = draw(wording);
  return isForm(view) ? form?.(view) : card(degrade(view, bears, wording).card);
}

const isForm = (view: Card | Form): view is Form => 'inputs' in view;
