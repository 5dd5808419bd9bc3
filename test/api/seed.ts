import type { Alert, FactMention } from '../../src/core/alert.ts';
import type { Target } from '../../src/core/dispatch.ts';
import type { MentionKind, Platform } from '../../src/core/mention.ts';
import type { Region } from '../../src/core/region.ts';
import type { Evidence, ScoredDoc } from '../../src/core/score.ts';
import type { Topic } from '../../src/core/topics.ts';
import { insertAlerts } from '../../src/store/alerts.ts';
import { openDatabase } from '../../src/store/database.ts';
import { findIssue } from '../../src/store/issues.ts';
import { findMention } from '../../src/store/mentions.ts';
import { markKind } from '../../src/store/meta.ts';
import { migrate } from '../../src/store/migrate.ts';
import { claimNotifications, insertNotifications, markSent } from '../../src/store/outbox.ts';
import { saveClustering } from '../../src/store/save-clustering.ts';
import { saveStep } from '../../src/store/save-step.ts';
import type { Db } from '../../src/store/schema.ts';
import { saveScores } from '../../src/store/scores.ts';
import { recordFailure, recordSuccess, syncSources } from '../../src/store/sources.ts';
import { hashOf, makeDraft, makeIssue, makeSource } from '../support/make.ts';
import { createTables } from '../support/sqlite-schema.ts';

/** 17.10 WIB on a Sunday. */
export const now = new Date('2026-11-22T10:10:00.000Z');

export const region: Region = {
  code: '99.02',
  name: 'Kabupaten Wanasari',
  shortName: 'Wanasari',
  kind: 'kabupaten',
  province: 'Provinsi Sagara',
  timezone: 'Asia/Jakarta',
  capital: null,
  aliases: ['Pemkab Wanasari'],
  officials: ['Bupati Wanasari'],
  landmarks: [],
  namesakes: [],
  districts: [
    { code: '99.02.01', name: 'Lembah Asri', villages: [] },
    { code: '99.02.02', name: 'Telukwangi', villages: [] },
    { code: '99.02.03', name: 'Karangjati', villages: [] },
  ],
  agencies: [
    { id: 'PUPR', name: 'Dinas Pekerjaan Umum', aliases: [], topics: ['infrastruktur-jalan'], email: null },
    { id: 'PDAM', name: 'Perumda Air Minum', aliases: [], topics: ['air-listrik'], email: null },
    { id: 'Dinkes', name: 'Dinas Kesehatan', aliases: [], topics: ['kesehatan'], email: null },
  ],
};

export const minutesAgo = (minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString();

/** Lower-case words: enough of a stemmer for a search. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

export const sources = [
  makeSource({ id: 'kabar-wanasari', title: 'Kabar Wanasari' }),
  makeSource({ id: 'pena-teluk', title: 'Pena Teluk' }),
  makeSource({ id: 'suara-lembah', title: 'Radio Suara Lembah', class: 'broadcast' }),
  makeSource({ id: 'info-warga', title: 'Info Warga Wanasari', class: 'community', platform: 'facebook' }),
  makeSource({ id: 'pemkab', title: 'Portal Pemkab Wanasari', class: 'government', collector: 'wordpress' }),
  makeSource({ id: 'pos-pagi', title: 'Pos Pagi', class: 'national-media', collector: 'news-sitemap' }),
  makeSource({ id: 'desa-pantai', title: 'Situs Desa Pantai', class: 'village', collector: 'listing' }),
  makeSource({ id: 'lama', title: 'Majalah Lama', class: 'print', enabled: false }),
] as const;

export interface SeedMention {
  readonly source: string;
  readonly minutes: number;
  /** `{mati|-3}` marks a word of evidence with its weight. */
  readonly title?: string;
  readonly text: string;
  readonly kind?: MentionKind;
  readonly platform?: Platform;
  readonly author?: string;
  readonly label?: ScoredDoc['sentiment']['label'];
  readonly attention?: ScoredDoc['attention'];
  readonly hoax?: ScoredDoc['hoax']['class'];
  readonly topic?: Topic;
  readonly agency?: string;
  readonly place?: readonly [code: string, name: string];
  readonly about?: string | null;
  readonly issue?: number;
  readonly url?: string | null;
}

