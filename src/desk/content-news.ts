/** SOP 更新记录: what was published is told to every team's group, once, in the save that makes it live. */
import { differenceBlocks } from '../cards/difference.js';
import { plainLines } from '../cards/plain.js';
import { createWording, type Wording } from '../cards/wording.js';
import { createMessages } from '../messages/t.js';
import type { Directory, Locale } from '../people/people.js';
import type { Address } from '../platform/address.js';
import type { Card } from '../platform/card.js';
import type { OutboxItem } from './ports/outbox.js';
import type { Publication, Publisher } from './publication.js';

/** More than a screenful is read by nobody in a group. */
const MOST_LINES = 20;

/** Worded by the new content. Nothing on the first publish: there is nothing it differs from. */
export function newsOf(
  { id, content, over, rollback, difference }: Publication,
  by: string,
  directory: Directory,
  { locale, tz, store }: Publisher,
): OutboxItem[] {
  if (!over || difference.length === 0) return [];
  const messages = createMessages(content.messages);
  const wording = createWording({ messages, locale, directory, tz, now: store.clock.now() });
  const who = publisherName(by, wording);
  const card: Card = {
    title: wording.t('publish.log.title'),
    tone: 'info',
    blocks: [
      {
        kind: 'text',
        text: rollback
          ? wording.t('publish.log.rolled_back', { who })
          : wording.t('publish.log.published', { who }),
      },
      ...differenceBlocks(difference, wording, MOST_LINES),
      { kind: 'text', text: wording.t('publish.running'), tone: 'neutral' },
    ],
    buttons: [],
  };
  const known = [...directory.teams.values()];
  const fresh = content.teams.filter((team) => !directory.teams.has(team.id));
  const chats = new Set([...known, ...fresh].flatMap((team) => team.chats));
  return [...chats].map((chat) => ({
    key: `content/${over.revision + 1}/${id}/${chat}`,
    address: chat as Address,
    locale,
    ticketId: null,
    body: { kind: 'card', card },
  }));
}

/** The same for whoever reads lines: an operator at the command line, the log. */
export function differenceLines(
  difference: Publication['difference'],
  content: Publication['content'],
  locale: Locale,
  most: number,
): string[] {
  const wording = createWording({
    ...{ messages: createMessages(content.messages), locale, directory: NOBODY, tz: 'UTC', now: 0 },
  });
  return differenceBlocks(difference, wording, most).flatMap((block) => plainLines(block, locale));
}

/** A difference names nobody by an id, and no instant. */
const NOBODY: Directory = { version: 0, members: new Map(), teams: new Map(), queues: new Map() };

/** Who published, as the history keeps it: a member, the first start, or somebody at the command line. */
export function publisherName(by: string, wording: Wording): string {
  if (by === 'start') return wording.t('publish.versions.by_start');
  if (by.startsWith(OPERATOR))
    return wording.t('publish.versions.by_operator', { name: by.slice(OPERATOR.length) });
  return wording.person(by);
}

/** Before the name of whoever typed a command on the server. */
export const OPERATOR = 'operator:';
