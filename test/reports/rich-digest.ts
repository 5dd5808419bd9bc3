import type { Digest, SentimentCounts } from '../../src/core/digest.ts';
import type { Spike } from '../../src/core/spike.ts';
import { makeClipping, makeEmptyDigest, makeEntry, totalsOf } from './digests.ts';

const hour = 3_600_000;
const from = Date.parse('2026-11-20T23:00:00.000Z');
const at = (hours: number): string => new Date(from + hours * hour).toISOString();

/** Mentions per hour of a day on which the water failed. */
const perHour = [2, 5, 9, 14, 31, 66, 98, 120, 141, 132, 110, 96, 84, 79, 72, 88, 71, 40, 22, 14, 9, 6, 6, 9];

function countsOf(all: number): SentimentCounts {
  const negative = Math.round(all * 0.47);
  const potential = Math.round(all * 0.03);
  const positive = Math.round(all * 0.09);
  return { positive, negative, potential, unscored: 0, neutral: all - negative - potential - positive };
}

const spike: Spike = {
  key: 'topic:air-listrik',
  dimension: 'topic',
  value: 'air-listrik',
  channel: 'social',
  from: at(7),
  to: at(8),
  count: 66,
  expected: 15,
  score: 9.1,
  sources: 3,
  topic: 'air-listrik',
  agency: 'PDAM',
  placeCode: null,
  placeName: 'Kedungrinjing',
  issueId: 1,
  mentionIds: [],
  sentence: '+340% keluhan air PDAM di Kedungrinjing, 3 sumber',
};

const negative = [
  makeEntry(
    'Air Mati Tiga Hari di Kedungrinjing, Warga Antre Galon Bantuan',
    {
      headline: {
        title: 'negative',
        body: 'neutral',
        reports: 4,
        of: 9,
        example: 'PDAM Banyuraga Lumpuh Total! Warga Menjerit',
      },
      recurring: [{ id: 88, title: 'Air keruh di Margacempa', firstAt: '2026-11-02T03:00:00.000Z' }],
      links: [
        { publisher: 'Kabar Raga', title: 'Air mati tiga hari, warga antre', url: 'https://kabar-raga.test/air-mati' },
        { publisher: 'Radar Banyuraga', title: 'Direktur PDAM minta maaf', url: 'https://radar.test/minta-maaf' },
        { publisher: 'Info Warga Kedungrinjing', title: 'Galon habis di tiga toko', url: null },
      ],
      note: 'PDAM menjanjikan aliran normal Minggu sore; tim humas memantau.',
    },
    { id: 1, state: 'diteruskan', firstPublisher: 'Info Warga Kedungrinjing', firstAt: '2026-11-19T02:10:00.000Z' },
  ),
  makeEntry(
    'Atap Tiga Kelas SD Negeri 2 Waringinsewu Ambruk Saat Libur',
    {
      isNew: true,
      countBefore: 0,
      count: 7,
      substance: 'Tidak ada korban karena sekolah libur. Wali murid meminta perbaikan sebelum ujian.',
      spread: { media: 5, accounts: 2, comments: 0 },
      places: ['Waringinsewu'],
      links: [{ publisher: 'Suara Raga', title: 'Atap tiga kelas ambruk', url: 'https://suara-raga.test/atap-sd' }],
    },
    { id: 2, topic: 'pendidikan', agency: 'Dinas Pendidikan', firstPublisher: 'Suara Raga' },
  ),
  makeEntry(
    'Pungutan di Loket Pajak Kendaraan Dikeluhkan',
    {
      isNew: true,
      countBefore: 0,
      count: 5,
      substance: 'Beberapa warga menulis diminta uang map. Belum ada keterangan resmi.',
      spread: { media: 0, accounts: 3, comments: 2 },
      places: [],
      links: [],
    },
    { id: 7, topic: 'pelayanan-publik', agency: null, firstPublisher: 'Forum Warga' },
  ),
];

const followUp = makeEntry(
  'Jalan Ciwulung Rusak',
  { count: 4, countBefore: 12 },
  { id: 5, state: 'ditanggapi', topic: 'infrastruktur-jalan', agency: 'DPUPR' },
);
const overdue = makeEntry('Sampah Pasar Menumpuk', { count: 3, countBefore: 3 }, { id: 8, agency: 'DLH' });
const hoax = makeEntry(
  'Pesan Berantai Bansos Rp 1,8 Juta lewat Tautan',
  { count: 6, countBefore: 0, isNew: true, places: [] },
  { id: 4, hoaxCount: 4, topic: 'bansos-sosial', agency: 'Dinas Sosial' },
);
const rumour = makeEntry(
  'Kabar Bendungan Retak Beredar di Grup',
  { count: 3, countBefore: 0, isNew: true, places: ['Margacempa'] },
  { id: 9, hoaxCount: 3, topic: 'banjir-bencana', agency: 'BPBD' },
);

