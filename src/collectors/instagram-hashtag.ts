import { z } from 'zod';
import type { CollectContext, CollectorType, CollectStep } from '../core/collector.ts';
import { SourceError } from '../core/errors.ts';
import { credentialOf } from './parts/api.ts';
import { parseCursor } from './parts/cursor.ts';
import {
  askGraph,
  type GraphAnswer,
  GraphId,
  GraphIdOption,
  graphAddress,
  graphOptions,
  readItems,
  readList,
} from './parts/graph.ts';
import { isQueryFault } from './parts/graph-faults.ts';
import { foundFields, readMedia } from './parts/instagram-media.ts';
import { noPosts, openKept, postsOf } from './parts/kept-graph.ts';
import { parseOptions } from './parts/options.ts';
import { fingerprint, remember } from './parts/seen.ts';

const Tag = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{M}\p{N}_]{2,100}$/u, 'harus tagar tanpa #, hanya huruf, angka, dan garis bawah');

const Options = z.strictObject({
  /** Numeric id of the own business account that the search is made for. */
  account: GraphIdOption,
  tags: z.array(Tag).min(1).max(30),
  ...graphOptions,
});
type Options = z.infer<typeof Options>;

const TagState = z.object({
  tag: z.string(),
  /** What Instagram knows the hashtag by: the same for everybody and for ever. */
  id: z.string().nullable(),
  after: z.string().nullable(),
  page: z.number().int(),
  seen: z.array(z.string()),
});
type TagState = z.infer<typeof TagState>;

const Cursor = z.object({
  /** The tag whose turn it is. */
  turn: z.number().int().nonnegative(),
  /** Something was read in this round. */
  hasRead: z.boolean(),
  tags: z.array(TagState),
});
type Cursor = z.infer<typeof Cursor>;

const perPage = '50';
/** Pages of one tag in one round. */
const maxPages = 5;
/** Three pages: the list is not strictly in order. */
const maxSeen = 150;
const Anything = z.unknown();

/** Recent public posts with a hashtag, by Instagram's hashtag search: 30 different hashtags in 7 days, the last 24 hours of each. */
export const instagramHashtag: CollectorType = {
  id: 'instagram-hashtag',
  title: 'Tagar Instagram',
  facts: {
    platform: 'Instagram',
    collects:
      'Unggahan publik dengan tagar tertentu: keterangan, tautan, jumlah suka dan komentar. Tanpa nama pembuatnya.',
    needs:
      'Akun bisnis Instagram sendiri, token pengguna Facebook yang bertugas pada Halamannya, fitur Instagram Public Content Access, dan izin instagram_basic.',
    limits:
      '30 tagar berbeda dalam 7 hari per akun; hanya unggahan 24 jam terakhir, jadi jalankan beberapa kali sehari; tanpa cerita (story); tagar yang dianggap peka ditolak.',
    cost: 'Gratis; tinjauan aplikasi oleh Meta memerlukan waktu.',
    law: 'Ketentuan Platform Meta: tidak boleh untuk pengawasan atau profil perorangan.',
    tested:
      'Server lokal bergaya Graph API: tanda halaman yang selalu sama, urutan tidak tetap, tagar yang ditolak, jatah tagar habis, tajuk pemakaian, token mati, izin kurang, HTML sebagai jawaban.',
  },
  credential: 'meta',
  terms: 'api',
  minIntervalMs: 15 * 60_000,
  example: { account: '17841400000000000', tags: ['kabupatencontoh'] },
  configure(raw) {
    const options = parseOptions(Options, raw);
    return {
      collect: (ctx) => collect(ctx, options),
      async read(answer) {
        const kept = openKept(answer);
        return kept?.edge === 'recent_media' ? postsOf(readMedia(kept.json, true)) : noPosts;
      },
    };
  },
};

