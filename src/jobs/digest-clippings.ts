import type { Digest, DigestClipping } from '../core/digest.ts';
import type { Topic } from '../core/topics.ts';
import type { MentionView } from '../store/mention-rows.ts';
import type { ReportQuery } from '../store/report-counts.ts';
import { countSocialPosts, listPosted } from '../store/report-texts.ts';
import type { Db } from '../store/schema.ts';
import { publisherOf } from './issue-member.ts';

const maxClippings = 300;

/**
 * Reports of the media, newest first, and after them what citizens posted, as far as there is room. Comments are not clipped.
 * `total` counts the posts only when the media leave room for them.
 * @param without mentions that only copy others
 * @param inMedia how many reports of the media there are
 */
export async function loadClippings(
  db: Db,
  query: ReportQuery,
  without: readonly number[],
  inMedia: number,
): Promise<{ readonly clippings: Digest['clippings']; readonly total: number }> {
  const own = { ...query, without, limit: maxClippings };
  const media = await listPosted(db, own, 'media');
  if (media.length === maxClippings) {
    return { clippings: media.map(toClipping), total: inMedia };
  }
  const rest = maxClippings - media.length;
  const social = await listPosted(db, { ...own, limit: rest }, 'social');
  const posted = social.length < rest ? social.length : await countSocialPosts(db, own);
  return { clippings: [...media, ...social].map(toClipping), total: media.length + posted };
}

function toClipping(view: MentionView): DigestClipping {
  const topic = view.score?.topic ?? 'lainnya';
  return {
    at: view.publishedAt,
    hasTime: view.precision === 'exact' || view.precision === 'minute',
    publisher: publisherOf(view),
    sourceClass: view.sourceClass,
    title: view.title ?? view.text.slice(0, 140),
    label: view.score?.sentiment.label ?? 'unscored',
    topic,
    field: fieldOf(topic),
    agency: view.score?.agency ?? null,
    url: view.url,
  };
}

const fields: Readonly<Record<Topic, DigestClipping['field']>> = {
  'infrastruktur-jalan': 'ekuin',
  'banjir-bencana': 'kesra',
  'sampah-lingkungan': 'kesra',
  kesehatan: 'kesra',
  pendidikan: 'kesra',
  'bansos-sosial': 'kesra',
  'korupsi-hukum': 'polhukam',
  kriminal: 'polhukam',
  'lalu-lintas': 'ekuin',
  'ekonomi-umkm': 'ekuin',
  pertanian: 'ekuin',
  'air-listrik': 'ekuin',
  'pelayanan-publik': 'polhukam',
  'politik-pemilu': 'polhukam',
  'pemerintahan-seremonial': 'polhukam',
  'olahraga-budaya-wisata': 'kesra',
  agama: 'kesra',
  tambang: 'ekuin',
  ketenagakerjaan: 'kesra',
  lainnya: 'polhukam',
};

/** Field of government (kesejahteraan rakyat · ekonomi, keuangan, industri · politik, hukum, keamanan) that a topic belongs to. */
export function fieldOf(topic: Topic): DigestClipping['field'] {
  return fields[topic];
}