const dam = { topic: 'air-listrik', agency: 'PDAM', place: ['99.02.01', 'Lembah Asri'], issue: 0 } as const;
const road = { topic: 'infrastruktur-jalan', agency: 'PUPR', place: ['99.02.03', 'Karangjati'], issue: 1 } as const;
const aid = { topic: 'bansos-sosial', hoax: 'claim', issue: 2 } as const;
const clinic = { topic: 'kesehatan', agency: 'Dinkes', place: ['99.02.02', 'Telukwangi'], issue: 3 } as const;
const red = { label: 'negative', attention: 'alert' } as const;
const yellow = { label: 'negative', attention: 'watch' } as const;
const green = { label: 'positive', attention: 'none' } as const;

export const seedMentions: readonly SeedMention[] = [
  {
    ...dam,
    ...red,
    source: 'info-warga',
    minutes: 1500,
    kind: 'post',
    platform: 'facebook',
    author: 'Ibu Rukmini',
    text: 'Air {mati|-3} dari subuh, galon di warung sudah habis. Ada yang tahu kenapa?',
  },
  {
    ...dam,
    ...red,
    source: 'kabar-wanasari',
    minutes: 900,
    author: 'Redaksi',
    title: 'Air Ledeng Lembah Asri {Mati|-3} Dua Hari, Warga {Keluhkan|-2} Layanan',
    text: 'LEMBAH ASRI – Ratusan rumah di Kecamatan Lembah Asri sudah dua hari tidak mendapat air bersih. Warga {kecewa|-3} karena tidak ada pemberitahuan dari pengelola.\n\n"Kami terpaksa membeli air galon," kata seorang warga. Pengelola menyebut pompa {rusak|-3} dan suku cadang masih ditunggu.',
  },
  {
    ...dam,
    ...red,
    source: 'info-warga',
    minutes: 300,
    kind: 'comment',
    platform: 'facebook',
    author: 'Kang Wardi',
    text: 'banyune {mati maneh|-3}, wis telung dina ora mili, {payah|-3} tenan',
  },
  {
    ...dam,
    ...red,
    source: 'pena-teluk',
    minutes: 210,
    title: 'Hari Ketiga Tanpa Air, Warga Datangi Kantor PDAM',
    text: 'Puluhan ibu membawa ember kosong ke kantor PDAM. Mereka {memprotes|-2} layanan yang {lambat|-2} dan call centre yang tidak menjawab.',
  },
  {
    ...dam,
    ...red,
    source: 'suara-lembah',
    minutes: 150,
    title: 'Pelanggan PDAM {Terlantar|-3}',
    text: 'Sekitar 4.300 pelanggan masih menunggu. Direktur menjanjikan air mengalir malam ini.',
  },
  {
    ...dam,
    ...yellow,
    source: 'pemkab',
    minutes: 120,
    title: 'Penjelasan Gangguan Distribusi Air',
    text: 'Pemerintah kabupaten memohon maaf atas {gangguan|-2} distribusi air dan mengerahkan enam tangki air.',
  },
  {
    ...road,
    ...yellow,
    source: 'pena-teluk',
    minutes: 600,
    title: 'Jalan Karangjati {Berlubang|-2}, Pengendara Diminta Waspada',
    text: 'Lubang sedalam 20 sentimeter menganga di ruas Karangjati. Dinas menyatakan penambalan masuk jadwal bulan depan.',
  },
  {
    ...road,
    ...yellow,
    source: 'info-warga',
    minutes: 480,
    kind: 'post',
    platform: 'facebook',
    text: 'Hati2 lewat Karangjati malam2, jalannya {rusak|-3} bgt min, kemarin ada yg {jatuh|-2}',
  },
  {
    ...aid,
    label: 'neutral',
    attention: 'watch',
    source: 'info-warga',
    minutes: 400,
    kind: 'post',
    platform: 'whatsapp',
    text: 'SEBARKAN! Bantuan Rp 1,8 juta per keluarga, daftar lewat tautan ini sebelum tengah malam!',
  },
  {
    topic: 'bansos-sosial',
    hoax: 'fact-check',
    issue: 2,
    label: 'neutral',
    attention: 'none',
    source: 'pemkab',
    minutes: 240,
    title: 'HOAKS: Pendaftaran Bantuan Lewat Tautan',
    text: 'Diskominfo menegaskan kabar pendaftaran bantuan lewat tautan adalah hoaks. Masyarakat diminta tidak mengisi data.',
  },
  {
    ...clinic,
    ...green,
    source: 'kabar-wanasari',
    minutes: 700,
    title: 'Puskesmas Telukwangi {Dipuji|3} Warga, Antre Kini {Cepat|2}',
    text: 'Antrean daring membuat layanan lebih {nyaman|2}.',
  },
  {
    ...clinic,
    ...green,
    source: 'desa-pantai',
    minutes: 660,
    title: 'Terima Kasih Puskesmas',
    text: 'Petugas {ramah|2} dan {sigap|2}.',
  },
  {
    label: 'neutral',
    attention: 'none',
    topic: 'pemerintahan-seremonial',
    source: 'pemkab',
    minutes: 1000,
    title: 'Bupati Buka Lomba Desa',
    text: 'Lomba desa tingkat kabupaten dibuka di pendapa.',
  },
  {
    label: 'unscored',
    attention: 'none',
    source: 'info-warga',
    minutes: 95,
    kind: 'comment',
    platform: 'facebook',
    text: 'oke',
  },
  {
    label: 'neutral',
    attention: 'none',
    about: '99.71',
    source: 'pos-pagi',
    minutes: 500,
    title: 'Wali Kota Wanasari Resmikan Trotoar',
    text: 'Trotoar baru di pusat kota diresmikan.',
  },
  {
    label: 'negative',
    attention: 'none',
    about: null,
    topic: 'kriminal',
    source: 'pos-pagi',
    minutes: 1300,
    title: 'Pencurian di Kota Lain',
    text: 'Polisi mencari pelaku {pencurian|-2}.',
    url: 'javascript:alert(1)',
  },
];

