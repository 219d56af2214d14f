/** Group chats: those the app made, and those that people have, with a robot or the bot in them. */
import { randomUUID } from 'node:crypto';
import { newId } from './ids.js';
import type { World } from './world.js';

export interface Group {
  readonly id: string;
  name: string;
  owner: string;
  /** User ids. */
  readonly members: Set<string>;
  /** Made by the app: only these it may speak in. */
  readonly byApp: boolean;
  /** The key of its group robot's webhook. */
  readonly robotKey?: string;
  readonly hasBot: boolean;
}

export interface NewGroup {
  readonly name: string;
  readonly members: readonly string[];
  readonly id?: string;
  readonly owner?: string;
  readonly byApp?: boolean;
  readonly withRobot?: boolean;
  readonly withBot?: boolean;
}

export function addGroup(world: World, given: NewGroup): Group {
  const group: Group = {
    id: given.id ?? `wr${newId(15)}`,
    name: given.name,
    owner: given.owner ?? given.members[0] ?? '',
    members: new Set(given.members),
    byApp: given.byApp ?? false,
    hasBot: given.withBot ?? false,
    ...(given.withRobot && { robotKey: randomUUID() }),
  };
  world.groups.set(group.id, group);
  return group;
}
