/**
 * Writes who and what a published content folder brings along. A row follows the folder as long as it still says what
 * the folder said last; once people have changed it, it is theirs. A team or queue that the folder names no more goes
 * when nobody serves it and no ticket waits there; members never go by a folder.
 */
import type pg from 'pg';
import type { DirectorySeed } from '../desk/ports/content.js';

const TEAMS = `
  INSERT INTO team AS t (id, name, chats, seeded)
  SELECT s.id, s.name, s.chats, jsonb_build_object('name', s.name, 'chats', s.chats)
  FROM jsonb_to_recordset($1::jsonb) AS s(id text, name jsonb, chats text[])
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, chats = excluded.chats, seeded = excluded.seeded
  WHERE t.seeded <> excluded.seeded AND t.seeded = jsonb_build_object('name', t.name, 'chats', t.chats)`;

const QUEUES = `
  INSERT INTO queue AS q (id, name, team_id, calendar, seeded)
  SELECT s.id, s.name, s.team, s.calendar,
    jsonb_build_object('name', s.name, 'team', s.team, 'calendar', s.calendar)
  FROM jsonb_to_recordset($1::jsonb) AS s(id text, name jsonb, team text, calendar text)
  ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, team_id = excluded.team_id, calendar = excluded.calendar, seeded = excluded.seeded
  WHERE q.seeded <> excluded.seeded
    AND q.seeded = jsonb_build_object('name', q.name, 'team', q.team_id, 'calendar', q.calendar)`;

/** Whether somebody is still with us is never the folder's business. */
const MEMBERS = `
  INSERT INTO member AS m (id, name, teams, roles, skills, leader, locale, seeded)
  SELECT s.id, s.name, s.teams, s.roles, s.skills, s.leader, s.locale, jsonb_build_object(
    'name', s.name, 'teams', s.teams, 'roles', s.roles, 'skills', s.skills, 'leader', s.leader, 'locale', s.locale)
  FROM jsonb_to_recordset($1::jsonb) AS s(
    id text, name text, teams text[], roles text[], skills text[], leader text, locale text)
  ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, teams = excluded.teams, roles = excluded.roles, skills = excluded.skills,
    leader = excluded.leader, locale = excluded.locale, seeded = excluded.seeded
  WHERE m.seeded <> excluded.seeded AND m.seeded = jsonb_build_object(
    'name', m.name, 'teams', m.teams, 'roles', m.roles, 'skills', m.skills, 'leader', m.leader, 'locale', m.locale)`;

/** Somebody who wrote to us before being made a member was taken for a requester: the folder knows better. */
const IDENTITIES = `
  INSERT INTO identity AS i (platform, account, member_id, address, rank)
  SELECT s.platform, s.account, s.member, s.address, s.rank
  FROM jsonb_to_recordset($1::jsonb) AS s(platform text, account text, member text, address text, rank integer)
  ON CONFLICT (platform, account) DO UPDATE SET
    member_id = excluded.member_id, requester_id = NULL, address = excluded.address, rank = excluded.rank
  WHERE i.member_id IS NULL`;

/** As the folder said last, and nothing rests on it any more. */
const GONE_QUEUES = `
  DELETE FROM queue q
  WHERE q.id <> ALL ($1)
    AND q.seeded = jsonb_build_object('name', q.name, 'team', q.team_id, 'calendar', q.calendar)
    AND NOT EXISTS (SELECT FROM ticket t WHERE t.queue = q.id)`;

const GONE_TEAMS = `
  WITH gone AS (
    SELECT t.id FROM team t
    WHERE t.id <> ALL ($1) AND t.seeded = jsonb_build_object('name', t.name, 'chats', t.chats)
      AND NOT EXISTS (SELECT FROM queue q WHERE q.team_id = t.id)
      AND NOT EXISTS (SELECT FROM member m WHERE m.active AND t.id = ANY (m.teams))
      AND NOT EXISTS (SELECT FROM place p WHERE p.team_id = t.id AND p.ticket_id IS NOT NULL)
  ), places AS (DELETE FROM place p USING gone WHERE p.team_id = gone.id)
  DELETE FROM team t USING gone WHERE t.id = gone.id`;

const GONE_PLACES = `
  DELETE FROM place p USING team t
  WHERE p.team_id = t.id AND p.ticket_id IS NULL AND p.address <> ALL (t.chats)`;

const NEW_PLACES = `
  INSERT INTO place AS p (address, team_id)
  SELECT DISTINCT ON (address) address, t.id FROM team t CROSS JOIN LATERAL unnest(t.chats) AS chat(address)
  ORDER BY address, t.id
  ON CONFLICT (address) DO UPDATE SET team_id = excluded.team_id
  WHERE p.team_id IS DISTINCT FROM excluded.team_id`;

/** Returns whether the directory is now another one. */
export async function seedDirectory(client: pg.ClientBase, seed: DirectorySeed): Promise<boolean> {
  const identities = seed.members.flatMap(({ id, identities: own }) =>
    own.map((identity, rank) => ({ ...identity, member: id, rank })),
  );
  const steps: readonly [sql: string, rows: readonly unknown[]][] = [
    [TEAMS, seed.teams],
    [QUEUES, seed.queues],
    [MEMBERS, seed.members],
    [IDENTITIES, identities],
  ];
  let changed = 0;
  for (const [sql, rows] of steps) changed += (await client.query(sql, [JSON.stringify(rows)])).rowCount ?? 0;
  const ids = (rows: readonly { readonly id: string }[]) => [rows.map(({ id }) => id)];
  changed += (await client.query(GONE_QUEUES, ids(seed.queues))).rowCount ?? 0;
  changed += (await client.query(GONE_TEAMS, ids(seed.teams))).rowCount ?? 0;
  await client.query(GONE_PLACES);
  await client.query(NEW_PLACES);
  return changed > 0;
}
