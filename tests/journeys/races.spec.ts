/** Several hands at once, the same hand twice, two processes on one database: one effect, and everybody is told. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Reply } from '../../src/platform/reply.js';
import { guest } from '../support/guest.js';
import { sharedStage } from '../support/journey.js';
import { orders, submits } from '../support/orders.js';
import type { PagePerson } from '../support/page-person.js';
import { describeCard } from '../support/seen.js';

const stage = sharedStage();

const ticketOf = async (id: number) => (await stage().troika.store.tickets.ticket(id))?.ticket;
const eventsOf = async (id: number, type: string) =>
  (await stage().troika.store.tickets.events(id)).filter((event) => event.type === type);

/** A paid order with its documents handed in: the team may work on it. */
async function inReview(company: string): Promise<number> {
  const { person, pays } = stage();
  const zhang = await person('zhang', '张三');
  const ticket = await orders(zhang, company);
  await pays(ticket);
  await submits(zhang, company);
  zhang.leaves();
  return ticket;
}

async function press(person: PagePerson, value: string, eventId?: string): Promise<Reply | null> {
  const address = person.line.places().find(({ private: own }) => !own)?.address;
  const answer = await person.line.ask({ type: 'tap', address, value, ...(eventId ? { eventId } : {}) });
  if ('problem' in answer) throw new Error(JSON.stringify(answer));
  return answer.reply;
}

describe('几个人同时动手', () => {
  test('两位坐席同时接单：一位接到，另一位知道是谁接了', async () => {
    const lin = await stage().person('lin', '林晓');
    const zhou = await stage().person('zhou', '周明');
    for (let round = 1; round <= 5; round += 1) {
      const ticket = await inReview(`甲${round}公司`);
      const replies = await Promise.all([press(lin, `claim:${ticket}:0`), press(zhou, `claim:${ticket}:0`)]);
      const won = replies.findIndex((reply) => reply?.toast?.tone === 'good');
      const lost = replies[1 - won];
      const winner = won === 0 ? '林晓' : '周明';
      expect(lost?.toast).toEqual({ tone: 'warning', text: `${winner}已经接了这张工单。` });
      expect(describeCard(lost?.card)).toContain(`处理人：${winner}`);
      expect(await eventsOf(ticket, 'ticketAssigned')).toHaveLength(1);
      expect((await ticketOf(ticket))?.assigneeId).toBe(won === 0 ? 'lin' : 'zhou');
    }
  });

  test('同一个提议，一位确认、一位不同意，同时：只有一个算数，两位都得到答复', async () => {
    const { person } = stage();
    const lin = await person('lin', '林晓');
    const zhou = await person('zhou', '周明');
    const wang = await person('wang', '王芳');
    for (let round = 1; round <= 6; round += 1) {
      const ticket = await inReview(`乙${round}公司`);
      const on = { title: `乙${round}公司` };
      for (const item of ['names_match', 'scan_readable']) await press(lin, `tick:${ticket}:0:${item}`);
      const form = (await press(lin, `advance:${ticket}:0:assign`))?.form;
      const address = lin.line.places()[1]?.address;
      const proposal = { type: 'submit', address, form: form?.id, input: { to: 'zhou' } };
      expect(await lin.line.ask(proposal)).toMatchObject({ reply: { toast: { tone: 'good' } } });
      const version = (await ticketOf(ticket))?.version;
      const why = (await press(zhou, `decline:${ticket}:${version}`))?.form;
      const saysNo = { type: 'submit', address, form: why?.id, input: { reason: '换个人' } };
      const yesFirst = round % 2 === 0;
      const early = yesFirst ? press(wang, `confirm:${ticket}:${version}`) : null;
      const no = zhou.line.ask(saysNo).then((sent) => ('reply' in sent ? sent.reply : null));
      const [yes, nay] = await Promise.all([early ?? press(wang, `confirm:${ticket}:${version}`), no]);
      const tones = [yes?.toast?.tone, nay?.toast?.tone];
      expect([...tones].sort()).toEqual(['good', 'warning']);
      const moved = tones[0] === 'good';
      expect(await ticketOf(ticket)).toMatchObject({ state: moved ? 'assigned' : 'review', proposal: null });
      expect(await eventsOf(ticket, 'proposalDropped')).toHaveLength(moved ? 0 : 1);
      // Whoever came second hears what happened and who did it; to a button the card as it is now comes along.
      const late = moved ? nay : yes;
      expect(late?.toast?.text).toMatch(moved ? /王芳.*现在是「已指派」/u : /周明.*现在是「资料审核」/u);
      if (!moved) expect(describeCard(late?.card)).toContain('【资料审核】');
      await lin.sees({ ...on, text: moved ? '王芳确认了您提议的' : '周明不同意' });
    }
  });

  test('二十位客户同时开单：二十张工单，一个字不丢', async () => {
    const { troika } = stage();
    const before = await troika.store.prisma.ticket.count();
    const crowd = Array.from({ length: 20 }, (_, n) => guest(troika, `c${n}`, `客户${n}`));
    await Promise.all(
      crowd.map(async (one, n) => {
        await one.says('我要注册公司');
        await one.says(`第${n}家公司`);
        await one.says(`138001380${String(n).padStart(2, '0')}`);
      }),
    );
    await stage().settled();
    expect(await troika.store.prisma.ticket.count()).toBe(before + 20);
    const ids = await Promise.all(
      crowd.map(async (one, n) => {
        const cards = (await one.cards()).filter(({ tag }) => tag === '待付款');
        expect(cards.map(({ title }) => title)).toEqual([expect.stringContaining(`第${n}家公司`)]);
        return cards[0]?.ticketId ?? 0;
      }),
    );
    expect(new Set(ids).size).toBe(20);
    const phones = await Promise.all(ids.map(async (id) => (await ticketOf(id))?.fields.phone));
    expect(phones).toEqual(crowd.map((_, n) => `138001380${String(n).padStart(2, '0')}`));
    const group = await stage().person('lin', '林晓');
    for (const id of ids) await group.in('注册').sees({ title: `#${id} 第` });
  });

  test('两位坐席同时勾选不同的项：都算数', async () => {
    const lin = await stage().person('lin', '林晓');
    const zhou = await stage().person('zhou', '周明');
    const ticket = await inReview('丙公司');
    const replies = await Promise.all([
      press(lin, `tick:${ticket}:1:names_match`),
      press(zhou, `tick:${ticket}:1:scan_readable`),
    ]);
    expect(replies.map((reply) => reply?.toast?.tone)).toEqual(['good', 'good']);
    expect((await ticketOf(ticket))?.checklist).toMatchObject({
      names_match: { by: 'lin' },
      scan_readable: { by: 'zhou' },
    });
  });
});

