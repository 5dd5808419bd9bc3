import type { ApiDeps } from '../../src/api/deps.ts';
import type { Listening } from '../../src/api/listen.ts';
import type { Db } from '../../src/store/schema.ts';
import type { WebDeps } from '../../src/web/deps.ts';
import { peopleWith } from '../api/people.ts';
import { servePages } from './serve-pages.ts';
import { createVisitor, type Visitor } from './visitor.ts';

/** One of each who works with the pages, and a server that knows them. */
export const people = {
  rina: { name: 'Rina', role: 'analis' },
  hasan: { name: 'Hasan', role: 'humas' },
  pdam: { name: 'Petugas PDAM', role: 'opd', agency: 'PDAM' },
  pupr: { name: 'Petugas PUPR', role: 'opd', agency: 'PUPR' },
  ratna: { name: 'Ratna', role: 'pimpinan' },
  dewi: { name: 'Dewi', role: 'analis', election: true },
} as const;

export type Who = keyof typeof people;

export interface Office {
  readonly server: Listening;
  as(who: Who | 'guest'): Visitor;
}

export async function openOffice(
  db: Db,
  overrides: Partial<WebDeps> = {},
  api: Partial<ApiDeps> = {},
): Promise<Office> {
  const token = (who: string) => `token-uji-milik-${who}`;
  const tokens = Object.fromEntries(Object.entries(people).map(([who, made]) => [token(who), made]));
  const server = await servePages(db, overrides, { ...api, people: peopleWith(tokens) });
  return { server, as: (who) => createVisitor(server.origin, who === 'guest' ? null : token(who)) };
}
