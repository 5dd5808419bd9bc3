import { z } from 'zod';
import type { CollectContext, CollectorType, CollectStep } from '../core/collector.ts';
import { blankPost, type RawPost } from '../core/mention.ts';
import { verdictOf } from '../core/verdict.ts';
import { callApi, credentialOf, parseAnswer, parseBody } from './parts/api.ts';
import { parseCursor } from './parts/cursor.ts';
import { googleFault, readGoogleRefusal } from './parts/google-faults.ts';
import { looseItems } from './parts/loose-items.ts';
import { parseOptions, WebAddress } from './parts/options.ts';

const Options = z
  .strictObject({
    query: z.string().trim().min(2).max(200).optional(),
    /** Host of a publisher: `turnbackhoax.id`. */
    publisher: z
      .string()
      .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, 'harus nama host, misalnya turnbackhoax.id')
      .optional(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/)
      .default('id'),
    maxAgeDays: z.number().int().min(1).max(3_650).default(30),
    api: WebAddress.default('https://factchecktools.googleapis.com/v1alpha1'),
  })
  .refine(({ query, publisher }) => query !== undefined || publisher !== undefined, {
    path: ['query'],
    message: 'isi query, publisher, atau keduanya',
  });
type Options = z.infer<typeof Options>;

const Cursor = z.object({ token: z.string().nullable(), page: z.number().int() });
const fresh: z.infer<typeof Cursor> = { token: null, page: 1 };
const maxPages = 10;

const Text = z.string().trim().min(1).nullable().catch(null);
const Answer = z.object({
  // Without a match the answer is an empty object.
  claims: z.array(z.unknown()).optional(),
  nextPageToken: Text,
});
const Claim = z.object({
  text: Text,
  claimant: Text,
  claimDate: Text,
  claimReview: z.array(z.unknown()),
});
const Review = z.object({
  publisher: z.object({ name: Text, site: Text }).catch({ name: null, site: null }),
  url: z.url({ protocol: /^https?$/ }),
  title: Text,
  reviewDate: Text,
  textualRating: z.string().trim().min(1),
  languageCode: Text,
});

/** Published fact checks by Google's index of ClaimReview: a step is one page of a search. */
export const googleFactCheck: CollectorType = {
  id: 'google-fact-check',
  title: 'Google Fact Check Tools',
  facts: {
    platform: 'Cek fakta',
    collects: 'Hasil cek fakta dari banyak penerbit: klaim, siapa yang menyebarkan, putusan, penerbit, dan tautannya.',
    needs: 'Kunci API Google Cloud dengan Fact Check Tools API aktif; kata pencarian atau host penerbit.',
    limits: '50 hasil per halaman; disaring menurut bahasa, tidak menurut daerah. Beberapa ratus permintaan per menit.',
    cost: 'Gratis.',
    law: 'Ketentuan API Google; tampilkan penerbit dan tautan ke cek faktanya.',
    tested:
      'Server lokal: halaman berurutan, tanpa hasil, butir rusak, kuota, kunci ditolak, API belum aktif, jawaban HTML.',
  },
  credential: 'google-fact-check',
  terms: 'api',
  minIntervalMs: 60 * 60_000,
  example: { publisher: 'turnbackhoax.id' },
  configure(raw) {
    const options = parseOptions(Options, raw);
    return {
      collect: (ctx) => collect(ctx, options),
      read: async (answer) => readClaims(parseAnswer(parseBody(answer), Answer, answer.url)),
    };
  },
};

async function collect(ctx: CollectContext, options: Options): Promise<CollectStep> {
  const { token, page } = parseCursor(Cursor, ctx.cursor, fresh);
  const credential = credentialOf(ctx);
  await credential.spend('requests');
  const url = new URL(`${options.api.replace(/\/+$/, '')}/claims:search`);
  const query = {
    query: options.query,
    reviewPublisherSiteFilter: options.publisher,
    languageCode: options.language,
    maxAgeDays: String(options.maxAgeDays),
    pageSize: '50',
    pageToken: token ?? undefined,
  };
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  const request = { url: url.href, headers: { 'x-goog-api-key': credential.secret } };
  const { data } = await callApi(ctx, request, Answer, (_, json, response) =>
    googleFault(readGoogleRefusal(json), response, ctx.now()),
  );
  const next = data.nextPageToken;
  const more = next !== null && next !== token && page < maxPages;
  // The whole window is read each time: it is small, and a rating that is corrected keeps its address.
  return {
    ...readClaims(data),
    cursor: JSON.stringify(more ? { token: next, page: page + 1 } : fresh),
    more,
    waitMs: 0,
  };
}

function readClaims({ claims = [] }: z.infer<typeof Answer>) {
  const found = looseItems(Claim, claims);
  let { rejected } = found;
  const posts = found.items.flatMap((claim) => {
    const reviews = looseItems(Review, claim.claimReview);
    rejected += reviews.rejected;
    return reviews.items.map((review) => toPost(claim, review));
  });
  return { posts, rejected };
}

function toPost(claim: z.infer<typeof Claim>, review: z.infer<typeof Review>): RawPost {
  const at = Date.parse(review.reviewDate ?? claim.claimDate ?? '');
  const publishedAt = Number.isNaN(at) ? null : new Date(at).toISOString();
  const isDay = publishedAt?.endsWith('T00:00:00.000Z') ?? false;
  const spread = claim.claimant === null ? 'Klaim' : `Klaim dari ${claim.claimant}`;
  return {
    ...blankPost,
    kind: 'article',
    platform: 'web',
    externalId: review.url,
    idScope: 'google-fact-check:reviews',
    url: review.url,
    title: review.title ?? claim.text,
    text: [
      ...(claim.text === null ? [] : [`${spread}: ${claim.text}`]),
      `Hasil cek fakta: ${review.textualRating}`,
    ].join('\n'),
    publishedAt,
    precision: publishedAt === null ? 'guessed' : isDay ? 'day' : 'exact',
    language: review.languageCode,
    publisher: review.publisher.name,
    publisherHost: review.publisher.site,
    review: { claimed: claim.text, verdict: verdictOf(review.textualRating), rating: review.textualRating },
  };
}