describe('同一件事来了两次', () => {
  test('旧卡片上再点一次：知道谁改了什么，得到新卡片', async () => {
    const { person } = stage();
    const lin = await person('lin', '林晓');
    const zhou = await person('zhou', '周明');
    const ticket = await inReview('丁公司');
    const version = (await ticketOf(ticket))?.version;
    await press(lin, `tick:${ticket}:${version}:names_match`);
    const reply = await press(zhou, `advance:${ticket}:${version}:reject`);
    expect(reply?.toast).toEqual({
      tone: 'warning',
      text: '这张卡片已经过期：林晓在今天 10:00 勾选了确认事项，现在是「资料审核」。请看最新的卡片。',
    });
    expect(reply?.card).toMatchObject({ ticketId: ticket, version: (version ?? 0) + 1 });
    expect(describeCard(reply?.card)).toContain('☑ 公司名称与申请一致 林晓');
    expect(await ticketOf(ticket)).toMatchObject({ state: 'review', version: (version ?? 0) + 1 });
    // A form opened before somebody else's change comes back stale as well.
    const form = (await press(zhou, `advance:${ticket}:${(version ?? 0) + 1}:reject`))?.form;
    await press(lin, `tick:${ticket}:0:scan_readable`);
    const address = zhou.line.places()[1]?.address;
    const late = await zhou.line.ask({
      type: 'submit',
      address,
      form: form?.id,
      input: { reason: '证件不清' },
    });
    expect(late).toMatchObject({
      reply: { toast: { text: expect.stringContaining('林晓在今天 10:00 勾选了') } },
    });
    expect((await ticketOf(ticket))?.state).toBe('review');
  });

  test('断线重连后同一条消息又发来：一个作用，同样的答复', async () => {
    const { person } = stage();
    const lin = await person('lin', '林晓');
    const ticket = await inReview('戊公司');
    const eventId = randomUUID();
    const first = await press(lin, `claim:${ticket}:0`, eventId);
    const again = await press(await person('lin', '林晓'), `claim:${ticket}:0`, eventId);
    expect(first?.toast).toEqual({ tone: 'good', text: '已接单，由您处理' });
    expect(again).toEqual(first);
    expect(await eventsOf(ticket, 'ticketAssigned')).toHaveLength(1);

    // Sent twice before the first is answered, and words as well as presses.
    const noteId = randomUUID();
    const address = lin.line.places()[0]?.address;
    const say = (who: PagePerson) =>
      who.line.ask({ type: 'say', eventId: noteId, address, text: `#${ticket} 备注 客户很急` });
    await Promise.all([say(lin), say(await person('lin', '林晓')), say(await person('lin', '林晓'))]);
    await stage().settled();
    expect(await eventsOf(ticket, 'noteAdded')).toHaveLength(1);
    expect(lin.line.lines().filter(({ body }) => body.text?.includes('客户很急'))).toHaveLength(1);
    // Somebody else with the same id is somebody else.
    const zhou = await person('zhou', '周明');
    expect((await press(zhou, `claim:${ticket}:0`, eventId))?.toast?.text).toBe('林晓已经接了这张工单。');
  });
});
