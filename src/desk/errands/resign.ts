/** 离职: somebody leaves. From this moment on they may do nothing, and their open tickets go to their lead. */

import { NOTHING } from '../../people/directory-difference.js';
import type { Member } from '../../people/people.js';
import { managersOf, mayManage } from '../../people/staff.js';
import { buttonValue } from '../../platform/button.js';
import { question } from '../../tickets/questions.js';
import { answersTo, type Done, defineErrand, type Running, type Shown } from './errand.js';
import { type ErrandRefused, refuseErrand } from './refusals.js';
import { take } from './take-list.js';

const MEMBER = question('member', 'member', { 'zh-CN': '谁离职', en: 'Who leaves' });
/** What the confirming button carries before the member's id. */
const SURE = 'sure:';

export const resign = defineErrand({
  type: 'resign',
  words: { 'zh-CN': ['离职', '停用成员'], en: ['offboard', 'resign'] },
  label: { 'zh-CN': '离职', en: 'Offboard' },
  of: 'staff',
  alone: true,
  may: () => null,
  async run({ said, member: answered }, running) {
    const named = typeof said === 'string' ? said : '';
    const sure = named.startsWith(SURE);
    const read = answersTo(
      [MEMBER],
      { member: answered ?? (sure ? named.slice(SURE.length) : named) },
      running,
    );
    if (!('values' in read)) return read;
    const member = running.reader.directory.members.get(String(read.values.member));
    if (!member) throw new Error(`resign: expected a member that was read, got ${read.values.member}`);
    return forbidden(member, running) ?? (sure ? leave(member, running) : confirm(member, running));
  },
});

function forbidden(member: Member, { reader }: Running): ErrandRefused | null {
  const { person, directory } = reader;
  const actor = directory.members.get(person.id);
  if (actor?.id === member.id) return refuseErrand('own_account');
  if (actor && mayManage(actor, member)) return null;
  const holder = managersOf(directory, member).map(({ id }) => ({ person: `member:${id}` }));
  return refuseErrand('not_in_charge', { person: { person: `member:${member.id}` }, holder });
}

async function confirm(member: Member, { house, reader }: Running): Promise<Shown> {
  const { wording } = reader;
  const open = await house.store.tickets.heldBy([member.id]);
  return {
    card: {
      title: wording.t('errand.resign.title', { name: member.name }),
      tone: 'warning',
      blocks: [
        { kind: 'text', text: wording.t('errand.resign.means', { name: member.name, n: open.length }) },
      ],
      buttons: [
        {
          text: wording.t('errand.resign.sure'),
          value: buttonValue({ action: 'resign', ticketId: 0, version: 0, argument: `${SURE}${member.id}` }),
          style: 'danger',
        },
      ],
    },
  };
}

async function leave(member: Member, running: Running): Promise<Done> {
  const { deed, commands } = await take({ ...NOTHING, leaving: [member] }, running);
  const n = commands.length;
  return {
    deeds: [deed],
    says: running.reader.wording.t('errand.resign.done', { name: member.name, n }),
    commands,
  };
}
