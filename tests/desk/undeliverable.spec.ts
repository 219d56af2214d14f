/** A group that is gone, an account that was closed: the notice takes another way, and somebody who can mend it is told. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { publish } from '../../src/desk/publish.js';
import type { Address } from '../../src/platform/address.js';
import { DeliveryError } from '../../src/platform/delivery-error.js';
import { contentFiles } from '../support/content.js';
import { type OpenDesk, openDesk, type Platform, platform } from '../support/desk.js';

const GROUP = 'web:desk:it' as Address;
const LI = 'web:desk:li' as Address;
const LEADS = ['web:desk:zhao'];

let web: Platform;
let open: OpenDesk;
let gone: readonly Address[];
let errors: object[];
beforeEach(async () => {
  web = platform('web');
  gone = [];
  web.answer = ({ address }) => {
    if (gone.includes(address)) throw new DeliveryError({ kind: 'rejected', reason: 'the chat is gone' });
  };
  errors = [];
  const quiet = () => undefined;
  const log = { debug: quiet, info: quiet, warn: quiet, error: (fields: object) => errors.push(fields) };
  open = await openDesk([web], { log });
});
afterEach(() => open.close());

async function say(key: string, address: Address, { store, desk } = open): Promise<void> {
  const body = {
    kind: 'say',
    say: 'notice_card.title',
    params: {},
    tone: 'bad',
    links: [],
    actions: [],
  } as const;
  const item = { key, address, locale: 'zh-CN', ticketId: null, body } as const;
  await store.tickets.save({ expect: [], outbox: [item], commands: [] });
  desk.house.onSaved({ commands: [] });
  await desk.idle();
}

const heard = () => web.sent.map(({ address }) => address);

test('whoever leads the team of a group that is gone is told, once a day', async () => {
  gone = [GROUP];
  await say('first', GROUP);
  await say('second', GROUP);
  expect(heard()).toEqual(LEADS);
  expect(await open.store.outbox.deadLetters(9)).toHaveLength(2);
  // That it was said already is no failure of ours.
  expect(errors).toEqual([]);
});

test('the leader of a member who cannot be reached is told; the member hears the rest as before', async () => {
  gone = [LI];
  await say('first', LI);
  expect(heard()).toEqual(LEADS);
  gone = [];
  await say('second', LI);
  expect(heard()).toEqual([...LEADS, LI]);
});

test('a member who is also elsewhere hears it there', async () => {
  const feishu = platform('feishu');
  const both = await openDesk([web, feishu]);
  const edit = {
    file: 'desk.yaml',
    from: 'identities: { web: li }',
    to: 'identities: { web: li, feishu: ou_li }',
  };
  await publish(both.desk.house, await contentFiles([edit]), 'test');
  gone = [LI];
  await say('first', LI, both);
  expect(feishu.sent.map(({ address }) => address)).toEqual(['feishu:desk:ou_li']);
  // The groups heard what was published.
  expect(heard().filter((address) => address === LI || LEADS.includes(address))).toEqual(LEADS);
  await both.close();
});

test('news of a place that is gone do not chase each other', async () => {
  gone = [GROUP, LEADS[0] as Address];
  await say('first', GROUP);
  expect(heard()).toEqual([]);
  expect(await open.store.outbox.deadLetters(9)).toHaveLength(2);
});

test('an answer that cannot be given is nobody else’s business', async () => {
  gone = [LI];
  await open.post(LI, 'an answer');
  await open.desk.idle();
  expect(heard()).toEqual([]);
});
