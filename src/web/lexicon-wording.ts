import type { ListedTerm } from '../core/lexicon-desk.ts';
import { formatNumber } from '../core/time.ts';
import { type Topic, topicNames } from '../core/topics.ts';

/** Indonesian names of what the shipped word lists say. */

const listNames: Readonly<Record<string, string>> = {
  'id-core': 'kata umum Indonesia',
  'id-government': 'kata seputar pemerintahan',
  jv: 'kata Jawa',
  su: 'kata Sunda',
  mad: 'kata Madura',
  bug: 'kata Bugis',
  emoji: 'emoji',
  negators: 'kata pembalik',
  intensifiers: 'kata penguat',
  contrast: 'kata pertentangan',
  hoax: 'ciri hoaks dan cek fakta',
  topics: 'kata topik',
  government: 'kata pemerintahan',
  reporting: 'kata tanggapan',
  directions: 'arah naik dan turun',
  'agency-hints': 'petunjuk OPD',
  gambling: 'ciri judi daring',
};

const feelingNames: Readonly<Record<string, string>> = {
  complaint: 'keluhan',
  praise: 'pujian',
  failure: 'kerusakan, kegagalan',
  joy: 'kegembiraan',
  improvement: 'perbaikan',
  anger: 'kemarahan',
  harm: 'kerugian',
  sorrow: 'kesedihan',
  corruption: 'korupsi',
  crime: 'kejahatan',
  help: 'bantuan',
  success: 'keberhasilan',
  calm: 'ketenangan',
  shortage: 'kekurangan',
  fear: 'ketakutan',
  thanks: 'terima kasih',
  illness: 'sakit',
  dirt: 'kekotoran',
  disaster: 'bencana',
  beauty: 'keindahan',
  danger: 'bahaya',
};

export const languageNames: Readonly<Record<string, string>> = {
  id: 'Indonesia',
  jv: 'Jawa',
  su: 'Sunda',
  mad: 'Madura',
  bug: 'Bugis',
};

export function nameOfList(list: string): string {
  return listNames[list] ?? list;
}

/** `keluhan`, `topik Jalan dan infrastruktur`; empty where the list's name says it all. */
export function sayKind({ list, kind, weight }: ListedTerm): string {
  if (weight !== null) return feelingNames[kind] ?? kind;
  if (list === 'topics') return topicNames[kind as Topic] ?? kind;
  return list === 'agency-hints' ? kind : '';
}

/** `−2,5`, `+3`, `0`: a weight as people write it. */
export function sayPoints(weight: number): string {
  const size = formatNumber(Math.abs(weight));
  if (weight === 0) return size;
  return weight < 0 ? `−${size}` : `+${size}`;
}

/** Words that are addresses of pages of their own. */
const reserved = new Set(['usulan', 'versi']);

/** Page of a word. Signs that browsers or routers read as something else go into the query. */
export function wordPath(term: string): string {
  const isPlain = /^[\p{L}\p{N}][\p{L}\p{N} -]*$/u.test(term) && !reserved.has(term);
  return isPlain ? `/leksikon/${encodeURIComponent(term)}` : `/leksikon?kata=${encodeURIComponent(term)}`;
}

/** Page of a word with a weight tried out; null takes the word out. */
export function trialPath(term: string, weight: number | null): string {
  const path = wordPath(term);
  const query = weight === null ? 'cabut=ya' : `bobot=${weight}`;
  return `${path}${path.includes('?') ? '&' : '?'}${query}#dampak`;
}
