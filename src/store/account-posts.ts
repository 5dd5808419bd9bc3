import type { Account } from '../core/account.ts';
import type { Instant } from '../core/mention.ts';
import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';

export interface AccountPost {
  readonly id: number;
  readonly publishedAt: Instant;
  /** As last counted; null where the platform does not say. */
  readonly likes: number | null;
  readonly comments: number | null;
  readonly shares: number | null;
  readonly views: number | null;
}

export interface AccountComment {
  readonly id: number;
  readonly parentId: number;
  readonly text: string;
  readonly url: string | null;
  readonly author: string | null;
  readonly authorHandle: string | null;
  readonly publishedAt: Instant;
}

/** What an account itself published: by its handle, and for a site by the source that collects it. */
function own(db: Db, account: Account) {
  const posts = db.selectFrom('mentions').where('kind', '!=', 'comment').where('setAside', 'is', null);
  return account.platform === 'web'
    ? posts.where('sourceId', '=', account.sourceId ?? '')
    : posts.where('platform', '=', account.platform).where('authorHandle', '=', account.handle);
}

/**
 * What the platform itself knows an account by. Where that is not what the list says (a channel id for YouTube's `@name`, a number for
 * a Page), it is the one who writes most at the source that collects the account.
 */
export async function findHandle(db: Db, account: Account): Promise<string> {
  const { platform, handle, sourceId } = account;
  if (platform === 'web' || sourceId === null) return handle;
  const posts = db.selectFrom('mentions').where('platform', '=', platform).where('kind', '!=', 'comment');
  const isKnown = await posts.select('id').where('authorHandle', '=', handle).limit(1).executeTakeFirst();
  if (isKnown !== undefined) return handle;
  const writer = await posts
    .select('authorHandle')
    .where('sourceId', '=', sourceId)
    .where('authorHandle', 'is not', null)
    .where('authorHandle', 'not in', (eb) =>
      eb.selectFrom('accounts').select('accounts.handle').where('accounts.platform', '=', platform),
    )
    .groupBy('authorHandle')
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy('authorHandle')
    .limit(1)
    .executeTakeFirst();
  return writer?.authorHandle ?? handle;
}

/** Posts in `[from, to)`, oldest first, with their latest counts. */
export function listAccountPosts(db: Db, account: Account, from: Instant, to: Instant): Promise<AccountPost[]> {
  return own(db, account)
    .leftJoin('metricSnapshots', (join) =>
      join.onRef('metricSnapshots.mentionId', '=', 'mentions.id').on('metricSnapshots.at', '=', (eb) =>
        eb
          .selectFrom('metricSnapshots as latest')
          .select((select) => select.fn.max('latest.at').as('at'))
          .whereRef('latest.mentionId', '=', 'mentions.id'),
      ),
    )
    .select(['mentions.id', 'mentions.publishedAt'])
    .select(['metricSnapshots.likes', 'metricSnapshots.comments', 'metricSnapshots.shares', 'metricSnapshots.views'])
    .where('mentions.publishedAt', '>=', from)
    .where('mentions.publishedAt', '<', to)
    .orderBy('mentions.publishedAt')
    .orderBy('mentions.id')
    .execute();
}

/** When the account's last post before `to` was published; null when none was ever collected. */
export async function lastPostAt(db: Db, account: Account, to: Instant): Promise<Instant | null> {
  const row = await own(db, account)
    .select('mentions.publishedAt')
    .where('mentions.publishedAt', '<', to)
    .orderBy('mentions.publishedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.publishedAt ?? null;
}

/** Answers to answers that are followed: platforms nest two or three deep. */
const maxDepth = 4;

/** Comments under posts, and answers to those comments, oldest first. */
export async function listCommentsUnder(db: Db, postIds: readonly number[]): Promise<AccountComment[]> {
  const found: AccountComment[] = [];
  let parents = postIds;
  for (let depth = 0; depth < maxDepth && parents.length > 0; depth++) {
    const answers = await commentsOf(db, parents);
    found.push(...answers);
    parents = answers.map(({ id }) => id);
  }
  return found.sort((a, b) => a.publishedAt.localeCompare(b.publishedAt) || a.id - b.id);
}

async function commentsOf(db: Db, ids: readonly number[]): Promise<AccountComment[]> {
  const rows = await db
    .selectFrom('mentions')
    .select(['id', 'parentId', 'text', 'url', 'author', 'authorHandle', 'publishedAt'])
    .where(isIn(db, 'mentions.parentId', ids))
    .where('kind', '=', 'comment')
    .where('setAside', 'is', null)
    .execute();
  return rows.flatMap(({ parentId, ...row }) => (parentId === null ? [] : [{ ...row, parentId }]));
}
