import { z } from 'zod';
import type { CollectContext, CollectorType, CollectStep } from '../core/collector.ts';
import { blankPost, type RawPost } from '../core/mention.ts';
import { credentialOf } from './parts/api.ts';
import { parseCursor } from './parts/cursor.ts';
import {
  GraphId,
  GraphTime,
  getGraph,
  graphAddress,
  graphOptions,
  nextMark,
  readItems,
  readList,
  Text,
} from './parts/graph.ts';
import type { GraphPage } from './parts/graph-account.ts';
import { isQueryFault } from './parts/graph-faults.ts';
import { noPosts, openKept, postsOf } from './parts/kept-graph.ts';
import { beginWalk, endWalk, freshWalk, isWalkDue, loseMark, takePage, Walk } from './parts/list-walk.ts';
import { parseOptions, WebAddress } from './parts/options.ts';

const Options = z.strictObject({
  /** Words to search for; one that begins with # is searched among topics. */
  queries: z.array(z.string().trim().min(2).max(100)).min(1).max(30),
  /** How far the first search goes back. */
  backfillDays: z.number().int().min(1).max(90).default(7),
  version: graphOptions.version.unwrap().default('v1.0'),
  api: WebAddress.default('https://graph.threads.net'),
});
type Options = z.infer<typeof Options>;

const Cursor = z.object({ walks: z.array(z.object({ query: z.string(), walk: Walk })) });
type Cursor = z.infer<typeof Cursor>;

const Media = z.object({
  id: GraphId,
  text: Text,
  permalink: Text,
  timestamp: GraphTime,
  username: Text,
  is_reply: z.boolean().nullish().catch(null),
});

const fields = 'id,text,media_type,permalink,timestamp,username,is_reply';
const perPage = '100';
const Anything = z.unknown();

/** Public Threads posts that hold a word or carry a topic, newest first. */
export const threads: CollectorType = {
  id: 'threads',
  title: 'Pencarian Threads',
  facts: {
    platform: 'Threads',
    collects: 'Unggahan dan balasan publik yang memuat kata kunci atau topik (#): teks, tautan, nama akun, waktu.',
    needs:
      'Token pengguna Threads dengan izin threads_basic dan threads_keyword_search. Sebelum izin pencarian itu disetujui Meta, yang ditemukan hanya unggahan milik akun token sendiri.',
    limits:
      '2.200 pencarian per 24 jam berjalan per pengguna (yang tanpa hasil tidak dihitung); kata yang dianggap peka selalu tanpa hasil; jumlah suka unggahan orang lain tidak diberikan.',
    cost: 'Gratis; tinjauan aplikasi oleh Meta memerlukan waktu.',
    law: 'Ketentuan Platform Meta: tidak boleh untuk pengawasan atau profil perorangan; nama akun adalah data pribadi.',
    tested:
      'Server lokal bergaya Threads API: paging, jawaban kosong yang tidak mengurangi jatah, tanda halaman kedaluwarsa, token mati, izin kurang, batas laju, HTML sebagai jawaban.',
  },
  credential: 'threads',
  terms: 'api',
  minIntervalMs: 10 * 60_000,
  example: { queries: ['kabupaten contoh', '#kabupatencontoh'] },
  configure(raw) {
    const options = parseOptions(Options, raw);
    return {
      collect: (ctx) => collect(ctx, options),
      async read(answer) {
        const kept = openKept(answer);
        return kept?.edge === 'keyword_search' ? postsOf(readFound(kept.json)) : noPosts;
      },
    };
  },
};

/** One page of the first search that is due. */
async function collect(ctx: CollectContext, options: Options): Promise<CollectStep> {
  const now = ctx.now();
  const remembered = parseCursor(Cursor, ctx.cursor, { walks: [] });
  const walks = options.queries.map((query) => {
    return remembered.walks.find((entry) => entry.query === query) ?? { query, walk: freshWalk };
  });
  const due = walks.find(({ walk }) => isWalkDue(walk, now));
  if (due === undefined) return { ...noPosts, cursor: ctx.cursor, more: false, waitMs: 0 };
  const { walk, ...step } = await search(ctx, options, due.query, due.walk);
  const next: Cursor = { walks: walks.map((entry) => (entry === due ? { query: due.query, walk } : entry)) };
  const hasMore = next.walks.some((entry) => isWalkDue(entry.walk, now));
  return { ...step, cursor: JSON.stringify(next), more: hasMore && step.waitMs === 0 };
}

type Searched = Pick<CollectStep, 'posts' | 'rejected' | 'waitMs'> & { readonly walk: Walk };

async function search(ctx: CollectContext, options: Options, query: string, was: Walk): Promise<Searched> {
  const now = ctx.now();
  const walk = beginWalk(was, now, options.backfillDays * 86_400_000);
  const spending = await credentialOf(ctx).spend('queries');
  try {
    const { data, waitMs } = await getGraph(ctx, toAddress(options, query, walk), Anything);
    const page = readFound(data);
    // A search that finds nothing is free.
    if (page.items.length + page.rejected === 0) await spending.settle(0);
    const times = page.items.map(({ at }) => at);
    return { ...postsOf(page), waitMs, walk: takePage(walk, times, page.next, now) };
  } catch (error) {
    if (!isQueryFault(error)) throw error;
    if (walk.after !== null) return { ...noPosts, waitMs: 0, walk: loseMark(walk, now) };
    if (options.queries.length === 1) throw error;
    ctx.log.warn({ query, err: error }, 'a search is not accepted');
    return { posts: [], rejected: 1, waitMs: 0, walk: endWalk(walk, now) };
  }
}

function toAddress(options: Options, query: string, walk: Walk & { readonly from: string }): string {
  const isTopic = query.startsWith('#');
  return graphAddress(options, 'keyword_search', {
    q: isTopic ? query.slice(1) : query,
    search_type: 'RECENT',
    search_mode: isTopic ? 'TAG' : 'KEYWORD',
    since: String(Math.floor(Date.parse(walk.from) / 1000)),
    fields,
    limit: perPage,
    after: walk.after,
  });
}

function readFound(json: unknown): GraphPage {
  const list = readList(json);
  const { items, rejected } = readItems(list.data, Media);
  const read = items.map(({ id, text, permalink, timestamp, username, is_reply }) => {
    const post: RawPost = {
      ...blankPost,
      kind: is_reply === true ? 'comment' : 'post',
      platform: 'threads',
      externalId: id,
      idScope: 'threads:posts',
      url: permalink,
      text: text ?? '',
      author: username,
      authorHandle: username?.replace(/^@/, '').toLowerCase() ?? null,
      publishedAt: timestamp,
      precision: 'exact',
    };
    return { id, at: timestamp, comments: null, post: post.text.trim() === '' ? null : post };
  });
  return { items: read, rejected, next: nextMark(list) };
}
