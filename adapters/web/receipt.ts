/** Proof that an account uploaded a file: what the page shows instead of describing the file in its own words. */
import { z } from 'zod';
import type { FileRef } from '../../src/platform/file.js';
import { seal, unseal } from './sealed.js';

const receipt = z.object({
  account: z.string(),
  file: z.object({
    ...{ id: z.string(), name: z.string(), type: z.string(), size: z.number() },
    ...{ width: z.number().exactOptional(), height: z.number().exactOptional() },
  }),
});

export function writeReceipt(secret: string, account: string, file: FileRef): string {
  return seal(secret, 'receipt', { account, file });
}

/** The file; undefined when the receipt is not ours or was given to somebody else. */
export function readReceipt(secret: string, account: string, token: string): FileRef | undefined {
  const read = receipt.safeParse(unseal(secret, 'receipt', token));
  return read.success && read.data.account === account ? read.data.file : undefined;
}
