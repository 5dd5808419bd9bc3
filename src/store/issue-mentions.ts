import { loadMentionViews, type MentionView } from './mention-rows.ts';
import { type Page, parseCursor, toPage } from './paging.ts';
import type { Db } from './schema.ts';

/** Mentions of an issue page by page, newest first. @throws RequestError 400 for a cursor that is not ours */
export async function pageIssueMentions(
  db: Db,
  issueId: number,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
): Promise<Page<MentionView>> {
  let select = db
    .selectFrom('mentions')
    .select(['id', 'publishedAt'])
    .where('issueId', '=', issueId)
    .orderBy('publishedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (cursor !== null) {
    const after = parseCursor(cursor);
    select = select.where((eb) => eb(eb.refTuple('publishedAt', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  const { items, next } = toPage(
    await select.execute(),
    limit,
    ({ publishedAt, id }) => ({ at: publishedAt, id }),
    ({ id }) => id,
  );
  return { items: await loadMentionViews(db, items), next };
}
