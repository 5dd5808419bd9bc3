import type { Installation } from '../installation.ts';
import type { RegencyWork } from './regency-work.ts';

/** A regency that this worker has open. */
export interface OpenWork {
  readonly installation: Installation;
  readonly work: RegencyWork;
}

/** Keeps regencies open between tasks: word lists and places are shared, so keeping one costs a few megabytes. */
export interface KeptWorks {
  use<T>(code: string, task: (open: OpenWork) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface Entry {
  readonly opening: Promise<OpenWork>;
  users: number;
  usedMs: number;
}

/** @param most regencies kept; of those that are not in use the one that was used longest ago is closed */
export function createKeptWorks(open: (code: string) => Promise<OpenWork>, most: number): KeptWorks {
  const entries = new Map<string, Entry>();

  async function closeEntry(code: string, entry: Entry): Promise<void> {
    entries.delete(code);
    const { installation, work } = await entry.opening;
    await work.close();
    await installation.close();
  }

  async function makeRoom(): Promise<void> {
    const idle = [...entries].filter(([, { users }]) => users === 0).sort(([, a], [, b]) => a.usedMs - b.usedMs);
    for (const [code, entry] of idle.slice(0, Math.max(0, entries.size - most))) await closeEntry(code, entry);
  }

  return {
    async use(code, task) {
      const entry = entries.get(code) ?? { opening: open(code), users: 0, usedMs: 0 };
      entries.set(code, entry);
      entry.users += 1;
      try {
        return await task(await entry.opening);
      } catch (error) {
        // What could not be opened is tried afresh the next time.
        if (entries.get(code) === entry) await entry.opening.catch(() => entries.delete(code));
        throw error;
      } finally {
        entry.users -= 1;
        entry.usedMs = performance.now();
        await makeRoom();
      }
    },
    async close() {
      for (const [code, entry] of entries) await closeEntry(code, entry).catch(() => {});
    },
  };
}
