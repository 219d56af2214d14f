/** Who sets a company up in the stories of it, with what answers, and on what data folder. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { contentId } from '../../src/desk/publish.js';
import { readContentFolder } from '../../src/store/content-folder.js';
import { cookieOf, press } from '../support/logged-in.js';
import type { TestTroika } from '../support/troika.js';
import { type PagePerson, sit } from './page-person.js';

export const TIMEOUT_MS = 150_000;
export const FORM = {
  公司名称: '青禾科技',
  班组: '客服组、税务组',
  工作时间: '周一至周五 9:00–18:00',
  法定节假日: '放假，调休日上班',
  先用哪些流程: '公司注册、税务开通：税务组',
};

/** Whoever pressed the printed link. */
export async function administrator(troika: TestTroika): Promise<PagePerson> {
  const cookie = cookieOf(await press(troika.adminUrl ?? ''));
  return sit(troika.url, cookie, 'admin', '管理员');
}

export async function greeted(troika: TestTroika): Promise<PagePerson> {
  const admin = await administrator(troika);
  await admin.line.ask({ type: 'open', address: 'web:desk:admin' });
  await admin.sees({ title: '管理员，您好', buttons: ['初始化'] });
  return admin;
}

export const live = async ({ store }: Pick<TestTroika, 'store'>) => (await store.content.live())?.id;
export const idOf = async (folder: string) => contentId(await readContentFolder(folder));

/** A data folder of the story's own, which outlives the process that works in it. */
export async function withData(play: (root: string) => Promise<void>): Promise<void> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'troika-setup-'));
  try {
    await play(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
