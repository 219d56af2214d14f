/** A story of the product, played by people on the real wire of their platform, on real PostgreSQL, with a clock that is moved. */
import { afterAll, beforeAll, jest, test } from '@jest/globals';
import { contentFolder, type Edit } from './content.js';
import type { PagePerson } from './page-person.js';
import { atThePage, page } from './page-scenery.js';
import type { Person } from './person.js';
import { freshDatabase } from './postgres.js';
import type { Scenery } from './scenery.js';
import { type OpenStage, type Stage, stageIn } from './stage.js';
import { openTroika, START, type TestTroika, type TroikaOptions } from './troika.js';

export interface StageOptions extends Partial<TroikaOptions> {
  /** Changes to the sample content. */
  readonly edits?: readonly Edit[];
}

/** Stories as they are told on some platforms. */
export interface Theatre<P extends Person> {
  readonly name: string;
  journey(title: string, play: (stage: Stage<P>) => Promise<void>, options?: StageOptions): void;
  /** One stage for all stories of a describe block, where they do not disturb each other: `const stage = sharedStage()`. */
  sharedStage(options?: StageOptions): () => Stage<P>;
}

/** Beyond it a story hangs: two processors may be busy with other things. */
const TIMEOUT_MS = 150_000;

export const { journey, sharedStage } = theatre(page);

/** Also for a second instance: `stageOn(await openTroika({ databaseUrl: first.troika.databaseUrl, at: null }))`. */
export function stageOn(troika: TestTroika): OpenStage<PagePerson> {
  return stageIn(atThePage, troika);
}

export function theatre<P extends Person>(scenery: Scenery<P>): Theatre<P> {
  return {
    name: scenery.name,
    journey(title, play, options = {}) {
      test(title, () => playOnce(scenery, play, options), TIMEOUT_MS);
    },
    sharedStage(options = {}) {
      let opened: Opened<P> | undefined;
      jest.setTimeout(TIMEOUT_MS);
      beforeAll(async () => {
        opened = await open(scenery, options);
      }, TIMEOUT_MS);
      afterAll(async () => {
        try {
          opened?.judge();
        } finally {
          await opened?.close();
        }
      }, TIMEOUT_MS);
      return () => {
        if (!opened) throw new Error('tests: expected the stage inside a test, got a call before beforeAll');
        return opened.stage;
      };
    },
  };
}

async function playOnce<P extends Person>(
  scenery: Scenery<P>,
  play: (stage: Stage<P>) => Promise<void>,
  options: StageOptions,
): Promise<void> {
  const { stage, judge, close } = await open(scenery, options);
  try {
    await play(stage);
    judge();
  } finally {
    await close();
  }
}

interface Opened<P extends Person> {
  readonly stage: Stage<P>;
  judge(): void;
  close(): Promise<void>;
}

/** The scenery, a database and content of the story's own, and the desk on them; what was opened is closed in the opposite order. */
async function open<P extends Person>(scenery: Scenery<P>, options: StageOptions): Promise<Opened<P>> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  try {
    const { edits = [], environment, at = START, ...rest } = options;
    const raised = await scenery.raise(at === null ? Date.now() : Date.parse(`${at}+08:00`));
    closing.push(raised.strike);
    const content = await contentOf([...raised.edits, ...edits]);
    closing.push(content.remove);
    const database = await freshDatabase('stage');
    closing.push(database.drop);
    const troika = await openTroika({
      databaseUrl: database.url,
      environment: { ...raised.environment, ...content.environment, ...environment },
      at,
      ...rest,
    });
    closing.push(troika.stop);
    await raised.opens(troika);
    const { stage, clear } = stageIn(raised, troika);
    closing.push(async () => clear());
    return { stage, judge: raised.judge, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function contentOf(edits: readonly Edit[]) {
  if (edits.length === 0) return { environment: {}, remove: async () => undefined };
  const { folder, remove } = await contentFolder(edits);
  return { environment: { TROIKA_CONTENT: folder }, remove };
}
