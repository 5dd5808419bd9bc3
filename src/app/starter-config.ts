import type { Region } from '../core/region.ts';
import type { StarterSource } from './starter-sources.ts';

/** The placeholder that `init` writes and `check` complains about. */
export const placeholderHost = 'contoh.go.id';

/**
 * A commented `kentongan.yaml` for a regency, ready to run once the marked places are filled in. Pure.
 * @param partOf file of its province; null for a regency on its own
 */
export function renderStarterConfig(
  region: Region,
  sources: readonly StarterSource[],
  examples: readonly ExampleSource[],
  partOf: string | null = null,
): string {
  return [
    head(region),
    regionPart(region),
    legalPart(region),
    serverPart(partOf),
    credentialPart(),
    agencyPart(region),
    'sources:',
    '  # --- Pencarian Google Berita: menemukan berita dari media mana pun. Jangan lebih sering dari 30 menit.',
    ...queries(region).map(({ id, title, query }) =>
      sourceEntry({
        id,
        title,
        class: 'aggregator',
        collector: 'feed',
        options: { url: `https://news.google.com/rss/search?q=${encodeURIComponent(query)}&hl=id&gl=ID&ceid=ID:id` },
        note: query,
      }),
    ),
    '',
    '  # --- Sumber awal: alamat publik yang diketahui, belum tentu menjawab dari jaringan Anda.',
    '  # Jalankan "npx kentongan check --live", lalu hapus yang tidak menjawab.',
    ...sources.map((source) => sourceEntry(withMatch(source, region))),
    '',
    ...socialPart(examples),
    '  # --- Klipping media cetak dan kiriman warga yang diketik petugas: npx kentongan import klipping.xlsx',
    '',
  ].join('\n');
}

function head(region: Region): string {
  return `# Kentongan untuk ${region.name} (${region.code}), ${region.province}. Zona waktu: ${region.timezone}.
#
# 1. Isi bagian bertanda ISI di bawah (kontak, server surel, penerima).
# 2. npx kentongan check          memeriksa berkas ini
#    npx kentongan check --live   mencoba setiap sumber satu kali
# 3. npm start                    menjalankan semuanya; dasbor di http://127.0.0.1:3000
#
# Penjelasan setiap kunci: docs/configuration.md. Sandi tidak ditulis di sini (lihat mail).
`;
}

function regionPart(region: Region): string {
  const wrap = (words: readonly string[]): string => words.join(', ').replace(/(.{90,}?), /g, '$1,\n  #   ');
  const namesakes = region.namesakes.map(({ name }) => name);
  return `region:
  code: ${quote(region.code)}
  # Nama lain yang dikenali otomatis:
  #   ${wrap(region.aliases)}
  aliases: []
  # Jabatan yang dikenali otomatis:
  #   ${wrap(region.officials)}
  officials: []
  # ${region.districts.length} kecamatan dikenali otomatis, beserta ${region.districts.reduce((sum, district) => sum + district.villages.length, 0)} desa/kelurahannya:
  #   ${wrap(region.districts.map(({ name }) => name))}
  # Tambahkan tempat terkenal yang hanya ada di daerah Anda: pasar, bendungan, stadion.
  landmarks: []
  # Nama mirip yang bukan daerah Anda${namesakes.length === 0 ? '' : ` (otomatis: ${namesakes.slice(0, 8).join(', ')})`}. Tambahkan klub bola, hotel, orang.
  namesakes: []

# ISI: disebut kepada situs yang dibaca, agar pengelolanya dapat menghubungi Anda.
contact: mailto:diskominfo@${placeholderHost}
`;
}

/** The laws are those that a regency's communication office works under; which of them fit is for its lawyers to say. */
export function legalPart(region: Pick<Region, 'name'>): string {
  return `# ISI: periksa bersama bagian hukum, lalu sesuaikan. Tanpa tujuan dan dasar hukum tidak ada sumber yang dapat diaktifkan.
legal:
  purpose: ${quote(`Pemantauan opini dan aspirasi publik serta penanganan isu pelayanan publik di ${region.name}`)}
  # Tugas (urusan komunikasi dan informatika; informasi dan komunikasi publik), pelayanan publik dan pengaduannya, serta dasar memproses
  # data pribadi (tugas demi kepentingan umum dan pelayanan publik). Tambahkan peraturan daerah atau surat keputusan Anda bila ada.
  basis: >-
    UU 23/2014 tentang Pemerintahan Daerah; Permenkominfo 8/2019 tentang urusan pemerintahan bidang komunikasi dan informatika;
    UU 25/2009 tentang Pelayanan Publik dan Perpres 76/2013 tentang pengelolaan pengaduannya;
    UU 27/2022 tentang Pelindungan Data Pribadi, Pasal 20 ayat (2) huruf e
`;
}

export function credentialPart(): string {
  return `# Kunci API untuk media sosial. Isinya dibaca dari variabel lingkungan (atau berkas NAMA_FILE), tidak pernah ditulis di sini.
# Batas bawaan setiap platform dan cara mendapatkan kuncinya: docs/platforms.md.
# credentials:
#   - { id: youtube, kind: youtube, secret: KENTONGAN_YOUTUBE_KEY }
#   - id: meta
#     kind: meta
#     secret: KENTONGAN_META_TOKEN
#     expires: 2027-01-31                          # diingatkan 14 hari sebelumnya
#     budgets: [{ name: calls, limit: 100, per: 1h }]    # lebih hemat daripada batas bawaan

retention:
  evidenceDays: 14    # lama jawaban mentah disimpan sebagai bukti; 0 berarti tidak disimpan
`;
}

