import { z } from 'zod';
import type { CollectContext, CollectorType, CollectStep } from '../core/collector.ts';
import { SourceError } from '../core/errors.ts';
import { callApi, parseAnswer, parseBody } from './parts/api.ts';
import { blueskyFault, blueskyWord } from './parts/bluesky-faults.ts';
import { readBlueskyPosts, SearchAnswer } from './parts/bluesky-posts.ts';
import { type BlueskySessions, createBlueskySessions } from './parts/bluesky-session.ts';
import { parseCursor } from './parts/cursor.ts';
import { hasPassed } from './parts/elapsed.ts';
import { beginWalk, freshWalk, isWalkDue, loseMark, takePage, Walk } from './parts/list-walk.ts';
import { parseOptions, WebAddress } from './parts/options.ts';
import { waitOfWindow } from './parts/rate-window.ts';

const Options = z.strictObject({
  query: z.string().trim().min(2).max(300),
  /** Only posts whose author marked them with this language. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'harus kode bahasa, misalnya id')
    .optional(),
  /** How far back the first search goes, and the daily one that reads the counts again. */
  recheckDays: z.number().int().min(1).max(14).default(3),
  /** Server that is asked without a key. */
  api: WebAddress.default('https://api.bsky.app'),
  /** Server of the account, which is asked with a key. */
  pds: WebAddress.default('https://bsky.social'),
});
type Options = z.infer<typeof Options>;

const Cursor = z.object({ query: z.string(), walk: Walk, rereadAt: z.string().nullable() });
type Cursor = z.infer<typeof Cursor>;

const dayMs = 86_400_000;

/** Posts that hold the words, newest first: a step is one page of the search. Once a day the search reaches back for the counts. */
export const blueskySearch: CollectorType = createBlueskySearch(createBlueskySessions());

function createBlueskySearch(sessions: BlueskySessions): CollectorType {
  return {
    id: 'bluesky-search',
    title: 'Pencarian Bluesky',
    facts: {
      platform: 'Bluesky',
      collects:
        'Kiriman publik yang cocok dengan kata kunci: teks, waktu, penulis, suka, balasan, kiriman ulang, kutipan.',
      needs:
        'Kata kunci. Tanpa kunci hanya selama server mengizinkan; sebaiknya sandi aplikasi dari Pengaturan Bluesky (nama.akun:sandi-aplikasi).',
      limits: '100 kiriman per halaman, sekitar 3.000 permintaan per 5 menit; hasil pencarian tidak dijamin lengkap.',
      cost: 'Gratis.',
      law: 'Kiriman publik; nama akun adalah data pribadi. Akun yang meminta tidak ditampilkan tanpa login dilewati.',
      tested:
        'Server lokal: paging, kursor tidak dikenal, token kedaluwarsa, sandi salah, tanpa login, 429, tanggal palsu, halaman HTML.',
    },
    credential: 'bluesky',
    worksWithoutCredential: true,
    terms: 'api',
    minIntervalMs: 10 * 60_000,
    example: { query: 'Ujungalun', language: 'id' },
    configure(raw) {
      const options = parseOptions(Options, raw);
      return {
        collect: (ctx) => collect(ctx, options, sessions),
        async read(answer) {
          return readBlueskyPosts(parseAnswer(parseBody(answer), SearchAnswer, answer.url));
        },
      };
    },
  };
}

async function collect(ctx: CollectContext, options: Options, sessions: BlueskySessions): Promise<CollectStep> {
  const query = JSON.stringify([options.query, options.language]);
  const fresh: Cursor = { query, walk: freshWalk, rereadAt: null };
  const remembered = parseCursor(Cursor, ctx.cursor, fresh);
  const cursor = remembered.query === query ? remembered : fresh;
  const now = ctx.now();
  if (!isWalkDue(cursor.walk, now)) return toStep(cursor, { posts: [], rejected: 0 }, 0);
  const { walk, rereadAt } = begin(cursor, options, now);
  let isMarkLost = false;
  const answer = await search(ctx, options, sessions, walk, () => {
    isMarkLost = true;
  }).catch((error: unknown) => {
    if (!isMarkLost) throw error;
    return null;
  });
  if (answer === null) return toStep({ query, walk: loseMark(walk, now), rereadAt }, { posts: [], rejected: 0 }, 0);
  const read = readBlueskyPosts(answer.data);
  const times = read.posts.flatMap(({ publishedAt }) => publishedAt ?? []);
  const mark = answer.data.cursor ?? null;
  // A mark that does not move, or one behind an empty page, would never end.
  const isStuck = mark === walk.after || answer.data.posts.length === 0;
  const taken = takePage(walk, times, isStuck ? null : mark, now);
  return toStep({ query, walk: taken, rereadAt }, read, waitOfWindow(answer.response, 'ratelimit', now));
}

/** The walk under way or the next one; the first of a day goes back over all days that are read again. */
function begin({ walk, rereadAt }: Cursor, { recheckDays }: Options, now: Date) {
  if (walk.from !== null) return { walk: beginWalk(walk, now, 0), rereadAt };
  const isRereadDue = hasPassed(rereadAt, dayMs, now);
  if (!isRereadDue) return { walk: beginWalk(walk, now, recheckDays * dayMs), rereadAt };
  const silentMs = walk.since === null ? 0 : now.getTime() - Date.parse(walk.since);
  const backMs = Math.max(recheckDays * dayMs, silentMs);
  return { walk: beginWalk({ ...walk, since: null }, now, backMs), rereadAt: now.toISOString() };
}

/** One page, with a token where there is a key; an expired one is replaced once. @param onLostMark when the server refuses the page mark */
async function search(
  ctx: CollectContext,
  options: Options,
  sessions: BlueskySessions,
  walk: Walk & { readonly from: string },
  onLostMark: () => void,
) {
  const parameters = new URLSearchParams({
    q: options.query,
    sort: 'latest',
    limit: '100',
    since: walk.from,
    ...(options.language === undefined ? {} : { lang: options.language }),
    ...(walk.after === null ? {} : { cursor: walk.after }),
  });
  const hasKey = ctx.credential !== null;
  const server = (hasKey ? options.pds : options.api).replace(/\/+$/, '');
  const url = `${server}/xrpc/app.bsky.feed.searchPosts?${parameters}`;
  let isExpired = false;
  const ask = async (token: string | null) => {
    await ctx.credential?.spend('requests');
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
    return callApi(ctx, { url, headers }, SearchAnswer, (status, json, response) => {
      const word = blueskyWord(json);
      isExpired = word === 'ExpiredToken' || word === 'InvalidToken';
      if (status === 400 && !isExpired && walk.after !== null) onLostMark();
      return blueskyFault(status, json, response, { now: ctx.now(), hasKey });
    });
  };
  if (!hasKey) return ask(null);
  try {
    return await ask(await sessions.open(ctx, options.pds));
  } catch (error) {
    if (!isExpired || !(error instanceof SourceError)) throw error;
    return ask(await sessions.renew(ctx, options.pds));
  }
}

type Read = Pick<CollectStep, 'posts' | 'rejected'>;

function toStep(cursor: Cursor, { posts, rejected }: Read, waitMs: number): CollectStep {
  // A window that is used up ends the run; the walk goes on in the next.
  const more = waitMs === 0 && cursor.walk.from !== null;
  return { posts, rejected, cursor: JSON.stringify(cursor), more, waitMs };
}
