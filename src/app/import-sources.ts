import type { Platform, RawPost, SourceClass } from '../core/mention.ts';
import type { Legal, SourceConfig } from '../core/source.ts';
import { findSource, saveSource } from '../store/sources.ts';
import type { Installation } from './installation.ts';

const classes: Readonly<Partial<Record<Platform, SourceClass>>> = {
  web: 'online-media',
  'google-news': 'online-media',
  print: 'print',
  complaint: 'complaint',
};

const names: Readonly<Record<Platform, string>> = {
  web: 'media daring',
  'google-news': 'Google Berita',
  print: 'media cetak',
  facebook: 'Facebook',
  instagram: 'Instagram',
  whatsapp: 'WhatsApp',
  x: 'X',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  telegram: 'Telegram',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
  threads: 'Threads',
  complaint: 'kanal aduan',
  other: 'lain-lain',
};

/** Longest note of where imports came from; the oldest entries give way. */
const maxBasis = 2_000;

/**
 * Where imported posts go: one source for each platform, apart for what the office itself chose or received (which concerns the regency
 * unless its text says otherwise) and for what a tool found. Never enabled, so none is ever due or called late.
 */
export function importSourceOf({ platform }: RawPost, isLocal: boolean): Omit<SourceConfig, 'legal'> {
  const isChosen = isLocal && platform !== 'print' && platform !== 'complaint';
  return {
    id: isChosen ? `impor-klipping-${platform}` : `impor-${platform}`,
    title: `${isChosen ? 'Klipping' : 'Impor'} ${names[platform]}`,
    // Mentions of a klipping source are taken as local by the scoring.
    collector: isLocal ? 'klipping' : 'impor',
    class: classes[platform] ?? 'public',
    platform,
    enabled: false,
    intervalMs: 86_400_000,
    silentAfterMs: 366 * 86_400_000,
    options: {},
    credential: null,
  };
}

/** Makes sure that the source is stored, and notes in its legal basis what this import is based on. */
export async function keepImportSource(
  { db, now }: Installation,
  source: Omit<SourceConfig, 'legal'>,
  basis: string | null,
): Promise<void> {
  const known = await findSource(db, source.id);
  const legal = withBasis(known?.legal ?? null, basis);
  if (known !== null && JSON.stringify(known.legal) === JSON.stringify(legal)) return;
  await saveSource(db, { ...source, legal }, now());
}

function withBasis(legal: Legal | null, basis: string | null): Legal {
  const entries = legal?.basis.split(' · ').filter((entry) => entry !== '') ?? [];
  const entry = basis === null ? null : `impor: ${basis.replaceAll(' · ', ', ')}`;
  if (entry !== null && !entries.includes(entry)) entries.push(entry);
  while (entries.join(' · ').length > maxBasis) entries.shift();
  return {
    purpose: 'Pemantauan isu dari berkas yang dibawa petugas',
    basis: entries.join(' · '),
    terms: entries.length > 0 ? 'permitted' : 'unchecked',
    reference: null,
  };
}
