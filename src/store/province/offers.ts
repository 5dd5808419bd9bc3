import { sql } from 'kysely';
import type { ClaimReview, Verdict } from '../../core/claim.ts';
import type { KeywordPack } from '../../core/keyword-pack.ts';
import type { DatePrecision, Instant, MentionKind, Platform, SourceClass } from '../../core/mention.ts';
import type { Legal } from '../../core/source.ts';
import type { Db } from '../schema.ts';

/** A source of the province, whose items its regencies may take over. */
export interface OfferedSource {
  readonly id: string;
  readonly title: string;
  readonly class: SourceClass;
  readonly platform: Platform;
  readonly intervalMs: number;
  readonly silentAfterMs: number;
  readonly legal: Legal | null;
}

/** With the rights of a regency. By id. */
export async function listOfferedSources(db: Db): Promise<OfferedSource[]> {
  const { rows } = await sql<Omit<OfferedSource, 'legal'> & { legal: string | null }>`
    select * from shared.offered_sources()`.execute(db);
  return rows.map(({ legal, ...source }) => ({
    ...source,
    legal: legal === null ? null : (JSON.parse(legal) as Legal),
  }));
}

/** What a source of the province brought. Who wrote it stays there. */
export interface OfferedItem {
  readonly id: number;
  readonly kind: MentionKind;
  readonly platform: Platform;
  readonly url: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly publisher: string | null;
  readonly publishedAt: Instant;
  readonly precision: DatePrecision;
  readonly language: string;
  readonly review: ClaimReview | null;
}

type ItemRow = Omit<OfferedItem, 'review'> & {
  readonly claimed: string | null;
  readonly verdict: string | null;
  readonly rating: string | null;
};

/** With the rights of a regency. In the order in which they were stored. @param after id of the last one taken over, 0 for none */
export async function listOfferedItems(db: Db, source: string, after: number, limit: number): Promise<OfferedItem[]> {
  const { rows } = await sql<ItemRow>`
    select * from shared.items_after(${source}, ${after}::bigint, ${limit}::int)`.execute(db);
  return rows.map(({ claimed, verdict, rating, ...item }) => ({
    ...item,
    review: verdict === null ? null : { claimed, verdict: verdict as Verdict, rating: rating ?? '' },
  }));
}

/** With the rights of a regency: the province's keyword packs. By id. */
export async function listOfferedPacks(db: Db): Promise<KeywordPack[]> {
  const { rows } = await sql<{ data: string }>`select data from shared.offered_packs()`.execute(db);
  return rows.map(({ data }) => JSON.parse(data) as KeywordPack);
}
