/**
 * 绑定: an account becomes one of a person we know. Whoever asks names the person; the code goes to the person's other
 * account, and only who can read it there can say it here. What is answered never tells whether somebody was found.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { createWording } from '../../cards/wording.js';
import {
  type Binding,
  type BindingTarget,
  CODE_TRIES,
  CODE_VALID_MS,
  COUNTED_MS,
  mayAskAt,
  openBinding,
} from '../../people/binding.js';
import type { Locale } from '../../people/people.js';
import { type Address, platformOf } from '../../platform/address.js';
import { buttonValue } from '../../platform/button.js';
import { ask, question } from '../../tickets/questions.js';
import type { OutboxItem } from '../ports/outbox.js';
import { type Done, defineErrand, type Outcome, type Running } from './errand.js';
import { refuseErrand } from './refusals.js';

const WHO = question('who', 'text', {
  'zh-CN': '您是谁（姓名、工号，或您的一个工单号，如 #12）',
  en: 'Who you are (name, member id, or the number of a ticket of yours, such as #12)',
});
const CODE = question('code', 'text', { 'zh-CN': '6 位验证码', en: 'The 6-digit code' }, { max: 20 });
/** What the button under a sent code carries before the request's id: the owner says that it was not them. */
const NOT_ME = 'not_me:';

export const bind = defineErrand({
  type: 'bind',
  words: { 'zh-CN': ['绑定', '绑定账号'], en: ['bind', 'link account'] },
  label: { 'zh-CN': '绑定账号', en: 'Link this account' },
  of: 'all',
  alone: true,
  may: () => null,
  async run({ said, who, code }, running) {
    const named = String(who ?? said ?? '').trim();
    if (named.startsWith(NOT_ME)) return notMe(named.slice(NOT_ME.length), running);
    const { reader } = running;
    if (reader.person.kind === 'member')
      return refuseErrand('bound_already', { person: { person: `member:${reader.person.id}` } });
    const typed = codeIn(String(code ?? named));
    if (typed !== null) return answerCode(typed, running);
    if (code !== undefined) return refuseErrand('wrong_code_form', { got: String(code).slice(0, 20) });
    return named === '' ? ask(WHO) : request(named, running);
  },
});

