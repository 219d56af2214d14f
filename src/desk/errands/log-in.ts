/** 登录: a fresh one-time link into our page, for the member who asks and for nobody else. Said in a group, it goes to them alone. */
import { LATELY_MS, LINK_LIFETIME_MS, nextLinkAt } from '../../people/log-in.js';
import { type Address, platformOf } from '../../platform/address.js';
import type { Card } from '../../platform/card.js';
import { newLink } from '../log-in.js';
import type { OutboxItem } from '../ports/outbox.js';
import { type Done, defineErrand, type Running } from './errand.js';
import { refuseErrand } from './refusals.js';

export const logIn = defineErrand({
  type: 'log_in',
  words: { 'zh-CN': ['登录', '登陆'], en: ['log in', 'login'] },
  label: { 'zh-CN': '登录网页', en: 'Log in to the page' },
  of: 'staff',
  alone: false,
  may: () => null,
  async run(_input, running) {
    const { house, reader, inbound, now } = running;
    const alone = inbound.private ? inbound.address : addressOf(running);
    if (alone === null) return refuseErrand('no_private_chat');
    const since = now - LATELY_MS;
    const before = await house.store.logIns.made(reader.person.id, since);
    const next = nextLinkAt(before);
    if (next !== null) return refuseErrand('too_many_links', { at: { at: next } });
    const { token, made } = newLink(reader.person.id, now, { lately: { since, count: before.length } });
    const card = linkCard(`${house.publicUrl()}/login/${token}`, running);
    return inbound.private ? { deeds: [made], card } : apart({ deeds: [made], card }, alone, running);
  },
});

/** Where the member is alone with us: on the platform they asked on, where there is such a place. */
function addressOf({ reader, inbound }: Running): Address | null {
  const addresses = (reader.directory.members.get(reader.person.id)?.addresses ?? []) as readonly Address[];
  return addresses.find((each) => platformOf(each) === inbound.platform) ?? addresses[0] ?? null;
}

/** The group hears that the link was sent, and not the link. */
function apart(
  { deeds, card }: Required<Pick<Done, 'deeds' | 'card'>>,
  alone: Address,
  running: Running,
): Done {
  const { reader, inbound, key } = running;
  const { wording, locale, person } = reader;
  const note: Card = {
    title: wording.t('log_in.sent', { name: wording.person(`member:${person.id}`) }),
    tone: 'info',
    blocks: [],
    buttons: [],
  };
  const item = (name: string, address: Address, shown: Card): OutboxItem => ({
    ...{ key: `${key}/${name}`, address, locale, ticketId: null },
    body: { kind: 'card', card: shown },
  });
  return { deeds, outbox: [item('link', alone, card), item('sent', inbound.address, note)] };
}

function linkCard(url: string, { reader: { wording } }: Running): Card {
  return {
    title: wording.t('log_in.title'),
    tone: 'info',
    blocks: [
      { kind: 'text', text: wording.t('log_in.once', { minutes: LINK_LIFETIME_MS / 60_000 }) },
      { kind: 'link', text: wording.t('log_in.open'), url },
    ],
    buttons: [],
  };
}
