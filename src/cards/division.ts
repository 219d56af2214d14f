/** 分工清单 on a card: a line a part, with whose it is, by when and to what standard; its owner ticks it there. */
import type { Block, ChecklistRow } from '../platform/card.js';
import type { Available } from '../tickets/available.js';
import { lackingParam } from '../tickets/division.js';
import type { Part } from '../tickets/part.js';
import type { Ticket } from '../tickets/ticket.js';
import { effortOfPart } from './effort.js';
import { offerButton } from './offers.js';
import type { Wording } from './wording.js';

/** `offers`: what the reader may do; none where a group reads. */
export function divisionBlocks(
  ticket: Ticket,
  offers: readonly Available[],
  wording: Wording,
): readonly Block[] {
  const { division } = ticket;
  if (division.length === 0) return [];
  const rows = division.map((part): ChecklistRow => {
    const offer = offers.find(
      ({ action, argument }) => action === 'part_done' && argument === String(part.no),
    );
    return {
      text: lineOf(ticket, part, wording),
      done: part.doneAt !== null,
      ...(part.doneAt === null ? {} : { by: wording.t('division.done', { at: { at: part.doneAt } }) }),
      ...(offer?.reason === null
        ? { button: { ...offerButton(offer, ticket, wording), text: wording.t('button.part_done') } }
        : {}),
    };
  });
  const done = rows.filter((row) => row.done).length;
  return [
    { kind: 'text', text: wording.t('division.title', { done, of: rows.length }) },
    { kind: 'checklist', items: rows },
  ];
}

/** '1 主图：周明，协作 林晓，12月5日 前，白底 800×800'. */
function lineOf(ticket: Ticket, part: Part, wording: Wording): string {
  const { no, name, owner, collaborators, standard, due } = part;
  const lacks = lackingParam(part);
  const said = [
    ...(owner === null ? [] : [wording.person(`member:${owner}`)]),
    ...(collaborators && collaborators.length > 0
      ? [wording.t('division.with', { who: collaborators.map((id) => ({ person: `member:${id}` })) })]
      : []),
    ...(due === null ? [] : [wording.t('division.by', { due: { date: due } })]),
    ...(standard === null ? [] : [standard]),
    ...effortOfPart(ticket, no, wording),
    ...(lacks.length > 0 ? [wording.t('division.lacking', { what: lacks })] : []),
  ];
  return wording.t('division.line', {
    part: wording.t('division.part', { no, name }),
    said: said.join(wording.t('division.and')),
  });
}