/** One request for the tag whose turn it is. A tag that Instagram refuses, or that finds no room among the 30, is passed over. */
async function collect(ctx: CollectContext, options: Options): Promise<CollectStep> {
  const cursor = parseCursor(Cursor, ctx.cursor, { turn: 0, hasRead: false, tags: [] });
  let refusal: SourceError | null = null;
  let rejected = 0;
  for (let turn = cursor.turn; turn < options.tags.length; turn++) {
    const tag = options.tags[turn] as string;
    const fresh: TagState = { tag, id: null, after: null, page: 0, seen: [] };
    const state = cursor.tags.find((entry) => entry.tag === tag) ?? fresh;
    try {
      const step = await readTag(ctx, options, state);
      return finish(
        options,
        { ...cursor, turn: step.isThrough ? turn + 1 : turn, hasRead: true },
        { ...step, rejected: step.rejected + rejected },
      );
    } catch (error) {
      if (!(error instanceof TagRefused)) throw error;
      ctx.log.warn({ tag, err: error.fault }, 'a hashtag cannot be read');
      refusal = error.fault;
      rejected += error.fault.reason === 'budget' ? 0 : 1;
    }
  }
  if (refusal !== null && !cursor.hasRead) throw refusal;
  return finish(options, { ...cursor, turn: options.tags.length }, { ...noPosts, rejected, waitMs: 0, state: null });
}

type TagStep = Pick<CollectStep, 'posts' | 'rejected' | 'waitMs'> & { readonly state: TagState | null };

function finish(options: Options, cursor: Cursor, { state, ...step }: TagStep): CollectStep {
  const isOver = cursor.turn >= options.tags.length;
  const others = cursor.tags.filter(({ tag }) => tag !== state?.tag && options.tags.includes(tag));
  const next: Cursor = {
    turn: isOver ? 0 : cursor.turn,
    hasRead: !isOver && cursor.hasRead,
    tags: state === null ? others : [...others, state],
  };
  return { ...step, cursor: JSON.stringify(next), more: !isOver && step.waitMs === 0 };
}

/** This tag alone is the trouble. */
class TagRefused extends Error {
  readonly fault: SourceError;
  constructor(fault: SourceError) {
    super(fault.message);
    this.fault = fault;
  }
}

function refuse(reason: SourceError['reason']): (error: unknown) => never {
  return (error) => {
    throw error instanceof SourceError && error.reason === reason ? new TagRefused(error) : error;
  };
}

async function readTag(
  ctx: CollectContext,
  options: Options,
  state: TagState,
): Promise<TagStep & { readonly isThrough: boolean }> {
  await credentialOf(ctx).spend('hashtags', 1, state.tag).catch(refuse('budget'));
  const user = { user_id: options.account };
  if (state.id === null) {
    const url = graphAddress(options, 'ig_hashtag_search', { ...user, q: state.tag });
    const { data, waitMs } = await askGraph(ctx, url, Anything).catch(refuse('query'));
    const [found] = readItems(readList(data).data, z.object({ id: GraphId })).items;
    if (found === undefined) throw new TagRefused(new SourceError('query', `Instagram knows no hashtag ${state.tag}`));
    return { posts: [], rejected: 0, waitMs, state: { ...state, id: found.id }, isThrough: false };
  }
  const query = { ...user, fields: foundFields, limit: perPage, after: state.after };
  const url = graphAddress(options, `${state.id}/recent_media`, query);
  let answer: GraphAnswer<unknown>;
  try {
    answer = await askGraph(ctx, url, Anything);
  } catch (error) {
    if (state.after === null || !isQueryFault(error)) return refuse('query')(error);
    // The mark has grown old: the next round begins at the top.
    return { ...noPosts, waitMs: 0, state: { ...state, after: null, page: 0 }, isThrough: true };
  }
  const { data, waitMs } = answer;
  const { items, rejected, next } = readMedia(data, true);
  const marks = items.map(({ id }) => fingerprint(id));
  const known = new Set(state.seen);
  const hasNew = marks.some((mark) => !known.has(mark));
  // The mark is the same for every page, so it cannot tell where the list ends: pages without anything new do.
  const isThrough = next === null || !hasNew || state.page + 1 >= maxPages;
  const seen = remember(state.seen, marks, maxSeen);
  const position = isThrough ? { after: null, page: 0 } : { after: next, page: state.page + 1 };
  return { ...postsOf({ items, rejected }), waitMs, state: { ...state, ...position, seen }, isThrough };
}
