/** 送达: what became of the notices to whoever asked for a ticket, way by way; one in doubt or given up is sent again by a tap. */
import { fatesCard } from '../../cards/fates.js';
import { refusalCard } from '../../cards/refusal.js';
import { refuseHere } from '../../conversation/refusals.js';
import { platformOf } from '../../platform/address.js';
import { refuse } from '../../tickets/refusal.js';
import type { ConsentAsk } from '../ports/consents.js';
import type { NoticeFate } from '../ports/outbox.js';
import { roomAt } from '../room-at.js';
import { unmetAt } from '../unmet.js';
import { readFor } from '../views.js';
import { defineErrand, type Outcome, type Running } from './errand.js';
import { refuseErrand } from './refusals.js';

const MOST_SHOWN = 20;
const TICKET = /^[#＃]?\s*(\d{1,9})$/u;

export const deliveries = defineErrand({
  type: 'deliveries',
  words: { 'zh-CN': ['送达', '送达记录', '通知记录'], en: ['deliveries', 'delivery'] },
  label: { 'zh-CN': '送达', en: 'Deliveries' },
  of: 'staff',
  alone: true,
  may: () => null,
  run: async ({ said }, running) => {
    const id = Number(TICKET.exec(String(said ?? '').trim())?.[1] ?? Number.NaN);
    const { wording } = running.reader;
    if (Number.isNaN(id))
      return {
        card: refusalCard(refuseHere('which_ticket', { word: wording.text(deliveries.label) }), wording),
      };
    return page(id, running);
  },
});

export const resend = defineErrand({
  type: 'resend',
  words: { 'zh-CN': [], en: [] },
  label: { 'zh-CN': '重发', en: 'Send again' },
  of: 'staff',
  alone: true,
  may: () => null,
  /** A button carries `<ticket>/<key of the message>`: who may see the ticket may send again what is about it. */
  async run({ said }, running): Promise<Outcome> {
    const [, ticket = '', key = ''] = /^(\d{1,9})\/(.+)$/su.exec(String(said ?? '')) ?? [];
    const { house, reader, now } = running;
    const read = await readFor(house, reader, Number(ticket), 'resend');
    if (!read) return refuse('unknown_ticket', { ticket });
    const fates = await house.store.outbox.fates(read.ticket.id, MOST_SHOWN);
    const meant = fates.find((each) => each.key === key);
    if (!meant || (meant.status !== 'uncertain' && meant.status !== 'dead'))
      return refuseErrand('nothing_to_resend');
    if (!(await house.store.outbox.resend(key, now))) return refuseErrand('nothing_to_resend');
    house.onSaved({ commands: [] });
    return { deeds: [], says: reader.wording.t('fate.sent_again') };
  },
});

async function page(id: number, { house, reader, now }: Running): Promise<Outcome> {
  const read = await readFor(house, reader, id, 'deliveries');
  if (!read) return refuse('unknown_ticket', { ticket: id });
  const all = await house.store.outbox.fates(id, MOST_SHOWN);
  // Our own lane, before the first way, is none.
  const fates = all.filter(({ address }) => unmetAt(address) === null);
  const { ticket, requester } = read;
  const room = await roomAt(house, requester, now);
  const asks = await house.store.consents.asked([id]);
  const sum = (of: (ask: ConsentAsk) => number) => asks.reduce((all, ask) => all + of(ask), 0);
  const asked = {
    ...{ times: sum(({ times }) => times), agreed: sum(({ agreed }) => agreed) },
    declined: sum(({ declined }) => declined),
  };
  return { card: fatesCard({ ticket, fates: fates.map(fateFacts), room, asked }, reader.wording) };
}

const fateFacts = ({ address, ...fate }: NoticeFate) => ({ ...fate, platform: platformOf(address) });