const titles = [
  ['Air Mati Tiga Hari, Warga Antre Galon', 'negative', 'air-listrik', 'ekuin', 'PDAM'],
  ['Direktur PDAM Minta Maaf, Pompa Cadangan Didatangkan', 'neutral', 'air-listrik', 'ekuin', 'PDAM'],
  ['Atap Tiga Kelas SD Ambruk', 'negative', 'pendidikan', 'kesra', 'Dinas Pendidikan'],
  ['Puskesmas Waringinsewu Buka Layanan Malam', 'positive', 'kesehatan', 'kesra', 'Dinas Kesehatan'],
  ['Panen Raya di Margacempa Naik 12 Persen', 'positive', 'pertanian', 'ekuin', 'Dinas Pertanian'],
  ['Polisi Tertibkan Balap Liar di Jalan Lingkar', 'neutral', 'lalu-lintas', 'polhukam', null],
] as const;

const clippings = Array.from({ length: 42 }, (_, index) => {
  const [title, label, topic, field, agency] = titles[index % titles.length] ?? titles[0];
  return makeClipping(index < titles.length ? title : `${title} (${Math.floor(index / titles.length) + 1})`, {
    at: at((index * 0.5) % 24),
    hasTime: index % 7 !== 3,
    publisher: ['Kabar Raga', 'Radar Banyuraga', 'Suara Raga', 'Forum Warga Banyuraga'][index % 4] ?? '',
    label,
    topic,
    field,
    agency,
    url: index % 9 === 5 ? null : `https://kabar-raga.test/berita/2026/11/21/${index + 1}`,
  });
});

