/** 材料: a customer sees what was sent and what is missing, and sends one again while it is still theirs. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from '@jest/globals';
import { PDF } from '../support/files.js';
import { journey } from '../support/journey.js';
import { orders } from '../support/orders.js';
import { transcriptOf } from '../support/transcript.js';

describe('A10：客户的材料', () => {
  journey('还差什么、交了什么、重传一份；交上去以后要换，说清楚找谁', async (stage) => {
    const { person, pays, settled, troika } = stage;
    const zhang = await person('zhang', '张三');
    const lin = await person('lin', '林晓');
    const transcript = transcriptOf(zhang, 'zh-CN');
    const then = async (event: string, act: Promise<unknown>) => {
      await act;
      await settled();
      transcript.after(event);
    };
    const ticket = await orders(zhang, '甲公司');
    await settled();
    transcript.skip();
    await then('材料（还没有付款）', zhang.says('材料'));
    await pays(ticket);
    await settled();
    transcript.skip();
    await then('材料', zhang.says('材料'));
    await then('发来证件', zhang.sends({ name: '身份证.pdf', bytes: PDF }));
    await then('材料', zhang.says('材料'));
    await then('重传 身份证件', zhang.says('重传 身份证件'));
    await then('发来新的一份', zhang.sends({ name: '身份证（清晰）.pdf', bytes: Buffer.concat([PDF, PDF]) }));
    await then('材料', zhang.says('材料'));
    await then('提交资料', zhang.says('提交资料'));
    await then('重传 身份证件', zhang.says('重传 身份证件'));
    const at = path.join(import.meta.dirname, '../golden/transcripts', 'materials.zh-CN.txt');
    // Looked at, and committed with what changed it: WRITE_TRANSCRIPTS=1 npm test -- tests/journeys/materials
    if (process.env.WRITE_TRANSCRIPTS) writeFileSync(at, transcript.text());
    expect(transcript.text()).toBe(existsSync(at) ? readFileSync(at, 'utf8') : '');

    await lin.says(`#${ticket}`);
    await lin.sees({ title: '甲公司', text: ['身份证（清晰）.pdf', '重传过：张三'] });
    const read = await troika.store.tickets.ticket(ticket);
    expect(read?.ticket.documents.id_scan?.replaced).toMatchObject([{ name: '身份证.pdf' }]);
  });
});
