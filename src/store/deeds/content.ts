/** The deed of publishing: a kept version goes live, and the directory follows whom it brings along. */
import type pg from 'pg';
import type { DirectorySeed } from '../../desk/ports/content.js';
import type { ContentDeed } from '../../desk/ports/deeds.js';
import { seedDirectory } from '../seed.js';

/** Returns whether the directory is now another one. */
export async function writeContent(client: pg.ClientBase, { content }: ContentDeed): Promise<boolean> {
  const kept = 'SELECT seed FROM content_version WHERE id = $1';
  const { rows } = await client.query<{ seed: DirectorySeed }>(kept, [content]);
  if (!rows[0]) throw new Error(`deeds: expected the kept content ${content}, got none`);
  await client.query("UPDATE revision SET value = $1, version = version + 1 WHERE name = 'content'", [
    content,
  ]);
  return seedDirectory(client, rows[0].seed);
}
