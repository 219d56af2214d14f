/** 进度: a customer asks where their matters stand, with none, one and several of them open. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from '@jest/globals';
import { journey } from '../support/journey.js';
import { orders } from '../support/orders.js';
import { registers } from '../support/through.js';
import { transcriptOf } from '../support/transcript.js';

describe('A10：客户问进度', () => {
  journey('没有在办的、一张、几张，各看到什么', async (stage) => {
    const { person, pays, settled } = stage;
    const zhang = await person('zhang', '张三');
    await settled();
    const transcript = transcriptOf(zhang, 'zh-CN');
    transcript.after('…');
    const asks = async (text: string) => {
      await zhang.says(text);
      await settled();
      transcript.after(text);
    };
    await asks('进度');
    const second = await orders(zhang, '乙公司');
    await settled();
    transcript.skip();
    await asks('进度');
    const first = await registers(stage, zhang, '甲公司');
    const third = await orders(zhang, '丙公司');
    await pays(third);
    await settled();
    transcript.skip();
    await asks('进度');
    await asks(`进度 #${second}`);
    await zhang.says(`#${first} 确认并关闭`);
    await settled();
    transcript.skip();
    await asks('到哪了');
    const at = path.join(import.meta.dirname, '../golden/transcripts', 'progress.zh-CN.txt');
    // Looked at, and committed with what changed it: WRITE_TRANSCRIPTS=1 npm test -- tests/journeys/progress
    if (process.env.WRITE_TRANSCRIPTS) writeFileSync(at, transcript.text());
    expect(transcript.text()).toBe(existsSync(at) ? readFileSync(at, 'utf8') : '');
  });
});
