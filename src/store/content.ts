/** Published content: immutable versions, and which of them is live. */
import type { ContentFiles, ContentStore } from '../desk/ports/content.js';
import type { Database } from './database.js';

/** Only what was live once: a version may have been kept and never published. */
const PUBLISHED = `
  SELECT DISTINCT f.path, f.text
  FROM content_version v CROSS JOIN LATERAL jsonb_to_recordset(v.files) AS f(path text, text text)
  WHERE v.id IN (SELECT data->>'content' FROM desk_event WHERE type = 'contentPublished') AND f.path = ANY ($1)
  ORDER BY f.path, f.text`;

export function contentStore({ prisma, run }: Database): ContentStore {
  return {
    async live() {
      const [row] = await run<{ value: string | null; version: number }>(
        'live_content',
        "SELECT value, version FROM revision WHERE name = 'content'",
        [],
      );
      return row?.value == null ? null : { id: row.value, revision: row.version };
    },

    async files(id) {
      const row = await prisma.contentVersion.findUnique({ where: { id }, select: { files: true } });
      return row && (row.files as unknown as ContentFiles);
    },

    async keep({ id, files, seed }) {
      await run(
        'keep_content',
        `INSERT INTO content_version (id, files, seed) VALUES ($1, $2::jsonb, $3::jsonb)
         ON CONFLICT (id) DO UPDATE SET seed = excluded.seed WHERE content_version.seed <> excluded.seed`,
        [id, JSON.stringify(files), JSON.stringify(seed)],
      );
    },

    published: (paths) => run<ContentFiles[number]>('published_texts', PUBLISHED, [paths]),
  };
}
