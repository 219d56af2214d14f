/** Files that are too large, empty, disguised, of the wrong kind, or somebody else's. */
import http from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { EXE, PDF, PNG } from '../support/files.js';
import { guest } from '../support/guest.js';
import { sharedStage } from '../support/journey.js';
import { orders } from '../support/orders.js';

const stage = sharedStage();
const MB = 1024 * 1024;

/** A session of the demo, as a browser keeps it. */
async function cookie(): Promise<string> {
  const { url, demoUrl } = stage().troika;
  const entered = await fetch(`${url}/web/demo/enter`, {
    method: 'POST',
    headers: { origin: url },
    body: JSON.stringify({ key: new URL(demoUrl ?? '').searchParams.get('key') }),
  });
  return entered.headers.get('set-cookie')?.split(';')[0] ?? '';
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function upload(name: string, bytes: Uint8Array, persona = 'zhang'): Promise<Answer> {
  const { url } = stage().troika;
  const answer = await fetch(`${url}/web/files?persona=${persona}`, {
    method: 'POST',
    headers: { cookie: await cookie(), origin: url, 'x-file-name': encodeURIComponent(name) },
    body: Buffer.from(bytes),
  });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] };
}

/** Sends `mb` megabytes of nothing, with its length told or not, until it is answered or cut off. */
async function pour(mb: number, told: boolean): Promise<{ readonly status: number; readonly sent: number }> {
  const { url } = stage().troika;
  const headers = { cookie: await cookie(), origin: url, 'x-file-name': 'big.bin' };
  return new Promise((resolve, reject) => {
    let sent = 0;
    let status = 0;
    const request = http.request(`${url}/web/files?persona=zhang`, {
      method: 'POST',
      headers: told ? { ...headers, 'content-length': mb * MB } : headers,
    });
    request.on('response', (response) => {
      status = response.statusCode ?? 0;
      response.resume();
      response.on('close', () => request.destroy());
    });
    request.on('error', () => undefined);
    request.on('close', () =>
      status > 0 ? resolve({ status, sent }) : reject(new Error('cut off unanswered')),
    );
    const chunk = Buffer.alloc(MB);
    const write = () => {
      if (status > 0 || sent === mb) return void request.end();
      sent += 1;
      request.write(chunk, () => setImmediate(write));
    };
    write();
  });
}

const files = async () => stage().troika.store.prisma.file.count();