export interface Seeded {
  readonly db: Db;
  /** In the order of `seedMentions`. */
  readonly mentionIds: readonly number[];
  readonly issueIds: readonly number[];
  readonly alertIds: readonly number[];
}

/** Tables, region and sources, nothing collected yet. */
export async function openSeedDatabase(): Promise<Db> {
  const db = await openDatabase(':memory:');
  await createTables(db);
  return furnish(db);
}

/** The same in a database that has no tables yet. */
export async function prepareSeedDatabase(db: Db): Promise<Db> {
  await migrate(db);
  return furnish(db);
}

async function furnish(db: Db): Promise<Db> {
  await markKind(db, 'demo', region.code);
  await syncSources(db, sources, new Date(minutesAgo(3000)));
  return db;
}

/** A regency on a bad day: water that fails for three days, a holed road, a hoax, a praised clinic. */
export async function seed(extra: readonly SeedMention[] = [], into?: Db): Promise<Seeded> {
  const db = into === undefined ? await openSeedDatabase() : await prepareSeedDatabase(into);
  const all = [...seedMentions, ...extra];
  const mentionIds: number[] = [];
  for (const mention of all) mentionIds.push(await store(db, mention));
  const titles = [
    'Air Ledeng Lembah Asri Mati Dua Hari, Warga Keluhkan Layanan',
    'Jalan Karangjati Berlubang, Pengendara Diminta Waspada',
    'HOAKS: Pendaftaran Bantuan Lewat Tautan',
    'Puskesmas Telukwangi Dipuji Warga, Antre Kini Cepat',
  ];
  const issueIds = await saveClustering(db, {
    assign: [],
    create: titles.map((title, index) => ({
      issue: makeIssue({ title }),
      mentionIds: mentionIds.filter((_, at) => all[at]?.issue === index),
    })),
    refresh: [],
    clusteredMentionIds: mentionIds,
    now,
  });
  const alertIds = [
    await raise(
      db,
      issueIds[0] ?? 0,
      'alert',
      180,
      '4 sebutan negatif dari 3 sumber dalam 24 jam, tertuju pada PDAM.',
      'first',
    ),
    await raise(db, issueIds[2] ?? 0, 'watch', 60, 'Klaim yang menyerupai hoaks beredar lagi.', 'first'),
  ];
  const at = new Date(minutesAgo(58));
  for (const { id } of await claimNotifications(db, { channel: 'email', now: at, limit: 3, leaseMs: 60_000 }))
    await markSent(db, id, at);
  await runSources(db);
  return { db, mentionIds, issueIds, alertIds };
}

