import type { Request } from 'express';
import type { Actor } from '../core/access.ts';
import { writeAudit } from '../store/audit.ts';
import type { ApiDeps } from './deps.ts';
import type { Route } from './route.ts';

/** What a read or export leaves on the audit trail. Written before the answer is sent: what could not be noted is not shown. */
export interface Trail {
  read(items: number): Promise<void>;
  /** @param items null when more than the first page follows: `exportEnd` then says how many there were */
  export(format: string, items: number | null): Promise<void>;
  exportEnd(outcome: 'complete' | 'client-left' | 'broken', items: number): Promise<void>;
}

/** @param input as the route checked it */
export function createTrail(
  { trailOf, access, tag }: Route,
  input: Record<string, unknown>,
  request: Request,
  { db, now }: Pick<ApiDeps, 'db' | 'now'>,
  actor: Actor,
): Trail {
  const area = access === 'election' ? access : tag;
  const own = trailOf?.(input);
  const inPath = new Set(Object.keys(request.params));

  // Filters as they were typed: what was left out is not listed with its default.
  const filters = () =>
    Object.fromEntries(Object.entries(request.query).filter(([name]) => !inPath.has(name) && name !== 'format'));
  const about = () => own ?? { object: request.path.replace(/^\/api\/v1\//, ''), detail: { filters: filters() } };

  const write = (verb: string, detail: Readonly<Record<string, unknown>>, object: string) =>
    writeAudit(db, { at: now().toISOString(), who: actor.name, action: `${area}.${verb}`, object, detail });

  return {
    async read(items) {
      if (own !== undefined) await write('read', { ...own.detail, items }, own.object);
    },
    async export(format, items) {
      const { object, detail } = about();
      await write('export', { ...detail, format, ...(items === null ? {} : { items }) }, object);
    },
    async exportEnd(outcome, items) {
      await write('export-end', { outcome, items }, about().object);
    },
  };
}
