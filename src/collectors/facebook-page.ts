import { z } from 'zod';
import type { CollectorType, ReadPosts } from '../core/collector.ts';
import type { KeptAnswer } from '../core/evidence.ts';
import { commentFields, postFields, readComments, readPosts, readPostsByIds } from './parts/facebook-posts.ts';
import { graphAddress, graphOptions } from './parts/graph.ts';
import { collectAccount, type GraphAccount } from './parts/graph-account.ts';
import { noPosts, openKept, postsOf } from './parts/kept-graph.ts';
import { parseOptions } from './parts/options.ts';

const pageHelp = 'harus nama halaman seperti pada alamatnya, atau ID angkanya dalam tanda kutip';

const Options = z.strictObject({
  /** Name in the Page's address, or its numeric id. */
  page: z
    .string({ error: pageHelp })
    .trim()
    .regex(/^[A-Za-z0-9](?:[\w.-]{1,98})[A-Za-z0-9]$/, pageHelp),
  comments: z.boolean().default(true),
  /** Public posts of others that tag the Page. */
  mentions: z.boolean().default(false),
  /** How far the first load goes back. */
  backfillDays: z.number().int().min(1).max(365).default(14),
  ...graphOptions,
});
type Options = z.infer<typeof Options>;

/** With the counts of eight reactions, larger pages are refused as too much at once. */
const postsPerPage = '25';
const commentsPerPage = '100';

/** Posts of a Facebook Page over the Graph API with their counts, comments, answers to comments, and posts that tag the Page. */
export const facebookPage: CollectorType = {
  id: 'facebook-page',
  title: 'Halaman Facebook',
  facts: {
    platform: 'Facebook',
    collects:
      'Pos sebuah Halaman, komentar beserta balasannya, pos publik yang menandai Halaman itu, serta jumlah reaksi menurut jenis, komentar, dan pembagian.',
    needs:
      'Halaman sendiri: token Halaman dengan izin pages_read_engagement dan pages_read_user_content. Halaman lain: token pengguna sistem dan fitur Page Public Content Access yang disetujui Meta. Tanpa izin komentar, setel comments: false.',
    limits:
      'Kuota panggilan per jam menurut aplikasi; berhenti sebelum habis menurut tajuk pemakaian. Pos dibaca ulang sampai umur 14 hari. Nama pengomentar hanya terlihat di Halaman sendiri; grup dan pencarian kata tidak tersedia.',
    cost: 'Gratis; verifikasi instansi dan tinjauan aplikasi oleh Meta memerlukan waktu.',
    law: 'Ketentuan Platform Meta: tidak boleh untuk pengawasan atau profil perorangan; komentar memuat data pribadi.',
    tested:
      'Server lokal bergaya Graph API: paging dengan tanda halaman, tanda kedaluwarsa, tajuk pemakaian 75 % dan 95 %, semua kode galat, token mati, izin kurang, pos terhapus, HTML sebagai jawaban.',
  },
  credential: 'meta',
  terms: 'api',
  minIntervalMs: 5 * 60_000,
  example: { page: 'diskominfo.contoh', mentions: true },
  configure(raw) {
    const options = parseOptions(Options, raw);
    const account = toAccount(options);
    return {
      collect: (ctx) => collectAccount(ctx, account),
      read: async (answer) => readKept(answer, options),
    };
  },
};

function toAccount(options: Options): GraphAccount {
  const { page } = options;
  const list = (edge: string, after: string | null) =>
    graphAddress(options, `${page}/${edge}`, { fields: postFields, limit: postsPerPage, after });
  return {
    key: `facebook ${page}`,
    backfillMs: options.backfillDays * 86_400_000,
    own: { address: (after) => list('posts', after), read: (json) => readPosts(json, page) },
    others: options.mentions
      ? { tagged: { address: (after) => list('tagged', after), read: (json) => readPosts(json, null) } }
      : {},
    byIds: {
      address: (ids) => graphAddress(options, '', { ids: ids.join(','), fields: postFields }),
      read: (json) => readPostsByIds(json, page),
    },
    comments: options.comments
      ? {
          address: (postId, after) =>
            graphAddress(options, `${postId}/comments`, {
              filter: 'stream',
              order: 'reverse_chronological',
              fields: commentFields,
              limit: commentsPerPage,
              after,
            }),
          read: (json, postId) => readComments(json, postId, page),
          isNewestFirst: true,
        }
      : null,
  };
}

function readKept(answer: KeptAnswer, { page }: Options): ReadPosts {
  const kept = openKept(answer);
  if (kept === null) return noPosts;
  if (kept.query.has('ids')) return postsOf(readPostsByIds(kept.json, page));
  if (kept.edge === 'posts') return postsOf(readPosts(kept.json, page));
  if (kept.edge === 'tagged') return postsOf(readPosts(kept.json, null));
  return kept.edge === 'comments' ? postsOf(readComments(kept.json, kept.owner, page)) : noPosts;
}