/** Stores one mention and its verdict. @returns its id */
export async function store(db: Db, mention: SeedMention): Promise<number> {
  const title = mention.title === undefined ? null : unmark('title', mention.title);
  const text = unmark('text', mention.text);
  const draft = makeDraft({
    title: title?.text ?? null,
    text: text.text,
    kind: mention.kind ?? 'article',
    platform: mention.platform ?? 'web',
    author: mention.author ?? null,
    url: mention.url === undefined ? `https://${mention.source}.test/${hashOf(mention.text).slice(0, 8)}` : mention.url,
    publishedAt: minutesAgo(mention.minutes),
    stems: wordsOf(`${title?.text ?? ''} ${text.text}`).join(' '),
    keys: [`seed:${mention.source}:${mention.minutes}:${hashOf(mention.text).slice(0, 8)}`],
  });
  const step = { sourceId: mention.source, drafts: [draft], cursor: null, rejected: 0 };
  const { stored } = await saveStep(db, { ...step, now: new Date(minutesAgo(mention.minutes - 2)) });
  const id = stored[0] ?? 0;
  const scored = toScored(mention, [...(title?.evidence ?? []), ...text.evidence]);
  await saveScores(db, [{ mentionId: id, contentHash: draft.contentHash, scored, stamp: 'uji' }], now);
  return id;
}

function toScored(mention: SeedMention, evidence: readonly Evidence[]): ScoredDoc {
  const about = mention.about === undefined ? region.code : mention.about;
  const value = Math.max(-1, Math.min(1, evidence.reduce((sum, { weight }) => sum + weight, 0) / 10));
  return {
    id: 'x',
    language: 'id',
    relevance: { about, level: about === null ? 'elsewhere' : 'regency', confidence: 0.9, why: [region.name] },
    sentiment: { label: mention.label ?? 'neutral', value, confidence: 0.8, evidence },
    target: mention.attention === 'alert' ? 'government' : 'none',
    attention: mention.attention ?? 'none',
    reasons: mention.attention === 'alert' ? ['complaint-about-service'] : [],
    hoax: { class: mention.hoax ?? 'none', value: mention.hoax === 'claim' ? 0.9 : 0, evidence: [], matches: [] },
    topic: mention.topic ?? 'lainnya',
    agency: mention.agency ?? null,
    places:
      mention.place === undefined
        ? []
        : [{ code: mention.place[0], name: mention.place[1], field: 'text', start: 0, end: 1 }],
    versions: { sentiment: 1, lexicon: 'uji' },
  };
}

