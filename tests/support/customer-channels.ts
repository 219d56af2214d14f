/** Every way to a customer at once, each with its limits — WeChat's customer service, an Official Account, text messages, mail — in front of one desk whose people sit at the page. */
import { MailEmulator } from '../emulators/mail/emulator.js';
import { SmsEmulator } from '../emulators/sms/emulator.js';
import { WechatOaEmulator } from '../emulators/wechat-oa/emulator.js';
import type { WecomEmulator } from '../emulators/wecom/emulator.js';
import { contentFolder } from './content.js';
import { mailVariables } from './mail-variables.js';
import { freshDatabase } from './postgres.js';
import { smsVariables } from './sms-variables.js';
import { inDatabase } from './store.js';
import { openTroika, START, settled, type TestTroika } from './troika.js';
import { wechatOaVariables } from './wechat-oa-house.js';
import { kfVariables } from './wecom-house.js';
import { companyAtWecom } from './wecom-scenery.js';

export const NOTICE = 'noticeTemplate0123456789';
const TEXT = '1001';
const KEY = 'aKeyForCallbacks0';
const TEMPLATES = `  templates:
    wechat-oa:
      default: { id: ${NOTICE}, values: { thing1: "{title}", phrase2: "{state}" } }
    sms:
      default: { id: "${TEXT}", values: { "1": "{ticket}", "2": "{state}" } }
`;

export interface CustomerChannels {
  readonly troika: TestTroika;
  readonly wecom: WecomEmulator;
  readonly oa: WechatOaEmulator;
  readonly sms: SmsEmulator;
  readonly mail: MailEmulator;
  /** Everywhere so much time passes, and all that follows has happened. */
  passes(ms: number): Promise<void>;
  /** All that was said is received and answered, all that can go out has gone out. */
  quiet(): Promise<void>;
  /** Whoever is known by this account has that one, too. */
  joins(known: Account, other: Account): Promise<void>;
  close(): Promise<void>;
}

export interface Account {
  readonly platform: 'wechat-kf' | 'wechat-oa' | 'sms' | 'mail';
  readonly account: string;
}

export async function openCustomerChannels(): Promise<CustomerChannels> {
  const origin = Date.parse(`${START}+08:00`);
  const wecom = await companyAtWecom(origin);
  const oa = await WechatOaEmulator.start({ origin });
  const [sms, mail] = [await SmsEmulator.start(), await MailEmulator.start()];
  oa.addTemplate({ id: NOTICE, title: '办理进度', kind: 'notice', fields: ['thing1', 'phrase2'] });
  sms.addTemplate({ id: TEXT, content: '您的工单{1}有新进展：{2}。拒收请回复R' });
  const content = await contentFolder([
    { file: 'desk.yaml', from: /(?<=\n {2}asked: \[wechat-kf, wechat-oa, sms, mail\]\n)/u, to: TEMPLATES },
  ]);
  const database = await freshDatabase('channels');
  const troika = await openTroika({
    databaseUrl: database.url,
    environment: {
      ...{ ...kfVariables(wecom), ...wechatOaVariables(oa), ...smsVariables(sms), ...mailVariables(mail) },
      ...{ SMS_CALLBACK_KEY: KEY, TROIKA_CONTENT: content.folder },
    },
  });
  sms.pushesTo({
    receipts: `${troika.url}/sms/receipts/${KEY}`,
    replies: `${troika.url}/sms/replies/${KEY}`,
  });
  for (const verified of [
    await wecom.kf.listensAt(`${troika.url}/wechat/kf`),
    await oa.listensAt(`${troika.url}/wechat/oa`),
  ])
    if (!verified.acknowledged) throw new Error(`WeChat does not take our address: ${verified.why}`);

  async function passes(ms: number): Promise<void> {
    await settled(troika);
    for (const { clock } of [wecom, oa, sms, mail]) clock.advance(ms);
    await sms.settled();
    await troika.advance(ms);
  }
  return {
    ...{ troika, wecom, oa, sms, mail, passes },
    async quiet() {
      const { inbox, outbox, clock } = troika.store;
      for (;;) {
        await settled(troika);
        const unread = await inbox.unsettled(clock.now() + 1_000, 1);
        const { pending } = await outbox.health(clock.now());
        if (unread.length + pending === 0) return;
        // A bucket is empty, or somebody is to be tried again.
        if (unread.length === 0) await passes(5_000);
      }
    },
    joins: (known, other) =>
      inDatabase(database.url, async (client) => {
        const { rowCount } = await client.query(
          `INSERT INTO identity (platform, account, requester_id)
           SELECT $1, $2, requester_id FROM identity WHERE platform = $3 AND account = $4`,
          [other.platform, other.account, known.platform, known.account],
        );
        if (rowCount !== 1) throw new Error(`expected ${known.account} to be known at ${known.platform}`);
      }),
    async close() {
      await troika.stop();
      for (const each of [wecom, oa, sms, mail]) await each.close();
      await content.remove();
      await database.drop();
    },
  };
}
