/** Whom a message is for: people, departments and tags, and which of them do not count. */
import { type Json, listed, text } from './api/call.js';
import { departmentsUnder, membersOf, type Person, personBy } from './directory.js';
import { type Refusal, refuse } from './refusal.js';
import type { World } from './world.js';

export interface Targets {
  readonly people: readonly Person[];
  readonly invalid: readonly string[];
  readonly invalidParties: readonly string[];
  readonly invalidTags: readonly string[];
  readonly unlicensed: readonly string[];
}

const EVERYBODY = '@all';
const MOST_PEOPLE = 1000;
const MOST_PARTIES = 100;

export function targetsOf(world: World, { touser, toparty, totag }: Json): Targets | Refusal {
  const users = listed(touser);
  const parties = listed(toparty);
  const tags = listed(totag);
  if (users.length + parties.length + tags.length === 0) return refuse(82001);
  if (users.length > MOST_PEOPLE) return refuse(40058, `touser has at most ${MOST_PEOPLE}`);
  if (parties.length > MOST_PARTIES || tags.length > MOST_PARTIES)
    return refuse(40058, `toparty and totag have at most ${MOST_PARTIES}`);
  const targets = text(touser) === EVERYBODY ? everybody(world) : chosen(world, users, parties, tags);
  return targets.people.length + targets.unlicensed.length > 0 ? targets : refuse(81013);
}

function everybody(world: World): Targets {
  const people = [...world.people.values()].filter(({ status, visible }) => visible && status !== 5);
  return sorted(people, [], [], []);
}

function chosen(
  world: World,
  users: readonly string[],
  parties: readonly string[],
  tags: readonly string[],
): Targets {
  const reached = (userId: string) => {
    const person = personBy(world, userId);
    return person?.visible && person.status !== 2 ? person : undefined;
  };
  const departments = parties.map((id) => departmentsUnder(world, Number(id)).map((one) => one.id));
  const people = [
    ...users.map(reached).filter((person) => person !== undefined),
    ...membersOf(world, departments.flat()).filter(({ visible }) => visible),
  ];
  const invalid = users.filter((userId) => !reached(userId)).map((userId) => userId.toLowerCase());
  const invalidParties = parties.filter((_id, index) => departments[index]?.length === 0);
  return sorted(people, invalid, invalidParties, tags);
}

/** Each one once, and those without a licence apart. */
function sorted(
  people: readonly Person[],
  invalid: readonly string[],
  invalidParties: readonly string[],
  invalidTags: readonly string[],
): Targets {
  const once = [...new Set(people)];
  return {
    people: once.filter(({ licensed }) => licensed),
    unlicensed: once.filter(({ licensed }) => !licensed).map(({ userId }) => userId.toLowerCase()),
    ...{ invalid, invalidParties, invalidTags },
  };
}