function unmark(field: 'title' | 'text', marked: string): { text: string; evidence: Evidence[] } {
  const evidence: Evidence[] = [];
  let text = '';
  for (const [piece, word, weight] of marked.matchAll(/\{([^|}]+)\|(-?\d)\}|[^{]+/g)) {
    if (word !== undefined) {
      const start = text.length;
      const end = start + word.length;
      evidence.push({ field, start, end, text: word, weight: Number(weight), rule: 'lexicon:id-core' });
    }
    text += word ?? piece;
  }
  return { text, evidence };
}

async function raise(
  db: Db,
  issueId: number,
  level: Alert['level'],
  minutes: number,
  reason: string,
  occasion: Alert['occasion'],
): Promise<number> {
  const issue = await findIssue(db, issueId);
  if (issue === null) throw new Error('no such issue');
  const { rows } = { rows: await db.selectFrom('mentions').select('id').where('issueId', '=', issueId).execute() };
  const mentions: FactMention[] = [];
  for (const { id } of rows.slice(0, 3)) {
    const view = await findMention(db, id);
    if (view === null || view.score === null) continue;
    const { title, text, url, platform, publishedAt, collectedAt, score } = view;
    mentions.push({
      ...{ id, title, text, url, platform, publishedAt, collectedAt, publisher: view.sourceTitle },
      ...{ isOffice: false, isReport: view.kind === 'article' },
      ...{ label: score.sentiment.label, value: score.sentiment.value, target: score.target },
      ...{
        attention: score.attention,
        hoaxClass: score.hoax.class,
        agency: score.agency,
        evidence: score.sentiment.evidence.map((e) => e.text),
      },
    });
  }
  const firedAt = minutesAgo(minutes);
  const { title, topic, agency, placeCode, placeName } = issue;
  const targets = ['humas', 'kominfo'].map((recipient): Target => {
    return { recipient, name: 'Humas', channel: 'email', address: `${recipient}@wanasari.test` };
  });
  const [stored] = await insertAlerts(db, [
    {
      alert: {
        ...{ ruleId: 'negative-issue', subject: `issue:${issueId}`, issueId, level, reason, occasion, firedAt },
        ...{ title, topic, agency, placeCode, placeName },
        mentionIds: mentions.map(({ id }) => id),
        snapshot: { issue, mentions, answers: [] },
      },
      notices: ({ id }) =>
        targets.map((target) => ({
          ...{ alertId: id, target, routeId: 'semua', purpose: 'notify', groupKey: '["semua"]', state: 'queued' },
          ...{ dueAt: firedAt, createdAt: firedAt, reason: null },
        })),
      decision: () => null,
    },
  ]);
  if (stored === undefined) throw new Error('no alert');
  for (const { id, address } of await db.selectFrom('notices').selectAll().where('alertId', '=', stored.id).execute()) {
    const message = { subject: 'Peringatan', text: reason, html: `<p>${reason}</p>`, payload: null };
    const own = { kind: 'alert', about: `n${id}`, channel: 'email', recipientName: 'Humas', address } as const;
    await insertNotifications(db, [{ ...own, messageId: `<alert-n${id}.${address}>`, message, createdAt: firedAt }]);
    const { id: outboxId } = await db
      .selectFrom('outbox')
      .select('id')
      .where('about', '=', `n${id}`)
      .executeTakeFirstOrThrow();
    await db.updateTable('notices').set({ outboxId }).where('id', '=', id).execute();
  }
  return stored.id;
}

async function runSources(db: Db): Promise<void> {
  const run = { startedAt: minutesAgo(6), endedAt: minutesAgo(5), nextRunAt: minutesAgo(-10) };
  const totals = { stored: 1, repeats: 20, edits: 0, rejected: 0, setAside: 0 };
  for (const { id } of sources.slice(0, 6)) await recordSuccess(db, id, { ...run, totals });
  const error = 'Situs menjawab 503 Service Unavailable';
  await recordFailure(db, 'desa-pantai', { ...run, fault: 'network', error, stoppedReason: null });
}
