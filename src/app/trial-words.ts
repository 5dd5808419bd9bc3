import { ConfigError, SourceError, type SourceFault } from '../core/errors.ts';
import type { FoundItem, TrialFault } from '../core/source-desk.ts';
import { faultSentences } from '../web/wording.ts';

/** What to try when something cannot be read, by the kind of fault. */
const advices: Readonly<Record<SourceFault, string>> = {
  'rate-limited': 'Tunggu beberapa menit, lalu coba lagi.',
  budget: 'Tunggu sampai jatah kuncinya mulai lagi, atau naikkan batasnya di bagian credentials di kentongan.yaml.',
  blocked:
    'Mintalah izin kepada pengelola situsnya, atau carilah jalan lain: umpan RSS, akun resminya di media sosial, atau pencarian Google News dengan nama medianya.',
  gone: 'Periksa apakah situsnya pindah, lalu tempel alamat yang baru.',
  credential: 'Minta operator mengisi atau memperbarui kuncinya (bagian credentials di kentongan.yaml).',
  permission: 'Tambahkan izin yang diminta di platformnya, atau pilih sumber lain.',
  query: 'Periksa ejaan alamat, nama akun, atau tagarnya.',
  changed:
    'Tempel alamat halaman depan situsnya, halaman daftar beritanya, atau alamat umpannya (biasanya berakhir dengan /feed atau /rss).',
  'too-large': 'Tempel alamat yang lebih khusus: satu rubrik, satu kanal, atau umpannya.',
  network: 'Buka alamatnya di peramban. Bila di sana terbuka, coba lagi nanti; bila tidak, periksa ejaannya.',
};

const robotsSentence = 'Situs ini meminta agar alamat itu tidak dibaca mesin (robots.txt).';
const privateSentence =
  'Alamat ini menuju jaringan dalam atau komputer ini sendiri, atau memakai porta yang tidak boleh dihubungi.';

/**
 * Why something could not be read, for people.
 * @param isOver the time that it may take has run out
 * @param secret the key in use: a platform may repeat it in its answer
 */
export function toTrialFault(error: unknown, isOver: boolean, secret: string | null = null): TrialFault {
  if (isOver) {
    const sentence = 'Situs terlalu lambat: pembacaannya tidak selesai dalam waktu yang disediakan.';
    return { reason: 'network', sentence, advice: advices.network, technical: null };
  }
  if (error instanceof ConfigError) {
    const said = error.problems
      .map(({ where, message }) => (where === '' ? message : `${where}: ${message}`))
      .join('; ');
    return {
      reason: 'query',
      sentence: `Pilihan sumber ini tidak sah: ${said}.`,
      advice: advices.query,
      technical: null,
    };
  }
  if (!(error instanceof SourceError)) {
    return { reason: 'internal', sentence: faultSentences.internal, advice: 'Coba lagi nanti.', technical: null };
  }
  const { reason, message } = error;
  const clean = secret === null ? message : message.replaceAll(secret, '***');
  const technical = clean.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 300);
  if (/robots\.txt/.test(message)) return { reason, sentence: robotsSentence, advice: advices.blocked, technical };
  if (/not an address to be asked|^port \d+ is not allowed/.test(message)) {
    const advice = 'Tempel alamat situs yang dapat dibuka siapa saja di internet.';
    return { reason, sentence: privateSentence, advice, technical };
  }
  return { reason, sentence: faultSentences[reason], advice: advices[reason], technical };
}

/** Languages of the region and its neighbours, which are scored or at least understood. */
const nearLanguages = new Set(['id', 'jv', 'su', 'mad', 'ms', 'ban', 'min', 'und']);
const languageNames = new Intl.DisplayNames(['id'], { type: 'language', fallback: 'code' });
const oldMs = 60 * 86_400_000;

/** What is to be known of what was read. @param most items that were read at a time */
export function warningsOf(items: readonly FoundItem[], now: Date): string[] {
  if (items.length === 0) return ['Terbaca, tetapi tidak memuat satu butir pun sekarang.'];
  const warnings: string[] = [];
  const dates = items.flatMap(({ publishedAt }) => (publishedAt === null ? [] : [publishedAt])).sort();
  const undated = items.length - dates.length;
  if (undated === items.length) {
    warnings.push('Tidak satu butir pun bertanggal: waktu pengambilan akan dipakai sebagai waktu terbit.');
  } else if (undated > 0) {
    warnings.push(
      `${undated} dari ${items.length} butir tidak bertanggal: waktu pengambilan dipakai sebagai waktu terbitnya.`,
    );
  }
  const newest = dates.at(-1);
  if (newest !== undefined && now.getTime() - Date.parse(newest) > oldMs) {
    warnings.push('Butir terbarunya sudah lebih dari dua bulan; mungkin situs ini tidak lagi diperbarui.');
  }
  const foreign = items.filter(({ language }) => !nearLanguages.has(language.split('-')[0] ?? ''));
  if (foreign.length > items.length / 2) {
    const name = languageNames.of(foreign[0]?.language ?? 'und') ?? 'asing';
    warnings.push(`Sebagian besar isinya berbahasa ${name}: isinya disimpan, tetapi nadanya tidak dinilai.`);
  }
  return warnings;
}
