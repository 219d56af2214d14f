/** Files and their bytes, in PostgreSQL: every instance sees them, and a backup holds them. */
import { createHash, randomUUID } from 'node:crypto';
import type { FileStore } from '../desk/ports/files.js';
import type { Database } from './database.js';
import { readListIn } from './list-file.js';

export function fileStore({ prisma }: Database): FileStore {
  return {
    async put({ name, type, bytes, personal, now }) {
      const id = randomUUID();
      const size = bytes.byteLength;
      const content = Uint8Array.from(bytes); // Prisma wants an array of its own buffer
      await prisma.file.create({
        data: {
          id,
          sha256: Uint8Array.from(createHash('sha256').update(bytes).digest()),
          name,
          type,
          size,
          personal,
          createdAt: new Date(now),
          bytes: { create: { bytes: content } },
        },
      });
      return { id, name, type, size };
    },

    async get(id) {
      const row = await prisma.file.findUnique({ where: { id }, include: { bytes: true } });
      if (!row?.bytes) return null;
      const { name, type, size, ticketId } = row;
      return { file: { id, name, type, size }, bytes: row.bytes.bytes, ticketId };
    },

    async *rows(id) {
      const row = await prisma.file.findUnique({ where: { id }, include: { bytes: true } });
      if (!row?.bytes) throw new Error(`files: expected the file ${id}, got none`);
      yield* readListIn(row.name, row.bytes.bytes);
    },

    async viewed({ file, by, now }) {
      await prisma.fileView.create({ data: { fileId: file, by, at: new Date(now) } });
    },
  };
}
