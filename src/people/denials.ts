import type { Instant } from '../core/mention.ts';
import { type AuditEntry, writeAudit } from '../store/audit.ts';
import type { Db } from '../store/schema.ts';

export interface Denials {
  /** Puts a refusal on the audit trail: the first ones of each minute one by one, the rest as a number. */
  note(denial: Omit<AuditEntry, 'at'>): Promise<void>;
  /** Writes the number that is left over from a minute that has passed. To be called every minute. */
  flush(): Promise<void>;
}

/** Rows a minute: a flood must not fill the disk. */
const perMinute = 30;

export function createDenials({ db, now }: { readonly db: Db; readonly now: () => Date }): Denials {
  let minute = '';
  let written = 0;
  let since: Instant | null = null;
  const left = new Map<string, number>();

  async function flush(): Promise<void> {
    const current = now().toISOString().slice(0, 16);
    if (current === minute) return;
    minute = current;
    written = 0;
    if (left.size === 0) return;
    const detail = { since, counts: Object.fromEntries(left) };
    left.clear();
    since = null;
    await writeAudit(db, {
      at: now().toISOString(),
      who: 'kentongan',
      action: 'denial.many',
      object: 'denials',
      detail,
    });
  }

  return {
    flush,
    async note(denial) {
      await flush();
      const at = now().toISOString();
      if (written < perMinute) {
        written += 1;
        await writeAudit(db, { at, ...denial });
        return;
      }
      since ??= at;
      left.set(denial.action, (left.get(denial.action) ?? 0) + 1);
    },
  };
}
