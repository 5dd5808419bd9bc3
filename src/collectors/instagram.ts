import { z } from 'zod';
import type { CollectorType, ReadPosts } from '../core/collector.ts';
import type { KeptAnswer } from '../core/evidence.ts';
import { GraphIdOption, graphAddress, graphOptions } from './parts/graph.ts';
import { collectAccount, type GraphAccount, type GraphPlace } from './parts/graph-account.ts';
import {
  commentFields,
  mediaFields,
  readComments,
  readDiscovery,
  readMedia,
  readMediaByIds,
} from './parts/instagram-media.ts';
import { noPosts, openKept, postsOf } from './parts/kept-graph.ts';
import { parseOptions } from './parts/options.ts';

const Username = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9._]{1,30}$/, 'harus nama akun Instagram tanpa @');

const Options = z.strictObject({
  /** Numeric id of the own business account, as the Graph API names it. */
  account: GraphIdOption,
  comments: z.boolean().default(true),
  /** Media of others in which the account is tagged. */
  mentions: z.boolean().default(true),
  /** Other business accounts whose public posts are read too. */
  businesses: z.array(Username).max(30).default([]),
  /** How far the first load goes back. */
  backfillDays: z.number().int().min(1).max(365).default(14),
  ...graphOptions,
});
type Options = z.infer<typeof Options>;

const mediaPerPage = '50';
const commentsPerPage = '50';
const discoveredPerPage = 25;

/** An own Instagram business account over the Graph API: media, comments, media that tag it; and other business accounts' media. */
export const instagram: CollectorType = {
  id: 'instagram',
  title: 'Akun bisnis Instagram',
  facts: {
    platform: 'Instagram',
    collects:
      'Unggahan akun bisnis sendiri, komentar beserta balasannya, unggahan lain yang menandai akun itu, jumlah suka dan komentar; dari akun bisnis lain hanya unggahan dan jumlahnya.',
    needs:
      'Akun bisnis atau kreator yang terhubung dengan Halaman Facebook; token dengan izin instagram_basic, instagram_manage_comments, pages_read_engagement, dan untuk akun lain instagram_manage_insights. Tanpa izin komentar, setel comments: false.',
    limits:
      'Kuota panggilan menurut tajuk pemakaian; 100 balasan per komentar; komentar iklan dan komentar tersembunyi tidak ada; sebutan di dalam keterangan tanpa penandaan tidak terbaca; jumlah suka yang disembunyikan kosong.',
    cost: 'Gratis; tinjauan aplikasi oleh Meta memerlukan waktu.',
    law: 'Ketentuan Platform Meta: tidak boleh untuk pengawasan atau profil perorangan; nama pengomentar adalah data pribadi.',
    tested:
      'Server lokal bergaya Graph API: paging, jumlah suka tersembunyi, balasan, daftar tanpa tanda lanjutan, akun bisnis yang tidak ada, tajuk pemakaian, token mati, izin kurang, unggahan terhapus, HTML sebagai jawaban.',
  },
  credential: 'meta',
  terms: 'api',
  minIntervalMs: 5 * 60_000,
  example: { account: '17841400000000000', businesses: ['media.contoh'] },
  configure(raw) {
    const options = parseOptions(Options, raw);
    const account = toAccount(options);
    return {
      collect: (ctx) => collectAccount(ctx, account),
      read: async (answer) => readKept(answer),
    };
  },
};

function toAccount(options: Options): GraphAccount {
  const { account } = options;
  const list = (edge: string, after: string | null) =>
    graphAddress(options, `${account}/${edge}`, { fields: mediaFields, limit: mediaPerPage, after });
  const tagged: [string, GraphPlace] = [
    'tags',
    { address: (after) => list('tags', after), read: (json) => readMedia(json, true) },
  ];
  const businesses = options.businesses.map((name): [string, GraphPlace] => [
    `@${name.toLowerCase()}`,
    {
      address: (after) => graphAddress(options, account, { fields: discoveryFields(name, after) }),
      read: readDiscovery,
    },
  ]);
  return {
    key: `instagram ${account}`,
    backfillMs: options.backfillDays * 86_400_000,
    own: { address: (after) => list('media', after), read: (json) => readMedia(json, false) },
    others: Object.fromEntries([...(options.mentions ? [tagged] : []), ...businesses]),
    byIds: {
      address: (ids) => graphAddress(options, '', { ids: ids.join(','), fields: mediaFields }),
      read: readMediaByIds,
    },
    comments: options.comments
      ? {
          address: (mediaId, after) =>
            graphAddress(options, `${mediaId}/comments`, { fields: commentFields, limit: commentsPerPage, after }),
          read: readComments,
          isNewestFirst: false,
        }
      : null,
  };
}

function discoveryFields(name: string, after: string | null): string {
  const mark = after === null ? '' : `.after(${after})`;
  return `business_discovery.username(${name}){username,media${mark}.limit(${discoveredPerPage}){${mediaFields}}}`;
}

function readKept(answer: KeptAnswer): ReadPosts {
  const kept = openKept(answer);
  if (kept === null) return noPosts;
  if (kept.query.has('ids')) return postsOf(readMediaByIds(kept.json));
  if (kept.edge === 'media') return postsOf(readMedia(kept.json, false));
  if (kept.edge === 'tags') return postsOf(readMedia(kept.json, true));
  if (kept.edge === 'comments') return postsOf(readComments(kept.json, kept.owner));
  return kept.query.get('fields')?.startsWith('business_discovery') ? postsOf(readDiscovery(kept.json)) : noPosts;
}
