import fc from 'fast-check';
import { z } from 'zod';
import type { Route } from '../../src/api/route.ts';

/** What a parameter of this name is like, where its schema says too little. */
const usual: Readonly<Record<string, string>> = {
  id: '999999',
  version: '1',
  mentionId: '999999',
  claimId: 'klaim-uji',
  term: 'macet',
  word: 'macet',
  date: '2026-11-21',
  month: '2026-10',
  format: 'json',
  secret: 'rahasia-uji',
  nama: 'nada',
};

/** An address of a route, or of a page, with values that fit its path. Ids are of nothing that there is, unless they are given. */
export function sampleAddress(path: string, given: Readonly<Record<string, string | number>> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(given[name] ?? usual[name] ?? '1')));
}

/** Query parameters that a route cannot do without. */
export function requiredQuery(route: Route): string {
  const query = new URLSearchParams();
  for (const [name, field] of Object.entries(route.input.shape)) {
    if (route.path.includes(`:${name}`) || z.safeParse(field, undefined).success) continue;
    const candidates = [usual[name] ?? '', 'kesehatan', '2026-11-01', '1', ...fc.sample(fc.string(), 20)];
    query.set(name, candidates.find((value) => z.safeParse(field, value).success) ?? '');
  }
  return query.size === 0 ? '' : `?${query}`;
}
