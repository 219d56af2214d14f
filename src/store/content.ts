/** Published content: immutable versions, and which of them is live. */
import type { ContentFiles, ContentStore } from '../desk/ports/content.js';
import type { Database } from './database.js';
import type { Prisma } from './generated/prisma/client.js';
import { seedDirectory } from './seed.js';

/** The first publish of a new installation may meet a slow disk. */
const PUBLISH_TIMEOUT_MS = 30_000;

export function contentStore({ prisma }: Database): ContentStore {
  return {
    async live() {
      const row = await prisma.revision.findUniqueOrThrow({ where: { name: 'content' } });
      return row.value === null ? null : { id: row.value, revision: row.version };
    },

    async files(id) {
      const row = await prisma.contentVersion.findUnique({ where: { id }, select: { files: true } });
      return row && (row.files as unknown as ContentFiles);
    },

    async publish({ id, files, seed, by, now }) {
      await prisma.$transaction(
        async (tx) => {
          // First the revision: two publishers at once go one after the other.
          await tx.revision.update({
            where: { name: 'content' },
            data: { value: id, version: { increment: 1 } },
          });
          const rows = files as unknown as Prisma.InputJsonValue;
          await tx.contentVersion.createMany({
            data: [{ id, files: rows, by, publishedAt: new Date(now) }],
            skipDuplicates: true,
          });
          if (await seedDirectory(tx, seed)) {
            await tx.revision.update({ where: { name: 'directory' }, data: { version: { increment: 1 } } });
          }
        },
        { timeout: PUBLISH_TIMEOUT_MS },
      );
    },
  };
}