/** A source that needs a key or an account of the office: shown as a comment. */
export interface ExampleSource {
  readonly id: string;
  readonly title: string;
  readonly collector: string;
  readonly class: string;
  readonly platform: string;
  /** Id of a key in the commented section `credentials`; null when it needs none. */
  readonly credential: string | null;
  readonly options: unknown;
}

function socialPart(examples: readonly ExampleSource[]): string[] {
  return [
    '  # --- Media sosial: isi akunnya, lalu hapus tanda #. Yang memakai kunci perlu bagian credentials. Pilihan: docs/configuration.md.',
    ...examples.map(
      (example) => `  # - id: ${example.id}
  #   title: ${quote(example.title)}
  #   collector: ${example.collector}
  #   class: ${example.class}
  #   platform: ${example.platform}
  #   every: 1h${example.credential === null ? '' : `\n  #   credential: ${example.credential}`}
  #   options: ${JSON.stringify(example.options)}`,
    ),
    '',
  ];
}

const ownDatabase = `# Satu berkas SQLite cukup untuk satu kabupaten/kota. Atau: postgres://pengguna@server/kentongan
database: var/kentongan.db

http:
  host: 127.0.0.1
  port: 3000
  # publicUrl: https://kentongan.${placeholderHost}    # ditulis di dalam surel
`;

function serverPart(partOf: string | null): string {
  const province = `# Basis data, kunci, dan sumber bersama ada di berkas provinsi.
partOf: ${partOf}

# ISI: nama yang dibuka petugas daerah ini; tanpa ini alamatnya KODE.localhost, misalnya 35-16.localhost.
# http:
#   publicUrl: https://daerah.kentongan.${placeholderHost}
`;
  return `${partOf === null ? ownDatabase : province}
# ISI: server surel. Sandi dibaca dari KENTONGAN_SMTP_PASSWORD atau berkas KENTONGAN_SMTP_PASSWORD_FILE.
# mail:
#   host: mail.${placeholderHost}
#   port: 587
#   user: kentongan@${placeholderHost}
#   from: kentongan@${placeholderHost}
#   fromName: Kentongan Diskominfo

# ISI: penerima peringatan (alerts) dan laporan harian (digest).
recipients: []
#  - { name: Kepala Bidang IKP, email: ikp@${placeholderHost}, receives: [alerts, digest] }
#  - { name: Kepala Dinas Kominfo, email: kadis@${placeholderHost}, receives: [digest] }

# Peringatan: satu kali per isu, diulang paling cepat setelah repeatHours bila ada sebutan negatif baru.
alerts:
  - { rule: negative-issue, options: {} }
  - { rule: hoax-claim, options: {} }

digest:
  at: "06:00"    # jam laporan harian menurut zona waktu daerah
`;
}

function agencyPart(region: Region): string {
  const entries = region.agencies.map(
    ({ id, name, aliases }) =>
      `  - { id: ${quote(id)}, name: ${quote(name)}, aliases: [${aliases.slice(0, 6).map(quote).join(', ')}] }`,
  );
  return `# Perangkat daerah (OPD): sesuaikan nama dan sebutannya. Sebutan umum lain tetap dikenali.
agencies:${entries.length === 0 ? ' []' : `\n${entries.join('\n')}`}
`;
}

/** Google News queries for the regency: its government, its troubles, its districts in groups. */
export function queries(region: Region): { id: string; title: string; query: string }[] {
  const short = region.shortName;
  const office = region.kind === 'kota' ? 'Pemkot' : 'Pemkab';
  const chief = region.kind === 'kota' ? 'Wali Kota' : 'Bupati';
  const found = [
    {
      id: 'berita-pemerintah',
      title: `Google Berita: ${region.name}`,
      query: `("${region.name}" OR "${office} ${short}" OR "${chief} ${short}") when:2d`,
    },
    {
      id: 'berita-keluhan',
      title: `Google Berita: keluhan warga ${short}`,
      query: `"${short}" (keluhan OR dikeluhkan OR protes OR pungli OR mangkrak OR "jalan rusak") when:2d`,
    },
    {
      id: 'berita-bencana',
      title: `Google Berita: bencana ${short}`,
      query: `"${short}" (banjir OR longsor OR kebakaran OR "angin kencang") when:2d`,
    },
    {
      id: 'berita-hoaks',
      title: `Google Berita: hoaks ${short}`,
      query: `"${short}" (hoaks OR "cek fakta" OR klarifikasi) when:7d`,
    },
  ];
  const names = region.districts.map(({ name }) => name);
  for (let start = 0; start < names.length; start += 6) {
    const group = names.slice(start, start + 6);
    found.push({
      id: `berita-kecamatan-${start / 6 + 1}`,
      title: `Google Berita: ${group.join(', ')}`,
      query: `"${short}" (${group.map((name) => `"Kecamatan ${name}"`).join(' OR ')}) when:2d`,
    });
  }
  return found;
}

/** The sitemap of a large medium holds the whole country: only pages that name the regency are fetched. */
function withMatch(source: StarterSource, { shortName, capital }: Region): StarterSource {
  if (source.collector !== 'news-sitemap') return source;
  return {
    ...source,
    options: { ...(source.options as object), match: [shortName, ...(capital === null ? [] : [capital])] },
  };
}

export function sourceEntry(source: StarterSource): string {
  const every =
    source.class === 'aggregator'
      ? '30m'
      : source.class === 'government' || source.class === 'fact-check'
        ? '2h'
        : '15m';
  return `  - id: ${source.id}    # ${source.note}
    title: ${quote(source.title)}
    collector: ${source.collector}
    class: ${source.class}${source.class === 'aggregator' ? '\n    platform: google-news' : ''}
    every: ${every}
    options: ${JSON.stringify(source.options)}`;
}

/** JSON strings are YAML strings. */
export function quote(text: string): string {
  return JSON.stringify(text);
}
