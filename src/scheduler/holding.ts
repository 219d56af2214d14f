/** Keeps a job's row ours while its work runs, so that no other instance takes it for a dead process's. */
import type { Job } from 'agenda';

export async function holding<T>(
  job: Job,
  work: Promise<T>,
  everyMs: number,
  failed: (error: unknown) => void,
): Promise<T> {
  let touching = Promise.resolve();
  const timer = setInterval(() => {
    touching = job.touch().catch(failed);
  }, everyMs);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    await touching; // a touch that lands after Agenda's own last write would lock the row again
  }
}
