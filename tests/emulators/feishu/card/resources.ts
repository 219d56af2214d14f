/** People and pictures that a card shows must exist, and the pictures must be the app's own uploads. */
import type { World } from '../world.js';
import { type CardJson, markdownIn, type Placed } from './elements.js';
import type { CardFault } from './fault.js';
import { isRecord } from './shape.js';

const AT = /<at\s+(?:id|user_id|ids)="?([^\s">]+)"?\s*>/g;
const PICTURE = /!\[[^\]]*\]\(([^)\s]+)[^)]*\)/g;

export function resourcesRefused(
  world: World,
  card: CardJson,
  placed: readonly Placed[],
): CardFault | undefined {
  const texts = markdownIn(card);
  const people = [...placed.flatMap(peopleIn), ...texts.flatMap((text) => captured(text, AT))].flatMap(
    (ids) => ids.split(','),
  );
  const stranger = people.find((id) => id !== 'all' && !knows(world, id));
  if (stranger !== undefined) {
    return {
      errCode: 100290,
      errMsg: `There is an invalid user resource(at/person) in your card; ErrorValue: ${stranger}`,
    };
  }
  const pictures = [...picturesIn(card), ...texts.flatMap((text) => captured(text, PICTURE))];
  const unknown = pictures.find(
    (key) => world.media.get(key)?.kind !== 'image' || !world.media.get(key)?.byApp,
  );
  return unknown === undefined
    ? undefined
    : { errCode: 200570, errMsg: `card contains invalid image keys; ErrorValue: image key ${unknown}` };
}

function knows(world: World, id: string): boolean {
  if (world.people.has(id)) return true;
  return [...world.people.values()].some(({ unionId, userId }) => unionId === id || userId === id);
}

function peopleIn({ element, tag }: Placed): string[] {
  if (tag === 'person') return [String(element.user_id)];
  if (tag === 'person_list' && element.drop_invalid_user_id !== true)
    return (element.persons as { id: string }[]).map(({ id }) => id);
  if (!tag.endsWith('select_person')) return [];
  const options = Array.isArray(element.options)
    ? element.options.map(({ value }: { value: string }) => value)
    : [];
  const chosen = [element.initial_option, element.selected_values]
    .flat()
    .filter((id) => typeof id === 'string');
  return [...options, ...chosen];
}

function picturesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(picturesIn);
  if (!isRecord(value)) return [];
  const own = typeof value.img_key === 'string' && value.tag !== 'standard_icon' ? [value.img_key] : [];
  return [...own, ...Object.values(value).flatMap(picturesIn)];
}

function captured(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found);
}
