/** A requester finds the right desk: by what they said, by categories, and where they left off. */
import { describe, expect, test } from '@jest/globals';
import { sharedStage } from '../support/journey.js';

const stage = sharedStage();

/** They ask one after the other: whoever has an open ticket is heard there first. */
const zhang = () => stage().person('zhang', '张三');
const newest = () => stage().troika.store.prisma.ticket.findFirst({ orderBy: { id: 'desc' } });
const waiting = () =>
  stage().troika.store.prisma.dialogue.findFirst({ where: { person: { startsWith: 'requester' } } });

describe('一句话变成工单', () => {
  test('没听懂的话点「用这句话建单」，选好类别就写进工单', async () => {
    const guest = await zhang();
    await guest.says('我的公单');
    await guest.taps('用这句话建单');
    await guest.sees({ text: '选好以后，「我的公单」会写进工单' });
    await guest.taps('技术咨询');
    await guest.sees({ title: '技术咨询（1/2）', text: '想问什么' });
    expect(await waiting()).toMatchObject({ state: { answers: { details: '我的公单' } } });
    await guest.says('取消');
  });

  test('先说事情，再说「建单」；话里有类别的词就直接开始', async () => {
    const guest = await zhang();
    await guest.says('灯管一闪一闪的');
    await guest.sees({ text: '「灯管一闪一闪的」会写进工单' });
    await guest.says('建单');
    await guest.says('建单 三楼断网了');
    await guest.sees({ title: '故障报修', text: '故障地点' });
    expect(await waiting()).toMatchObject({
      state: { categoryPath: 'fault.network', answers: { problem: '三楼断网了' } },
    });
    await guest.says('取消');
  });
});

describe('分类', () => {
  test('D1：直接说「打印机坏了」就到那一类；每一类各走各的流程', async () => {
    const guest = await zhang();
    await guest.says('你好，打印机坏了，在三楼');
    await guest.sees({ title: '故障报修', text: '故障地点' });
    await guest.says('取消');
    for (const [word, title, sop] of [
      ['服务请求', '服务请求', 'it-request'],
      ['技术咨询', '技术咨询（1/2）', 'it-consult'],
      ['信息变更', '信息变更', 'it-change'],
    ] as const) {
      await guest.says(word);
      await guest.sees({ title });
      expect(await waiting()).toMatchObject({ state: { kind: 'intake', sop } });
      await guest.says('取消');
    }
  });

  test('D1：逐级选「故障报修 › 网络」，流程、表单、时限都是这一类的，优先级按类别给', async () => {
    const guest = await zhang();
    await guest.says('你好');
    await guest.taps('故障报修');
    await guest.sees({ title: '故障报修', buttons: ['打印机和电脑', '网络', '其他', '上一级'] });
    await guest.taps('网络');
    await guest.sees({ title: '故障报修', text: '故障现象' });
    await guest.says('会议室上网很慢');
    await guest.says('二楼会议室');
    await guest.taps('能工作但受影响', { title: '故障报修（3/3）' });
    await guest.sees({ title: '二楼会议室 · 会议室上网很慢', state: '已收到，等待受理' });
    const made = await newest();
    expect(made).toMatchObject({
      sop: 'it-helpdesk',
      categoryPath: 'fault.network',
      priority: 'P2',
      queue: 'it',
    });
    const chen = (await stage().person('chen', '陈静')).in('IT');
    await chen.sees({ title: `#${made?.id}`, text: ['分类：故障报修 › 网络', '优先级：P2'] });
  });

  test('D2：影响范围 × 紧急程度算出 P1，时限随之变短', async () => {
    const guest = await zhang();
    await guest.says('服务请求');
    await guest.says('一台投影仪');
    await guest.says('跳过');
    await guest.taps('全公司', { title: '服务请求（3/4）' });
    await guest.taps('完全无法工作', { title: '服务请求（4/4）' });
    await guest.sees({ title: '一台投影仪' });
    // Tuesday 10:00, one working hour.
    expect(await newest()).toMatchObject({
      ...{ priority: 'P1', categoryPath: 'request' },
      runningLimit: { dueAt: expect.any(Number) },
    });
    expect((await newest())?.dueAt?.toISOString().slice(0, 13)).toBe('2026-12-01T03');
  });
});

describe('没答完的问题', () => {
  test('D4：答到一半离开三天，回来从断的地方接着问，答过的还在', async () => {
    const { clock } = stage();
    const guest = await zhang();
    await guest.says('信息变更');
    await guest.says('部门');
    await guest.sees({ title: '信息变更（2/3）' });
    await clock.advance('3d');
    // After so long a text may be news: the question is asked again before an answer is taken.
    await guest.says('从一部调到二部');
    await guest.sees({ title: '信息变更（2/3）', text: '上次问到这里，我们接着来' });
    await guest.says('从一部调到二部');
    await guest.says('上一步');
    await guest.says('从一部调到三部');
    await guest.says('明天');
    await guest.sees({ title: '部门', state: '待变更' });
    expect((await newest())?.fields).toEqual({
      record: '部门',
      change: '从一部调到三部',
      on_date: '2026-12-05',
    });
  });
});
