/** What became of the notices of a ticket: each with the ways it took, and what may still be sent. */

import { buttonValue } from '../platform/button.js';
import type { Block, Button, Card } from '../platform/card.js';
import type { Param } from '../tickets/refusal.js';
import { openButton } from './navigate.js';
import { platformName } from './platform-name.js';
import type { Wording } from './wording.js';

export interface FateFacts {
  readonly key: string;
  readonly platform: string;
  readonly status: string;
  readonly reason: string | null;
  readonly at: number;
  /** What was said, as far as it has words. */
  readonly body:
    | { readonly kind: 'say'; readonly say: string; readonly params: Readonly<Record<string, Param>> }
    | { readonly kind: string };
}

export interface RoomLeft {
  readonly platform: string;
  readonly messages: number;
  readonly until: number | null;
  /** Notices that they agreed to, by what each kind is called. */
  readonly consents: readonly { readonly name: Param; readonly left: number }[];
}

/** Reasons of ours, by `fate.reason.<code>`; a platform's own are in its words. */
const OURS: ReadonlySet<string> = new Set([
  ...['no_consent', 'no_room', 'no_template', 'undelivered', 'unmet'],
]);
const IN_DOUBT: ReadonlySet<string> = new Set(['uncertain', 'dead']);
const BUTTONS = 5;

/** Why something did not go through. */
export function reasonParam(reason: string): Param {
  return OURS.has(reason) ? { message: `fate.reason.${reason}` } : reason;
}

/** 「公众号：还能发 2 条，剩 6 小时；还有 1 条订阅通知（办理进展 1 条）」 */
export function roomLine(room: RoomLeft, wording: Wording): string {
  const said = messagesLine(room, wording);
  const left = room.consents.filter((one) => one.left > 0);
  if (left.length === 0) return said;
  return wording.t('fate.with_consents', {
    room: said,
    n: left.reduce((sum, one) => sum + one.left, 0),
    names: left.map(({ name, left: n }) => ({ message: 'fate.consent', params: { name, n } })),
  });
}

function messagesLine({ platform, messages, until }: RoomLeft, wording: Wording): string {
  const where = platformName(platform, wording);
  if (messages === 0) return wording.t('fate.shut', { where });
  const time = until === null ? null : wording.duration(until - wording.now, 'calendar');
  return time === null
    ? wording.t('fate.left', { where, n: messages })
    : wording.t('fate.left_until', { where, n: messages, time });
}

export function fatesCard(
  shown: {
    readonly ticket: { readonly id: number; readonly title: string };
    readonly fates: readonly FateFacts[];
    readonly room: RoomLeft | null;
    /** So often they were asked to agree to notices, and what they said. */
    readonly asked: { readonly times: number; readonly agreed: number; readonly declined: number };
  },
  wording: Wording,
): Card {
  const { ticket, fates, room, asked } = shown;
  const notices = byNotice(fates);
  const doubtful = fates.filter(({ status }) => IN_DOUBT.has(status));
  return {
    title: wording.t('fate.title', { id: ticket.id, title: ticket.title }),
    tone: doubtful.length > 0 ? 'warning' : 'info',
    blocks: [
      ...(room ? [text(roomLine(room, wording), room.messages < 2 ? 'warning' : 'neutral')] : []),
      ...(asked.times === 0 ? [] : [text(askedLine(asked, wording), 'neutral')]),
      ...(notices.length === 0 ? [text(wording.t('fate.none'), 'neutral')] : []),
      ...notices.map((ways) => text(ways.map((way, n) => wayLine(way, n === 0, wording)).join('\n'))),
    ],
    buttons: [
      ...doubtful.slice(-BUTTONS).map((fate) => resendButton(ticket.id, fate, wording)),
      openButton(wording.t('button.open', { id: ticket.id }), ticket.id),
    ],
  };
}

function askedLine(
  { times, agreed, declined }: { readonly times: number; readonly agreed: number; readonly declined: number },
  wording: Wording,
): string {
  return wording.t('fate.consents_asked', { asked: times, agreed, declined });
}

export function resendButton(
  ticketId: number,
  { key, platform }: Pick<FateFacts, 'key' | 'platform'>,
  wording: Wording,
): Button {
  return {
    text: wording.t('fate.resend', { where: platformName(platform, wording) }),
    value: buttonValue({ action: 'resend', ticketId: 0, version: 0, argument: `${ticketId}/${key}` }),
    style: 'plain',
  };
}

/** The ways of one notice, in the order it took them. */
function byNotice(fates: readonly FateFacts[]): readonly (readonly FateFacts[])[] {
  const notices = new Map<string, FateFacts[]>();
  for (const fate of fates) {
    const first = fate.key.replace(/^way\/\d+\//u, '');
    notices.set(first, [...(notices.get(first) ?? []), fate]);
  }
  return [...notices.values()];
}

function wayLine(
  { platform, status, reason, at, body }: FateFacts,
  first: boolean,
  wording: Wording,
): string {
  const where = platformName(platform, wording);
  const how =
    status === 'moved' || status === 'dead' || status === 'uncertain'
      ? wording.t(`fate.${status}`, { where, reason: reasonParam(reason ?? '') })
      : wording.t(`fate.${status}`, { where });
  const moment = wording.param({ at });
  if (!first) return wording.t('fate.way', { at: moment, how });
  // A card has no words of its own: it shows the ticket, answers, or gathers what others say.
  const said =
    'say' in body ? firstLine(wording.t(body.say, body.params)) : wording.t(`fate.what.${body.kind}`);
  return wording.t('fate.first', { at: moment, said, how });
}

/** The head of what was said is enough to know it by. */
function firstLine(said: string): string {
  const [line = ''] = said.split('\n');
  return line.length > 24 ? `${line.slice(0, 24)}…` : line;
}

const text = (said: string, tone?: 'neutral' | 'warning'): Block =>
  tone === undefined ? { kind: 'text', text: said } : { kind: 'text', text: said, tone };
