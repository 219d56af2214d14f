/** What whoever orders a registration hears: for each event which message, once, and nothing besides. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from '@jest/globals';
import { PDF } from '../support/files.js';
import { journey } from '../support/journey.js';
import type { Person } from '../support/person.js';
import type { Stage } from '../support/stage.js';
import { inDatabase } from '../support/store.js';
import { inPrivate } from '../support/theatres.js';
import { actsIn } from '../support/through.js';
import { transcriptOf } from '../support/transcript.js';

interface Cast<P extends Person = Person> {
  readonly zhang: P;
  /** Staff, through whatever door. */
  does(member: string, type: string, input?: Readonly<Record<string, unknown>>): Promise<void>;
  readonly pays: Stage['pays'];
  readonly clock: Stage['clock'];
}

interface Row {
  readonly event: string;
  /** One line a message: the card of the ticket, an answer by its title, or the texts that stand in it. */
  readonly hears: readonly string[];
  act(cast: Cast): Promise<unknown>;
}

// biome-ignore format: a table is read by rows
const TABLE: readonly Row[] = [
  { event: '下单', hears: ['工单卡'], act: ({ zhang }) => zhang.says('13800138000') },
  { event: '两小时没有付款', hears: ['unpaid'], act: ({ clock }) => clock.advance('121m') },
  { event: '支付成功', hears: ['payment_received + spot_check_notice'], act: ({ pays }) => pays(1, { id: 'p-1' }) },
  { event: '支付系统又报一次', hears: [], act: ({ pays }) => pays(1, { id: 'p-1' }) },
  { event: '发来证件', hears: ['文件已收到'], act: ({ zhang }) => zhang.sends({ name: '身份证.pdf', bytes: PDF }) },
  { event: '提交资料', hears: ['documents_received'], act: ({ zhang }) => zhang.says('提交资料') },
  { event: '驳回', hears: ['review_rejected'], act: ({ does }) => does('lin', 'advance', { transition: 'reject', reason: '证件反光' }) },
  { event: '重新提交', hears: ['documents_received'], act: ({ zhang }) => zhang.says('提交资料') },
  { event: '内部核对，一人提议', hears: [], act: async ({ does }) => {
    await does('lin', 'tick', { item: 'names_match' });
    await does('lin', 'tick', { item: 'scan_readable' });
    await does('lin', 'advance', { transition: 'assign', to: 'zhou' });
  } },
  { event: '审核通过，已指派', hears: ['assigned'], act: ({ does }) => does('wang', 'confirm') },
  { event: '办理超时', hears: ['work_delayed'], act: ({ clock }) => clock.to('2026-12-05T09:00') },
  { event: '注册完成，税务接着办', hears: ['registered', '工单卡'], act: ({ does }) => does('zhou', 'advance', { transition: 'finish', licence_no: '91330100MA2ABCDE0X', late_reason: '政府部门办理慢' }) },
  { event: '重新打开', hears: ['registration_resumed'], act: ({ zhang }) => zhang.says('#1 重新打开 执照上的字不对') },
  { event: '再次注册完成', hears: ['registered'], act: ({ does }) => does('zhou', 'advance', { transition: 'finish' }) },
  { event: '确认并关闭', hears: ['registration_closed + notice.rating_asked'], act: ({ zhang }) => zhang.says('#1 确认并关闭') },
  { event: '打 4 分', hears: ['谢谢，记下了。7 天内可以改。', 'notice.recommendation_asked'], act: ({ zhang }) => zhang.says('4') },
  { event: '推荐度 9', hears: ['谢谢，记下了。'], act: ({ zhang }) => zhang.says('9') },
];

async function begins<P extends Person>({
  person,
  pays,
  clock,
  troika,
  settled,
}: Stage<P>): Promise<Cast<P>> {
  const zhang = await person('zhang', '张三');
  const act = actsIn({ troika, settled });
  const does: Cast['does'] = (member, type, input) => act(member, type, 1, input);
  return { zhang, does, pays, clock };
}

/** Everything that went to the first one who was spoken to, but for cards that were changed where they stand. */
async function heardBy(stage: Stage<Person>): Promise<readonly string[]> {
  return inDatabase(stage.troika.databaseUrl, async (client) => {
    const { rows } = await client.query(
      `SELECT body FROM outbox WHERE status = 'sent' AND body->>'kind' <> 'refresh'
       AND address = (SELECT address FROM requester WHERE name = '张三') ORDER BY id`,
    );
    return rows.map(({ body }) => lineOf(body));
  });
}

interface Body {
  readonly kind: string;
  readonly say?: string;
  readonly also?: readonly { readonly say: string }[];
  readonly card?: { readonly title: string };
}

function lineOf({ kind, say = '', also = [], card }: Body): string {
  if (kind === 'ticket') return '工单卡';
  if (card) return card.title;
  return [say, ...also.map((one) => one.say)].map((key) => key.replace(/^say\./u, '')).join(' + ');
}

async function play(stage: Stage<Person>, cast: Cast, each: (row: Row) => Promise<void>): Promise<void> {
  for (const row of TABLE) {
    const stood = cast.zhang.heard();
    await row.act(cast);
    await stage.settled();
    const heard = () => cast.zhang.heard() - stood >= row.hears.length || undefined;
    await cast.zhang.until(heard, `${row.event}: ${row.hears}`);
    await stage.settled();
    await each(row);
  }
}

describe.each(inPrivate)('公司注册的每一件事客户听到什么，$name', ({ journey: told }) => {
  told('A4、A5、A10、A11、A12、D10：每件事一条消息，不多不少', async (stage) => {
    const cast = await begins(stage);
    await cast.zhang.says('我要注册公司');
    await cast.zhang.says('杭州青禾科技有限公司');
    await cast.zhang.sees({ title: '公司注册（2/2）' });
    await stage.settled();
    let [queued, stood] = [(await heardBy(stage)).length, cast.zhang.heard()];
    const table: [string, readonly string[], number][] = [];
    await play(stage, cast, async ({ event }) => {
      const all = await heardBy(stage);
      table.push([event, all.slice(queued), cast.zhang.heard() - stood]);
      [queued, stood] = [all.length, cast.zhang.heard()];
    });
    expect(table).toEqual(TABLE.map(({ event, hears }) => [event, hears, hears.length]));
  });
});

describe('公司注册读起来', () => {
  for (const locale of ['zh-CN', 'en'] as const)
    journey(`像一段微信里的对话，${locale}`, async (stage) => {
      const cast = await begins(stage);
      const { zhang } = cast;
      if (locale === 'en') await zhang.says('语言 English');
      await stage.settled();
      const transcript = transcriptOf(zhang, locale);
      transcript.after('…');
      await zhang.says('我要注册公司');
      await stage.settled();
      transcript.after('我要注册公司');
      await zhang.says('杭州青禾科技有限公司');
      await zhang.sees({ title: '2/2' });
      await stage.settled();
      transcript.after('杭州青禾科技有限公司');
      await play(stage, cast, async ({ event }) => transcript.after(event));
      const at = path.join(import.meta.dirname, '../golden/transcripts', `registration.${locale}.txt`);
      // Looked at, and committed with what changed it: WRITE_TRANSCRIPTS=1 npm test -- tests/journeys/registration-messages
      if (process.env.WRITE_TRANSCRIPTS) writeFileSync(at, transcript.text());
      expect(transcript.text()).toBe(existsSync(at) ? readFileSync(at, 'utf8') : '');
    });
});
