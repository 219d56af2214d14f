/** Whom a ticket is opened for: those of one name to choose from, those of similar names, or how to say it. */
import { buttonValue } from '../platform/button.js';
import type { Button, Card } from '../platform/card.js';
import { draftBlock } from './category.js';
import { cutTo } from './cut.js';
import type { Wording } from './wording.js';

export interface WhomFacts {
  /** As it was said; empty: nobody was named. */
  readonly who: string;
  /** What becomes the ticket. */
  readonly said: string;
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly customer: string | null;
    readonly phone: string | null;
  }[];
  /** All of them are called so; else none is. */
  readonly exact: boolean;
  /** Only the one who asked reads it: the end of a telephone number tells two of one name apart. */
  readonly alone: boolean;
}

const QUOTED_BYTES = 60;
const SHOWN_DIGITS = 4;

export function whomCard(facts: WhomFacts, wording: Wording): Card {
  const { people, said } = facts;
  return {
    title: wording.t('whom.title'),
    tone: people.length > 0 ? 'info' : 'neutral',
    blocks: [
      { kind: 'text', text: asked(facts, wording) },
      ...(said === '' ? [] : [draftBlock(said, wording)]),
    ],
    buttons: people.map((person) => openForButton(person.id, described(person, facts, wording))),
  };
}

/** Opens a ticket for this requester. */
export function openForButton(id: string, text: string): Button {
  return {
    text: cutTo(text, QUOTED_BYTES),
    value: buttonValue({ action: 'open_for', ticketId: 0, version: 0, argument: id }),
    style: 'plain',
  };
}

function asked({ who, people, exact }: WhomFacts, wording: Wording): string {
  const said = cutTo(who, QUOTED_BYTES);
  if (who === '') return wording.t('whom.how');
  if (people.length === 0) return wording.t('whom.nobody', { said });
  return wording.t(exact ? 'whom.which' : 'whom.near', { said });
}

function described(
  { name, customer, phone }: WhomFacts['people'][number],
  { alone }: WhomFacts,
  wording: Wording,
): string {
  const digits = alone && phone ? wording.t('whom.phone', { digits: phone.slice(-SHOWN_DIGITS) }) : null;
  const apart = [customer, digits].filter((each) => each !== null);
  return apart.length === 0 ? name : wording.t('whom.person', { name, apart: wording.list(apart) });
}
