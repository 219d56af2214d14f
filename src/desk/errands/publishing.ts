/** 发布: the content folder is checked, its difference to what is live shown, and on a press exactly that made live. */
import { differenceBlocks } from '../../cards/difference.js';
import { actorName } from '../../people/actor.js';
import { buttonValue } from '../../platform/button.js';
import type { Block, Button, Card } from '../../platform/card.js';
import { type Problem, showProblem } from '../../sop/problem.js';
import { refuse } from '../../tickets/refusal.js';
import type { Publication } from '../publication.js';
import { goingLive, prepare } from '../publish.js';
import type { Reader } from '../speak.js';
import { type Done, defineErrand, type Outcome, type Running, type Shown } from './errand.js';
import { type ErrandRefused, refuseErrand } from './refusals.js';

const MOST_PROBLEMS = 10;
const MOST_LINES = 40;
/** What the cancelling button carries. */
const NO = 'no';

export const publishing = defineErrand({
  type: 'publish',
  words: { 'zh-CN': ['发布', '发布内容'], en: ['publish'] },
  label: { 'zh-CN': '发布', en: 'Publish' },
  of: 'staff',
  alone: true,
  may: mayPublish,
  async run({ said }, running) {
    const { house, reader } = running;
    if (said === NO) return { deeds: [], says: reader.wording.t('publish.cancelled') };
    const files = await house.folder.read();
    if (!files) return refuseErrand('no_content_folder');
    const prepared = await prepare(house, files);
    switch (prepared.kind) {
      case 'problems':
        return problemsPage(prepared.problems, running);
      case 'unchanged':
        return { card: plainCard(reader.wording.t('publish.unchanged'), [versionsButton(running)]) };
      case 'ready':
        return confirmed('publish', prepared.publication, said, running);
    }
  },
});

/** Whom the published content says. */
export function mayPublish({ person, directory, edition }: Reader): ErrandRefused | null {
  const { publishers } = edition.content;
  const roles = directory.members.get(person.id)?.roles ?? [];
  if (person.kind === 'member' && roles.some((role) => publishers.includes(role))) return null;
  return refuse('not_allowed', { holder: publishers.map((role) => ({ message: `role.${role}` })) });
}

/** A press makes live what it was shown with; whatever moved since is shown anew. */
export async function confirmed(
  errand: 'publish' | 'versions',
  publication: Publication,
  said: unknown,
  running: Running,
): Promise<Outcome> {
  const shown = `${publication.id}/${publication.over?.revision ?? 0}`;
  if (said === shown) return goesLive(publication, running);
  // A press that does not fit any more; what followed the word is no press.
  const stale = typeof said === 'string' && PRESSED.test(said);
  return differencePage(errand, publication, shown, stale, running);
}

/** `<id>/<revision>` as a confirming button carries it. */
const PRESSED = /^[0-9a-f]{16}\/\d+$/u;

async function goesLive(publication: Publication, { house, reader }: Running): Promise<Done> {
  const { deed, expect, outbox } = await goingLive(house, publication, actorName(reader.person));
  const { id, rollback } = publication;
  return {
    ...{ deeds: [deed], expect, outbox },
    says: reader.wording.t(rollback ? 'publish.rolled_back' : 'publish.done', { id }),
  };
}

function differencePage(
  errand: 'publish' | 'versions',
  { id, rollback, difference }: Publication,
  argument: string,
  stale: boolean,
  { reader }: Running,
): Shown {
  const { wording } = reader;
  const note = (text: string): Block => ({ kind: 'text', text, tone: 'neutral' });
  return {
    card: {
      title: rollback ? wording.t('publish.rollback', { id }) : wording.t('publish.title'),
      tone: stale ? 'warning' : 'info',
      blocks: [
        ...(stale ? [note(wording.t('publish.moved'))] : []),
        ...differenceBlocks(difference, wording, MOST_LINES),
        note(wording.t('publish.running')),
      ],
      buttons: [
        {
          text: wording.t(rollback ? 'publish.roll_back' : 'publish.publish'),
          value: press(errand, argument),
          style: 'primary',
        },
        { text: wording.t('publish.cancel'), value: press(errand, NO), style: 'plain' },
      ],
    },
  };
}

/** Everything that is wrong, where, and how to mend it. */
export function problemsPage(
  problems: readonly Problem[],
  { reader }: Running,
  again: 'publish' | 'import_holidays' = 'publish',
): Shown {
  const { wording } = reader;
  const more = problems.length - MOST_PROBLEMS;
  const text = problems.slice(0, MOST_PROBLEMS).map(showProblem).join('\n');
  return {
    card: {
      title: wording.t('publish.problems', { n: problems.length }),
      tone: 'warning',
      blocks: [
        { kind: 'text', text },
        ...(more > 0 ? [{ kind: 'text' as const, text: wording.t('difference.more', { n: more }) }] : []),
      ],
      buttons: [{ text: wording.t('publish.check_again'), value: press(again), style: 'primary' }],
    },
  };
}

export const plainCard = (title: string, buttons: readonly Button[] = []): Card => ({
  ...{ title, tone: 'info', blocks: [], buttons },
});

const versionsButton = ({ reader }: Running): Button => ({
  text: reader.wording.t('publish.versions.button'),
  value: press('versions'),
  style: 'plain',
});

export function press(action: 'publish' | 'versions' | 'import_holidays', argument?: string): string {
  return buttonValue({ action, ticketId: 0, version: 0, ...(argument === undefined ? {} : { argument }) });
}
