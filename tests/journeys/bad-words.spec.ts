/** What people mistype, paste, leave out or say to each other: told what is meant, asked again, or left in peace. */
import { describe, expect, test } from '@jest/globals';
import { sharedStage } from '../support/journey.js';
import { orders, submits } from '../support/orders.js';
import type { Person } from '../support/person.js';
import type { Stage } from '../support/stage.js';
import { pageAndFeishu } from '../support/theatres.js';

/** What the desk says to this, and nothing else. */
async function answered(person: Person, text: string, { settled }: Stage<Person>) {
  const before = person.heard();
  await person.says(text);
  await settled();
  await person.until(() => (person.heard() > before ? true : undefined), `an answer to ${text}`);
  return person;
}

describe.each(pageAndFeishu)('说错的话，$name', ({ sharedStage }) => {
  const stage = sharedStage();
  const answerTo = (person: Person, text: string) => answered(person, text, stage());

  test('打错的词：您要找的是不是……，点一下就是', async () => {
    const zhang = await stage().person('zhang', '张三');
    await answerTo(zhang, '注册公丝');
    await zhang.sees({
      text: '没看懂「注册公丝」。您要找的是不是「注册公司」？',
      buttons: ['注册公司', '帮助'],
    });
    await zhang.taps('注册公司', { text: '注册公丝' });
    await zhang.sees({ title: '公司注册（1/2）' });
    await answerTo(zhang, '取消');
    await zhang.sees({ title: '好的，已取消' });

    const lin = await stage().person('lin', '林晓');
    await answerTo(lin, '代办');
    await lin.sees({ text: '您要找的是不是「待办」、「催办」？', buttons: ['待办'] });
    await answerTo(lin, '明天会下雨吗');
    await lin.sees({ text: '没看懂「明天会下雨吗」。回复「帮助」看看可以说什么。' });
  });

  test('表情、控制字符、代码：当作普通的话，客户看到能办什么', async () => {
    const zhang = await stage().person('zhang', '张三');
    for (const text of [
      '😀😀👍',
      '\u0007\u0000\u001b[31m',
      "'; DROP TABLE ticket; --",
      '<script>alert(1)</script>',
      '。。。',
    ]) {
      const before = zhang.count({ title: '张三，您好' });
      await answerTo(zhang, text);
      expect([text, zhang.count({ title: '张三，您好' })]).toEqual([text, before + 1]);
    }
    // Invisible marks alone say nothing at all.
    const before = zhang.heard();
    await zhang.says('\u202e\u200f\u2066');
    await stage().settled();
    expect(zhang.heard()).toBe(before);
  });

  test('代码和方向符写进公司名称：原样存下可见的字，方向符去掉，哪里都不执行', async () => {
    const zhang = await stage().person('zhang', '张三');
    const company = `<img src=x onerror=alert(1)>'; DROP TABLE ticket; --`;
    const ticket = await orders(zhang, company);
    const read = await stage().troika.store.tickets.ticket(ticket);
    expect(read?.ticket).toMatchObject({ title: company, fields: { company_name: company } });
    await zhang.sees({ title: `#${ticket} ${company}` });
    // The same through a form: what turns the reading direction round would turn the whole card.
    const reply = await zhang.fills('填写', { 公司名称: '甲\u202e乙\u2066丙\u0007公司' }, { title: company });
    expect(reply?.toast?.tone).toBe('good');
    const after = await stage().troika.store.tickets.ticket(ticket);
    expect(after?.ticket.fields.company_name).toBe('甲乙丙公司');
    expect(await stage().troika.store.prisma.ticket.count()).toBe(1);
  });

  test('群里和谁都无关的话：机器人不说话，也不留记录之外的东西', async () => {
    const lin = await stage().person('lin', '林晓');
    const zhou = await stage().person('zhou', '周明');
    const before = [lin.heard(), zhou.heard()];
    const outbox = await stage().troika.store.prisma.outbox.count();
    for (const text of [
      '中午吃什么',
      '代办',
      '驳回这个词怎么写',
      '好的👌',
      '12',
      '字'.repeat(5_000),
      '周明，帮我看下合同',
    ])
      await lin.in('注册').says(text);
    await stage().settled();
    expect([lin.heard(), zhou.heard()]).toEqual(before);
    expect(await stage().troika.store.prisma.outbox.count()).toBe(outbox);
    // Spoken to, it answers.
    await answerTo(lin.in('注册'), '@工单助手 代办');
    await lin.in('注册').sees({ text: '您要找的是不是「待办」、「催办」？' });
  });

  test('有工单的客户随便打字：转给服务人员，告诉他转给了谁', async () => {
    const zhang = await stage().person('zhang', '张三');
    const lin = await stage().person('lin', '林晓');
    await answerTo(zhang, '你们周末上班吗？');
    await zhang.sees({ title: '已转给注册组' });
    await lin.in('注册').sees({ text: ['张三来信', '你们周末上班吗？'] });
  });

  test('改一项不用重填别的：没改的留着，什么都没改就说没有变化', async () => {
    const { person, troika } = stage();
    const zhang = await person('zhang', '张三');
    const ticket = await orders(zhang, '庚公司', '13800138000');
    const on = { title: '庚公司', state: '待付款' };
    const { inputs } = await zhang.opens('填写', on);
    expect(inputs.map(({ key, required, value }) => [key, required, value])).toEqual([
      ['company_name', false, '庚公司'],
      // A personal value is not sent to a screen again.
      ['phone', false, undefined],
    ]);
    const wrong = await zhang.fills('填写', { 联系电话: '12' }, on);
    expect(JSON.stringify(wrong)).toContain(
      '联系电话不对：「12」。请填手机号或带区号的座机，例如 13800138000。',
    );
    expect((await zhang.fills('填写', {}, on))?.toast?.text).toBe('内容和现在的一样，没有变化。');
    expect((await zhang.fills('填写', { 联系电话: '0571-88886666' }, on))?.toast?.text).toBe('已保存');
    expect((await troika.store.tickets.ticket(ticket))?.ticket.fields).toEqual({
      company_name: '庚公司',
      phone: '057188886666',
    });
  });
});

