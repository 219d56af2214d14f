/** 同意延期 / 不同意延期: the second hand where more time is asked for than somebody may take on their own. */
import { z } from 'zod';
import { actorName } from '../../people/actor.js';
import { defineAction, type Permission } from '../action.js';
import { extended, extensible } from '../extension.js';
import { roleHolders } from '../holders.js';
import { refuse } from '../refusal.js';
import { allOf, anyOf, role } from '../rules.js';
import type { Ticket } from '../ticket.js';

const asked: Permission = ({ extensionAsked }) => (extensionAsked ? null : refuse('no_extension_asked'));

/** Whoever asks does not agree to it themselves. */
const notAsker: Permission = (ticket, facts) => {
  const own = isOwn(ticket, facts.actor);
  const holder = roleHolders(['lead'], ticket.queue, facts).filter(
    (param) => typeof param !== 'object' || !('person' in param) || param.person !== actorName(facts.actor),
  );
  return own ? refuse('own_extension', { holder }) : null;
};

/** Whoever asked takes it back. */
const asker: Permission = (ticket, facts) =>
  isOwn(ticket, facts.actor) && facts.directory.members.get(ticket.extensionAsked?.by ?? '')?.active
    ? null
    : role('lead')(ticket, facts);

function isOwn({ extensionAsked }: Ticket, actor: { readonly kind: string; readonly id?: string }): boolean {
  return actor.kind === 'member' && actor.id === extensionAsked?.by;
}

export const grant = defineAction({
  type: 'grant',
  words: { 'zh-CN': ['同意延期'], en: ['grant'] },
  label: { 'zh-CN': '同意延期', en: 'Grant the extension' },
  input: z.strictObject({}),
  may: allOf(role('lead'), asked, notAsker),
  stale: false,
  decide(ticket, _input, facts) {
    const { extensionAsked } = ticket;
    const clock = extensible(ticket, facts).find(({ name }) => name === extensionAsked?.of);
    // Meanwhile it is over, stands still, or has passed: then no time can be added to it.
    if (!extensionAsked || !clock) return refuse('nothing_runs');
    return extended(ticket, clock, extensionAsked, facts);
  },
});

export const deny = defineAction({
  type: 'deny',
  words: { 'zh-CN': ['不同意延期', '撤回延期'], en: ['deny', 'take back the extension'] },
  label: { 'zh-CN': '不同意延期', en: 'Deny the extension' },
  input: z.strictObject({ reason: z.string().trim().max(200).optional() }),
  may: allOf(anyOf(role('lead'), asker), asked),
  stale: false,
  decide({ extensionAsked }, { reason }, { now, actor }) {
    if (!extensionAsked) return refuse('no_extension_asked');
    const { of } = extensionAsked;
    return [{ type: 'extensionDropped', at: now, by: actorName(actor), of, reason: reason || null }];
  },
});