/** A day with something in every section. */
export function makeFullDigest(overrides: Partial<Digest> = {}): Digest {
  const digest = makeEmptyDigest({
    summary: [
      'Terpantau 1.324 sebutan tentang Kabupaten Banyuraga (+427 dibanding kemarin): 620 negatif (47%), 34 berpotensi negatif, 120 positif.',
      'Air mati tiga hari di Kedungrinjing: 22 sebutan, diteruskan ke PDAM.',
      'Atap tiga kelas SD Negeri 2 Waringinsewu ambruk: 7 sebutan, belum diverifikasi.',
    ],
    trust: '3 dari 4 sumber gagal dibaca atau senyap; angka di laporan ini bisa lebih rendah daripada kenyataan.',
    sentiment: {
      media: { positive: 20, neutral: 40, negative: 20, potential: 4, unscored: 0 },
      social: { positive: 100, neutral: 500, negative: 600, potential: 30, unscored: 10 },
    },
    sentimentBefore: {
      media: { positive: 25, neutral: 40, negative: 8, potential: 4, unscored: 0 },
      social: { positive: 90, neutral: 480, negative: 200, potential: 40, unscored: 10 },
    },
    sentimentWeekAgo: {
      media: { positive: 18, neutral: 44, negative: 11, potential: 2, unscored: 0 },
      social: { positive: 80, neutral: 420, negative: 150, potential: 22, unscored: 6 },
    },
    peak: { from: at(8), to: at(9), count: 141, negative: 66, title: 'Air Mati Tiga Hari di Kedungrinjing' },
    trend: perHour.map((all, index) => ({ at: at(index), counts: countsOf(all) })),
    topics: [
      { topic: 'air-listrik', count: 612, negative: 498 },
      { topic: 'pendidikan', count: 143, negative: 61 },
      { topic: 'infrastruktur-jalan', count: 120, negative: 34 },
      { topic: 'kesehatan', count: 98, negative: 4 },
      { topic: 'pertanian', count: 77, negative: 9 },
      { topic: 'pelayanan-publik', count: 61, negative: 14 },
      { topic: 'lalu-lintas', count: 40, negative: 0 },
    ],
    topWords: [
      { word: 'galon', count: 41 },
      { word: 'pompa', count: 17 },
      { word: 'antre', count: 15 },
    ],
    wordSample: { read: 1324, of: 1324 },
    negative,
    analysis: [
      {
        issueId: 1,
        text: 'Judul empat dari sembilan berita lebih keras daripada isinya; keterangan PDAM dimuat di paragraf akhir.',
      },
      { issueId: 1, text: 'Tema yang sama muncul dua kali dalam 30 hari (Air keruh di Margacempa, 2 November).' },
      { issueId: null, text: 'Media sosial menyumbang 97% sebutan negatif; media massa cenderung netral.' },
    ],
    recommendations: [
      {
        issueId: 1,
        action: 'Siarkan jadwal pemulihan dan titik mobil tangki per desa',
        responsible: 'PDAM',
        dueAt: '2026-11-22T05:00:00.000Z',
      },
      {
        issueId: 2,
        action: 'Pastikan tempat belajar pengganti dan sampaikan kepada wali murid',
        responsible: 'Dinas Pendidikan',
        dueAt: '2026-11-23T09:00:00.000Z',
      },
      { issueId: 4, action: 'Sebarkan ulang klarifikasi hoaks bansos', responsible: 'Diskominfo', dueAt: null },
    ],
    potential: [
      makeEntry(
        'Pupuk Bersubsidi Mulai Langka di Tiga Desa',
        { count: 3, places: ['Sukamulya'] },
        { id: 3, attention: 'watch', topic: 'pertanian', agency: 'Dinas Pertanian' },
      ),
    ],
    spikes: [spike],
    hoaxes: [
      {
        entry: hoax,
        status: 'answered',
        answer: {
          title: 'Klarifikasi: tidak ada bansos lewat tautan',
          url: 'https://banyuraga.test/klarifikasi/bansos',
          similarity: 0.93,
        },
      },
      { entry: rumour, status: 'unanswered', answer: null },
    ],
    followUps: [
      {
        entry: followUp,
        state: 'ditanggapi',
        stateAt: '2026-11-21T02:00:00.000Z',
        agency: 'DPUPR',
        dueAt: '2026-11-21T10:00:00.000Z',
        isOverdue: false,
        responseMs: 26.5 * hour,
        effect: {
          answeredAt: '2026-11-21T02:00:00.000Z',
          hours: 24,
          before: { negative: 31, all: 40 },
          after: { negative: 9, all: 22 },
          complete: false,
        },
      },
      {
        entry: overdue,
        state: 'diteruskan',
        stateAt: '2026-11-19T02:00:00.000Z',
        agency: 'DLH',
        dueAt: '2026-11-20T02:00:00.000Z',
        isOverdue: true,
        responseMs: null,
        effect: null,
      },
    ],
    questions: [
      {
        agency: 'PDAM',
        asked: 18,
        waiting: 11,
        oldestWaitingAt: '2026-11-19T04:00:00.000Z',
        examples: [
          {
            mentionId: 71,
            text: 'Kapan air di RT 4 Kedungrinjing hidup lagi, Pak?',
            at: '2026-11-21T04:00:00.000Z',
            url: 'https://warga.test/p/71',
          },
        ],
      },
      { agency: null, asked: 3, waiting: 3, oldestWaitingAt: '2026-11-21T01:00:00.000Z', examples: [] },
    ],
    positive: [
      makeEntry(
        'Puskesmas Waringinsewu Buka Layanan Malam, Dipuji Warga',
        { count: 14, countBefore: 2, places: ['Waringinsewu'] },
        { id: 6, attention: 'none', topic: 'kesehatan', agency: 'Dinas Kesehatan' },
      ),
    ],
    image: [
      {
        name: 'PDAM',
        counts: { positive: 4, neutral: 110, negative: 498, potential: 6, unscored: 0 },
        before: { positive: 6, neutral: 60, negative: 120, potential: 4, unscored: 0 },
      },
      {
        name: 'Dinas Kesehatan',
        counts: { positive: 44, neutral: 50, negative: 4, potential: 0, unscored: 0 },
        before: { positive: 31, neutral: 40, negative: 6, potential: 0, unscored: 0 },
      },
    ],
    clippings,
    alerts: {
      raised: { watch: 2, alert: 3, crisis: 1 },
      acknowledged: 3,
      sent: 9,
      waiting: 1,
      failed: 0,
      keptBack: [
        { reason: 'quiet-hours', count: 4 },
        { reason: 'silenced', count: 2 },
      ],
      silences: [
        {
          id: 4,
          reason: 'Pemeliharaan pompa sudah diumumkan',
          author: 'Rina',
          endsAt: '2026-11-22T23:00:00.000Z',
          muted: 2,
        },
      ],
    },
    coverage: {
      sources: [
        {
          id: 'kabar-raga',
          title: 'Kabar Raga',
          status: 'ok',
          lastError: null,
          lastNewItemAt: '2026-11-21T05:15:00.000Z',
        },
        {
          id: 'dlh',
          title: 'Dinas Lingkungan Hidup',
          status: 'failing',
          lastError: 'network: ECONNREFUSED',
          lastNewItemAt: null,
        },
        {
          id: 'forum',
          title: 'Forum Warga',
          status: 'quiet',
          lastError: null,
          lastNewItemAt: '2026-11-12T05:15:00.000Z',
        },
        { id: 'lama', title: 'Koran Lama', status: 'gone', lastError: 'gone: 410', lastNewItemAt: null },
      ],
      mentions: 2152,
      counted: 1324,
      copies: 12,
      notRelevant: 816,
      waiting: 0,
      unscored: 10,
      setAside: 5,
      repeats: 310,
      rejected: 2,
    },
    ...overrides,
  });
  return { ...digest, totals: overrides.totals ?? totalsOf(digest) };
}