/** Six digits, however they are written: `123 456`, `１２３４５６`, `绑定 123456`. A ticket's number has its sign. */
function codeIn(said: string): string | null {
  const found = /(?<![#\d])(\d{3})[\s-]?(\d{3})(?!\d)/u.exec(said.normalize('NFKC'));
  return found ? `${found[1]}${found[2]}` : null;
}

interface Found {
  readonly target: BindingTarget;
  readonly locale: Locale;
  /** Where the code goes. */
  readonly address: Address;
}

async function request(named: string, running: Running): Promise<Outcome> {
  const { house, reader, inbound, now, key } = running;
  const found = await personNamed(named, running);
  const asker = { platform: inbound.platform, account: inbound.sender.account };
  const recent = await house.store.bindings.recent(asker, found?.target ?? null, now - COUNTED_MS);
  const freeAt = mayAskAt(recent, asker, found?.target ?? null, now);
  if (freeAt !== null) return refuseErrand('too_many_codes', { at: { at: freeAt } });
  // Nobody found is answered alike, and counts alike: the request is kept under a name that nobody has.
  const id = randomUUID();
  const digits = String(randomInt(1_000_000)).padStart(6, '0');
  return {
    deeds: [
      {
        ...{ deed: 'bindingAsked', id, ...asker, expiresAt: now + CODE_VALID_MS },
        target: found?.target ?? { kind: 'requester', id: `nobody:${id}` },
        secret: { code: digits },
      },
    ],
    says: reader.wording.t('errand.bind.sent', { name: named }),
    ...(found ? { outbox: [codeFor(found, { id, digits, key }, running)] } : {}),
    asks: ask(CODE),
  };
}

/** A member by id or name, a requester by one of their tickets; written to anywhere but here. */
async function personNamed(named: string, { house, reader, inbound }: Running): Promise<Found | null> {
  const ticket = /^[#＃]?\s?(\d{1,9})$/u.exec(named.normalize('NFKC'));
  if (ticket) {
    const read = await house.store.tickets.ticket(Number(ticket[1]));
    const { id, locale, address } = read?.requester ?? { id: '', locale: house.locale, address: null };
    if (id === '' || id === reader.person.id || address === null || address === inbound.address) return null;
    return { target: { kind: 'requester', id }, locale, address: address as Address };
  }
  const members = [...reader.directory.members.values()].filter(
    ({ id, name, active }) => active && (id === named || name === named),
  );
  const [member] = members;
  const elsewhere = member?.addresses.find((address) => address !== inbound.address);
  if (!member || members.length > 1 || elsewhere === undefined) return null;
  return { target: { kind: 'member', id: member.id }, locale: member.locale, address: elsewhere as Address };
}

function codeFor(
  { address, locale }: Found,
  { id, digits, key }: { readonly id: string; readonly digits: string; readonly key: string },
  { house, reader, inbound, now }: Running,
): OutboxItem {
  const { messages } = reader.edition;
  const wording = createWording({ messages, locale, directory: reader.directory, tz: house.tz, now });
  const name = inbound.sender.name ?? inbound.sender.account;
  const card = {
    title: wording.t('errand.bind.code_title', { code: digits }),
    tone: 'warning' as const,
    blocks: [
      {
        kind: 'text' as const,
        text: wording.t('errand.bind.code', {
          name,
          platform: inbound.platform,
          minutes: CODE_VALID_MS / 60_000,
        }),
      },
    ],
    buttons: [
      {
        text: wording.t('errand.bind.not_me'),
        value: buttonValue({ action: 'bind', ticketId: 0, version: 0, argument: `${NOT_ME}${id}` }),
        style: 'danger' as const,
      },
    ],
  };
  return { key: `${key}/code`, address, locale, ticketId: null, body: { kind: 'card', card } };
}

async function answerCode(code: string, running: Running): Promise<Outcome> {
  const { house, reader, inbound, now, key } = running;
  const asker = { platform: inbound.platform, account: inbound.sender.account };
  const recent = await house.store.bindings.recent(asker, null, now - COUNTED_MS);
  const binding = openBinding(recent, asker, now);
  if (!binding) return refuseErrand('no_code_open');
  if (!(await house.store.bindings.matches(binding.id, code))) {
    const left = CODE_TRIES - binding.tries - 1;
    return {
      deeds: [{ deed: 'codeMissed', id: binding.id, tries: binding.tries }],
      says: reader.wording.t(left > 0 ? 'errand.bind.wrong' : 'errand.bind.spent', { n: left }),
      tone: 'warning',
      ...(left > 0 ? { again: true } : {}),
    };
  }
  return bound(binding, key, running);
}

async function bound(binding: Binding, key: string, { house, reader, inbound }: Running): Promise<Done> {
  const { person, wording, directory } = reader;
  const { target, platform, account } = binding;
  const own = await house.store.tickets.list({ requesterId: person.id, limit: MOST_TICKETS });
  const name = target.kind === 'member' ? directory.members.get(target.id)?.name : undefined;
  return {
    deeds: [
      {
        ...{ deed: 'identityBound', binding: binding.id, tries: binding.tries, platform, account },
        ...{ address: inbound.address, to: target, from: person.id },
      },
    ],
    says: wording.t(name === undefined ? 'errand.bind.done_requester' : 'errand.bind.done', {
      name: name ?? '',
      platform: platformOf(inbound.address),
    }),
    // A customer's tickets follow them; a member keeps nothing under the name of the stranger they were taken for.
    commands:
      target.kind === 'member'
        ? []
        : own.map(({ id }) => ({
            key: `${key}/adopt/${id}`,
            command: {
              ...{ type: 'adopt', ticketId: id, actor: { kind: 'system' } },
              input: { from: person.id, to: target.id },
            },
          })),
  };
}

async function notMe(id: string, { house, reader }: Running): Promise<Outcome> {
  const { person, wording } = reader;
  const target: BindingTarget = { kind: person.kind, id: person.id };
  const recent = await house.store.bindings.recent({ platform: '', account: '' }, target, 0);
  // Only who was asked may say so.
  if (!recent.some((each) => each.id === id)) return refuseErrand('no_code_open');
  return { deeds: [{ deed: 'bindingRefused', id }], says: wording.t('errand.bind.refused') };
}

/** More than anybody brings along from an account nobody knew. */
const MOST_TICKETS = 1_000;