describe('收文件', () => {
  test('50 MB：马上答复 413，不等它传完，服务照常', async () => {
    const before = await files();
    for (const told of [true, false]) {
      const { status, sent } = await pour(50, told);
      expect([told, status]).toEqual([told, 413]);
      expect(sent).toBeLessThan(50);
    }
    expect((await upload('大一点.pdf', Buffer.concat([PDF, Buffer.alloc(20 * MB)]))).status).toBe(413);
    expect(await files()).toBe(before);
    expect((await fetch(`${stage().troika.url}/healthz`)).status).toBe(200);
    expect((await upload('身份证.pdf', PDF)).status).toBe(201);
  });

  test('空文件、改了扩展名的程序、名不副实的图片、没有名字的：不收，说明为什么', async () => {
    const before = await files();
    const wrong: readonly (readonly [string, string, Uint8Array])[] = [
      ['file_empty', '身份证.pdf', new Uint8Array()],
      ['file_type_refused', '照片.png', EXE],
      ['file_type_refused', '照片', EXE],
      ['file_type_mismatch', '身份证.pdf', PNG],
      ['file_type_mismatch', '身份证.png', PDF],
      ['file_type_mismatch', '身份证.jpg', Buffer.from('不是图片')],
      ['file_type_mismatch', '说明.txt', PNG],
    ];
    for (const [code, name, bytes] of wrong) {
      const answer = await upload(name, bytes);
      expect([name, answer.status, answer.body.refused]).toEqual([name, 422, code]);
    }
    expect((await upload('', PDF)).body).toMatchObject({ error: 'bad_file_name' });
    expect((await upload('x'.repeat(300), PDF)).status).toBe(400);
    const { url } = stage().troika;
    const nobody = await fetch(`${url}/web/files?persona=zhang`, {
      method: 'POST',
      headers: { origin: url },
      body: PDF,
    });
    expect(nobody.status).toBe(403);
    const foreign = { cookie: await cookie(), origin: 'https://elsewhere.example', 'x-file-name': 'a.pdf' };
    const other = await fetch(`${url}/web/files?persona=zhang`, {
      method: 'POST',
      headers: foreign,
      body: PDF,
    });
    expect(other.status).toBe(403);
    expect(await files()).toBe(before);
  });

  test('这一项不收的文件：告诉客户收什么，工单不变；换成对的就收下', async () => {
    const { person, pays, troika } = stage();
    const zhang = await person('zhang', '张三');
    await zhang.sends({ name: '早到.pdf', bytes: PDF });
    await zhang.sees({ title: '这里还没有您的工单' });
    const ticket = await orders(zhang, '甲公司');
    expect(await pays(ticket)).toBe(200);
    const before = (await troika.store.tickets.events(ticket)).length;
    await zhang.sends({ name: '身份证.txt', bytes: Buffer.from('张三，身份证号略') });
    await zhang.sees({ title: '身份证件不收「身份证.txt」' });
    expect(zhang.words()).toMatch(/身份证件不收「身份证\.txt」.*请发：图片、PDF/u);
    expect(zhang.words()).not.toMatch(/text\/plain|image\/\*/u);
    expect(await troika.store.tickets.events(ticket)).toHaveLength(before);
    await zhang.sends({ name: '身份证.png', bytes: PNG });
    await zhang.sees({ title: '文件已收到' });
    expect(await troika.store.tickets.events(ticket)).toHaveLength(before + 1);
  });
});

describe('取文件', () => {
  test('只有看得到这张工单的人取得到，且留有记录；别人得到的和文件不存在一样', async () => {
    const { person, pays, troika } = stage();
    const { url, store } = troika;
    const mei = guest(troika, 'mei', '韩梅');
    await mei.says('我要注册公司');
    await mei.says('韩梅的公司');
    await mei.says('13900139000');
    const { ticketId: ticket = 0 } = await mei.sees('韩梅的公司');
    expect(await pays(ticket)).toBe(200);
    const { body } = await upload('韩梅身份证.pdf', PDF, 'chen');
    const file = body.file as { id: string; name: string; type: string; size: number };
    const get = async (id: string, persona: string, with_ = true) =>
      fetch(`${url}/web/files/${id}?persona=${persona}`, {
        headers: with_ ? { cookie: await cookie() } : {},
      });
    // On no ticket yet: nobody's to take, not even its sender's.
    expect((await get(file.id, 'chen')).status).toBe(404);
    await mei.does({ kind: 'files', files: [file] });
    await stage().settled();

    const lin = await get(file.id, 'lin');
    expect(lin.status).toBe(200);
    expect(Buffer.from(await lin.arrayBuffer()).equals(PDF)).toBe(true);
    expect(lin.headers.get('content-disposition')).toMatch(/^attachment;/u);
    expect(lin.headers.get('x-content-type-options')).toBe('nosniff');
    const refused = await get(file.id, 'zhang');
    const absent = await get('00000000-0000-4000-8000-000000000000', 'zhang');
    expect([refused.status, await refused.json()]).toEqual([absent.status, await absent.json()]);
    expect(refused.status).toBe(404);
    expect((await get(file.id, 'lin', false)).status).toBe(403);
    expect((await get(file.id, 'nobody')).status).toBe(403);
    for (const id of ['..%2f..%2fetc%2fpasswd', "'; DROP TABLE file; --", '%00'])
      expect([id, (await get(encodeURI(id), 'lin')).status]).toEqual([id, 404]);
    expect((await get('a'.repeat(500), 'lin')).status).toBe(414);
    const views = await store.prisma.fileView.findMany({ where: { fileId: file.id } });
    expect(views.map(({ by }) => by)).toEqual(['member:lin']);
    const zhang = await person('zhang', '张三');
    expect(zhang.words()).not.toContain('韩梅');
  });
});