describe('没填好的表单', () => {
  const stage = sharedStage();

  test('缺必填项、太长、不存在的人：表单不关，说清哪一项，填过的还在', async () => {
    const { person, pays, clock, troika } = stage();
    const zhang = await person('zhang', '张三');
    const lin = await person('lin', '林晓');
    const wang = await person('wang', '王芳');
    const zhou = await person('zhou', '周明');
    const ticket = await orders(zhang, '己公司');
    const on = { title: '己公司' };
    expect(await pays(ticket)).toBe(200);
    await submits(zhang, '己公司');
    const group = lin.in('注册');
    const errors = async (button: string, input: Record<string, unknown>) =>
      (await group.fills(button, input, on))?.fieldErrors;
    expect(await errors('驳回', {})).toEqual({ reason: '请填写驳回原因。' });
    expect(await errors('驳回', { 驳回原因: ' \n ' })).toEqual({ reason: '请填写驳回原因。' });
    expect(await errors('驳回', { 驳回原因: '长'.repeat(300) })).toEqual({
      reason: '驳回原因最多 200 个字，现在有 300 个。',
    });
    await group.taps('勾选 公司名称与申请一致', on);
    await group.taps('勾选 证件清晰可读', on);
    await group.sees({ ...on, text: '确认事项（2/2）' });
    expect(await errors('审核通过并指派', {})).toEqual({ to: '请选择处理人。' });
    expect(await errors('审核通过并指派', { 处理人: '李强' })).toEqual({
      to: '处理人：李强不在注册组。',
    });
    expect((await troika.store.tickets.ticket(ticket))?.ticket).toMatchObject({
      state: 'review',
      proposal: null,
    });
    await group.fills('审核通过并指派', { 处理人: '周明' }, on);
    await wang.in('注册').taps('确认', { ...on, state: '资料审核' });
    await clock.advance('7d');

    // Late: one of two demanded answers is given. The form comes back with it, and asks for the other.
    const reply = await zhou.fills(
      '注册完成',
      { 营业执照号: '91330100MA2ABCDE0X' },
      { ...on, state: '已指派' },
    );
    expect(reply?.fieldErrors).toEqual({ late_reason: '请选择超时原因。' });
    expect(reply?.form?.inputs.find(({ key }) => key === 'licence_no')?.value).toBe('91330100MA2ABCDE0X');
    expect((await troika.store.tickets.ticket(ticket))?.ticket.state).toBe('assigned');
  });
});
