/** 我的账号: which accounts somebody has, and a way to take one away; an administrator or lead sees a colleague's too. */

import type { BindingTarget } from '../../people/binding.js';
import { managersOf, mayManage } from '../../people/staff.js';
import { buttonValue } from '../../platform/button.js';
import type { Card } from '../../platform/card.js';
import { question } from '../../tickets/questions.js';
import type { BoundIdentity } from '../ports/bindings.js';
import { answersTo, defineErrand, type Outcome, type Running } from './errand.js';
import { type ErrandRefused, refuseErrand } from './refusals.js';

const MEMBER = {
  ...question('member', 'member', { 'zh-CN': '谁的账号', en: 'Whose accounts' }),
  required: false,
};

export const identities = defineErrand({
  type: 'identities',
  words: { 'zh-CN': ['我的账号', '账号', '绑定列表'], en: ['accounts', 'my accounts'] },
  label: { 'zh-CN': '账号', en: 'Accounts' },
  of: 'all',
  alone: true,
  may: () => null,
  async run({ said, member }, running) {
    const whose = personMeant(member ?? said, running);
    if (!('kind' in whose)) return whose;
    const { house } = running;
    return { card: page(whose, await house.store.bindings.identities(whose), running) };
  },
});

export const unbind = defineErrand({
  type: 'unbind',
  words: { 'zh-CN': ['解绑', '解除绑定'], en: ['unbind', 'unlink'] },
  label: { 'zh-CN': '解绑', en: 'Unlink' },
  of: 'all',
  alone: true,
  may: () => null,
  /** A button carries `<kind>/<id>/<platform>/<account>`, and `sure:` before it where it was asked; without one the page is shown. */
  async run({ said }, running): Promise<Outcome> {
    const { house, reader } = running;
    const [, sure, kind, id = '', platform = '', account = ''] =
      /^(sure:)?(member|requester)\/([^/]+)\/([^/]+)\/(.+)$/su.exec(String(said ?? '')) ?? [];
    if (kind === undefined) return identities.run(said === undefined ? {} : { said }, running);
    const whose: BindingTarget = { kind: kind as BindingTarget['kind'], id };
    const forbidden = mayLookAfter(whose, running);
    if (forbidden) return forbidden;
    const bound = await house.store.bindings.identities(whose);
    if (!bound.some((each) => each.platform === platform && each.account === account))
      return refuseErrand('not_bound', { platform, account });
    // Nobody locks themselves out: the last door is closed by somebody who stands outside.
    if (bound.length === 1 && id === reader.person.id) return refuseErrand('last_account');
    if (sure === undefined) return { card: isItMeant(whose, { platform, account }, running) };
    const left = bound.filter((each) => each.platform !== platform || each.account !== account);
    return {
      deeds: [{ deed: 'identityUnbound', platform, account, from: whose }],
      says: reader.wording.t('errand.identities.gone', { platform, account }),
      card: page(whose, left, running),
    };
  },
});

/** Asked once, with what it means. */
function isItMeant(
  { kind, id }: BindingTarget,
  { platform, account }: Pick<BoundIdentity, 'platform' | 'account'>,
  { reader: { wording } }: Running,
): Card {
  const params = { platform, account };
  return {
    title: wording.t('errand.identities.unbind', params),
    tone: 'warning',
    blocks: [{ kind: 'text', text: wording.t('errand.identities.means', params) }],
    buttons: [
      {
        text: wording.t('errand.identities.sure'),
        value: unbindButton(`sure:${kind}/${id}/${platform}/${account}`),
        style: 'danger',
      },
    ],
  };
}

const unbindButton = (argument: string) =>
  buttonValue({ action: 'unbind', ticketId: 0, version: 0, argument });

/** Oneself, or a colleague by name where one may look after them. */
function personMeant(named: unknown, running: Running): BindingTarget | Exclude<Outcome, { card: unknown }> {
  const { person } = running.reader;
  if (named === undefined) return { kind: person.kind, id: person.id };
  const read = answersTo([MEMBER], { member: named }, running);
  if (!('values' in read)) return read;
  const whose: BindingTarget = { kind: 'member', id: String(read.values.member) };
  return mayLookAfter(whose, running) ?? whose;
}

function mayLookAfter(whose: BindingTarget, { reader }: Running): ErrandRefused | null {
  const { person, directory } = reader;
  if (whose.kind === person.kind && whose.id === person.id) return null;
  const actor = person.kind === 'member' ? directory.members.get(person.id) : undefined;
  const member = whose.kind === 'member' ? directory.members.get(whose.id) : undefined;
  if (actor && member && mayManage(actor, member)) return null;
  const managers = member ? managersOf(directory, member).map(({ id }) => ({ person: `member:${id}` })) : [];
  return refuseErrand('not_in_charge', {
    person: { person: `${whose.kind}:${whose.id}` },
    holder: managers.length > 0 ? managers : [{ message: 'role.admin' }],
  });
}

function page(whose: BindingTarget, bound: readonly BoundIdentity[], { reader }: Running) {
  const { wording } = reader;
  return {
    title: wording.t('errand.identities.title', { name: wording.person(`${whose.kind}:${whose.id}`) }),
    tone: 'info' as const,
    blocks: [
      bound.length === 0
        ? { kind: 'text' as const, text: wording.t('errand.identities.none') }
        : {
            kind: 'fields' as const,
            fields: bound.map(({ platform, account }) => ({ label: platform, value: account })),
          },
      { kind: 'text' as const, text: wording.t('errand.identities.how') },
    ],
    buttons: bound.map(({ platform, account }) => ({
      text: wording.t('errand.identities.unbind', { platform, account }),
      value: unbindButton(`${whose.kind}/${whose.id}/${platform}/${account}`),
      style: 'plain' as const,
    })),
  };
}
