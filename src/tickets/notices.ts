/** Notices, one a recipient: texts of the SOP under `say.<key>`, our own under `notice.<key>`. */
import type { Audience, Field, Tell } from '../sop/sop.js';
import type { Facts } from './facts.js';
import type { Notice, NoticeTo } from './reactions.js';
import { recipients } from './recipients.js';
import { type Params, sayParams } from './say-params.js';
import type { Fields, Ticket } from './ticket.js';

/** A notice of our own. Its params are those of every text, and `extra`. */
export function notice(
  key: string,
  to: readonly NoticeTo[],
  ticket: Ticket,
  facts: Facts,
  options: {
    readonly audience: Notice['audience'];
    readonly tone?: Notice['tone'];
    readonly extra?: Params;
    readonly actions?: readonly string[];
  },
): readonly Notice[] {
  const { audience, tone = 'info', extra = {}, actions = [] } = options;
  const params = { ...sayParams(ticket, facts, audience === 'requester' ? 'requester' : 'staff'), ...extra };
  return to.map((one) => ({ to: one, say: `notice.${key}`, params, links: [], actions, tone, audience }));
}

/** What the SOP says to an audience. */
export function said(
  tell: Pick<Tell, 'tell' | 'say' | 'link'>,
  ticket: Ticket,
  facts: Facts,
  tone: Notice['tone'],
  inputs?: { readonly fields: readonly Field[]; readonly values: Fields },
): readonly Notice[] {
  const audience: Audience = tell.tell;
  const params = sayParams(ticket, facts, audience === 'requester' ? 'requester' : 'staff', inputs);
  const links = tell.link === undefined ? [] : [tell.link];
  return recipients(audience, ticket, facts).map((to) => ({
    to,
    say: `say.${tell.say}`,
    params,
    links,
    actions: [],
    tone,
    audience,
  }));
}
