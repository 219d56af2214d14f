/** 版本: what went live when and by whom, and the way back to an earlier one. */
import type { Button, Card } from '../../platform/card.js';
import { publisherName } from '../content-news.js';
import { type Gone, prepareRollback, publications } from '../rollback.js';
import { defineErrand, type Running } from './errand.js';
import { confirmed, mayPublish, plainCard, press, problemsPage } from './publishing.js';
import { refuseErrand } from './refusals.js';

const MOST_ROWS = 10;
const MOST_BUTTONS = 4;

export const versions = defineErrand({
  type: 'versions',
  words: { 'zh-CN': ['版本', '版本记录'], en: ['versions'] },
  label: { 'zh-CN': '版本', en: 'Versions' },
  of: 'staff',
  alone: true,
  may: mayPublish,
  async run({ said }, running) {
    const { house, reader } = running;
    if (typeof said !== 'string')
      return { card: versionsCard(await publications(house, MOST_ROWS), running) };
    if (said === 'no') return { deeds: [], says: reader.wording.t('publish.cancelled') };
    const [id = ''] = said.split('/');
    const prepared = await prepareRollback(house, id);
    switch (prepared.kind) {
      case 'unknown':
        return refuseErrand('unknown_version', { id: prepared.id });
      case 'no_earlier':
        return refuseErrand('no_earlier_version');
      case 'problems':
        return problemsPage(prepared.problems, running);
      case 'unchanged':
        return { card: plainCard(reader.wording.t('publish.unchanged')) };
      case 'ready':
        return confirmed('versions', prepared.publication, said, running);
    }
  },
});

function versionsCard(history: readonly Gone[], { reader }: Running): Card {
  const { wording } = reader;
  const live = history[0]?.deed.content;
  const rows = history.map(({ at, by, deed }, index) => [
    deed.content,
    wording.instant(at),
    publisherName(by, wording),
    [
      ...(index === 0 ? [wording.t('publish.versions.live')] : []),
      ...(deed.rollback ? [wording.t('publish.versions.rolled_back', { from: deed.replaced ?? '' })] : []),
    ].join(' '),
  ]);
  const earlier = [...new Set(history.map(({ deed }) => deed.content))].filter((id) => id !== live);
  const buttons = earlier.slice(0, MOST_BUTTONS).map(
    (id): Button => ({
      text: wording.t('publish.versions.back', { id }),
      value: press('versions', id),
      style: 'plain',
    }),
  );
  const columns = [
    wording.t('publish.versions.column.version'),
    wording.t('publish.versions.column.when'),
    wording.t('publish.versions.column.who'),
    wording.t('publish.versions.column.note'),
  ];
  return {
    title: wording.t('publish.versions.title'),
    tone: 'info',
    blocks: [{ kind: 'table', columns, rows }],
    buttons,
  };
}
