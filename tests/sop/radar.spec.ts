/** C8: the four layers are scored by what is there: nothing is nothing, the sample is everything. */
import { describe, expect, test } from '@jest/globals';
import { radarCard } from '../../src/cards/radar.js';
import { type Judged, radar } from '../../src/sop/radar.js';
import { readAloud, wordingAt } from '../cards/words.js';
import { DAY, START } from '../support/given.js';
import { shippedContent } from './shipped.js';

const sample = shippedContent();
const empty: Judged = { ...sample, latest: {} };
const scores = (content: Judged, publishedAt: number | null = START) =>
  radar(content, publishedAt, START).map(({ score }) => score);

describe('C8：四阶雷达自查', () => {
  test('an empty house scores nothing in any layer, and every point says what to do', () => {
    expect(scores(empty)).toEqual([0, 0, 0, 0]);
    const lines = readAloud(radarCard(radar(empty, null, START), wordingAt()));
    expect(lines.filter((line) => line.startsWith('· 缺：'))).toHaveLength(16);
    expect(lines).toContain('· 缺：还没有流程。在 sops/ 里写一个，照着 sops/README.md');
  });

  test('the sample is complete, and says so in both languages', () => {
    expect(scores(sample)).toEqual([100, 100, 100, 100]);
    const card = radarCard(radar(sample, START, START), wordingAt());
    expect(card.blocks[0]).toMatchObject({
      kind: 'bars',
      bars: [
        { label: '基础', value: 100, text: '100 分（4/4）' },
        { label: '监控' },
        { label: '风控' },
        { label: '迭代' },
      ],
    });
    expect(readAloud(radarCard(radar(sample, START, START), wordingAt(START, 'en')))).toContain(
      'All four layers are complete.',
    );
  });

  test('one thing taken away costs its layer and no other, and the procedures that lack it are named', () => {
    const { 'it-helpdesk': helpdesk, ...others } = sample.latest;
    if (!helpdesk) throw new Error('expected the shipped fault report');
    const bare = { ...sample, latest: { ...others, 'it-helpdesk': { ...helpdesk, timers: {} } } };
    expect(scores(bare)).toEqual([100, 75, 100, 100]);
    expect(readAloud(radarCard(radar(bare, START, START), wordingAt())).join('\n')).toMatch(
      /监控\n· 缺：有的流程没有定时器.*（故障报修）/u,
    );
    expect(scores({ ...sample, lateReasons: [] })).toEqual([100, 75, 100, 100]);
    expect(scores({ ...sample, members: [] })).toEqual([100, 100, 75, 100]);
  });

  test('what nobody has published for half a year is to be looked through', () => {
    expect(scores(sample, START - 179 * DAY)).toEqual([100, 100, 100, 100]);
    expect(scores(sample, START - 180 * DAY)).toEqual([100, 100, 100, 75]);
  });
});
