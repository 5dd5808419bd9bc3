import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import { scorePending } from '../../src/jobs/score.ts';
import { setVerdict } from '../../src/store/corrections.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { saveStep } from '../../src/store/save-step.ts';
import type { Db } from '../../src/store/schema.ts';
import { stemsOf } from '../../src/text/stems.ts';
import { minutesAgo, now, openSeedDatabase } from '../api/seed.ts';
import { makeLexiconDesk, makeOfficeScorer } from '../support/lexicon.ts';
import { makeDraft } from '../support/make.ts';
import { type Office, openOffice } from './staff.ts';

const hostile = 'Acara <script>alert(1)</script> ambyar di alun-alun tadi pagi kata warga.';
const texts = [
  'Pelayanan di kantor kecamatan ambyar sejak pagi tadi.',
  'Kantor itu ambyarnya bukan main kata warga di sana.',
  hostile,
];

let db: Db;
let office: Office;
let ids: readonly number[] = [];

beforeEach(async () => {
  db = await openSeedDatabase();
  const drafts = texts.map((text, index) =>
    makeDraft({
      title: null,
      text,
      keys: [`uji:${index}`],
      publishedAt: minutesAgo(60),
      stems: stemsOf(text).join(' '),
    }),
  );
  ids = (await saveStep(db, { sourceId: 'kabar-wanasari', drafts, cursor: null, rejected: 0, now })).stored;
  const { scorer } = makeOfficeScorer(db);
  const signal = new AbortController().signal;
  await scorePending({ db, now: () => now, log: silentLog, scorer, inContext: (scored) => scored, signal });
  const lexicon = makeLexiconDesk(db, () => now);
  office = await openOffice(db, { lexicon }, { lexicon });
});
afterEach(async () => {
  await office.server.close();
  await closeDatabase(db);
});

describe('the pages about words', () => {
  it('look a word up for everybody who reads, and offer guests nothing to change', async () => {
    const start = await office.as('guest').open('/leksikon');
    expect(start.text).toContain('Kantor belum memberi bobot');
    const page = await start.press('Cari', { kata: 'Rusak' });
    expect(page.textOf('h1')).toBe('“rusak”');
    expect(page.texts('#bawaan ~ table tbody tr')[0]).toContain('kata umum Indonesia−2kerusakan, kegagalanIndonesia');
    expect(page.text).toContain('rusak parah');
    expect(page.texts('main button')).toEqual(['Cari']);
    expect((await office.as('guest').open('/leksikon/rusak?bobot=-3')).text).not.toContain('Dampak');
    const slang = await office.as('ratna').open('/leksikon/gk');
    expect(slang.textOf('.lead')).toBe('Dibaca sebagai “tidak”.');
    expect(slang.texts('main button')).toEqual(['Cari']);
  });

  it('show what a weight would flip before it is saved, save it with a reason, and take it back', async () => {
    const rina = office.as('rina');
    const page = await (await rina.open('/leksikon')).press('Cari', { kata: 'ambyar' });
    const trial = await page.press('Lihat dampaknya', { bobot: '5' });
    expect(trial.textOf('#dampak .big-fact')).toMatch(
      /^Dari 3 sebutan 30 hari terakhir yang memuat kata ini, \d berubah nada\.$/,
    );
    expect(trial.texts('#dampak table tbody tr').length).toBeGreaterThan(0);
    expect(await db.selectFrom('lexiconVersions').selectAll().execute()).toEqual([]);
    const saved = await trial.press('Simpan bobot +5', { why: 'istilah penonton konser' });
    expect(saved.address).toBe('/leksikon/ambyar');
    expect(saved.textOf('.notice-done')).toBe('Tersimpan sebagai versi baru. Sebutan dinilai ulang di latar belakang.');
    expect(saved.text).toContain('Kantor memberi kata ini bobot +5.');
    const list = await rina.open('/leksikon');
    expect(list.texts('.main-cell')).toEqual(['ambyar']);
    expect(list.text).toContain('3 sebutan masih menunggu dinilai ulang');

    const versions = await rina.open('/leksikon/versi');
    expect(versions.texts('tbody tr')[0]).toContain('Versi 1 (dipakai)');
    expect(versions.texts('tbody tr')[0]).toContain('istilah penonton konser');
    const out = await rina.open('/leksikon/ambyar?cabut=ya');
    expect(out.textOf('#dampak h3')).toBe('Dampak bila dicabut');
    const removed = await out.press('Cabut bobot', { why: 'keliru' });
    expect(removed.text).toContain('Kantor belum memberi bobot pada kata ini.');
    const first = await rina.open('/leksikon/versi/1?dari=2');
    expect(first.texts('tbody tr')).toEqual(['ambyartidak ada+5']);
    const back = await first.press('Pakai lagi', { why: 'ternyata perlu' });
    expect(back.texts('tbody tr')).toHaveLength(3);
    expect((await rina.open('/leksikon')).texts('.main-cell')).toEqual(['ambyar']);
    expect((await rina.open('/leksikon/versi/3')).text).toContain('sama dengan yang sedang dipakai');
  });

  it('say what is no weight, and never run what strangers wrote', async () => {
    const rina = office.as('rina');
    for (const typed of ['0', '6', 'banyak', '1.55', '-']) {
      const page = await rina.open(`/leksikon/ambyar?bobot=${typed}`);
      expect(page.textOf('#bobot-salah')).toContain('Isi angka dari −5 sampai 5');
      expect(page.all('#dampak')).toEqual([]);
    }
    const page = await rina.open('/leksikon/ambyar?bobot=5');
    expect(page.text).toContain('<script>alert(1)</script> ambyar');
    expect(page.html).not.toContain('<script>alert');
    const odd = await rina.open(`/leksikon?kata=${encodeURIComponent('<b>"x" & ../')}`);
    expect(odd.textOf('h1')).toContain('<b>"x" & ../');
    expect((await rina.open('/leksikon?kata=...')).text).toContain('Tidak ada kata di dalamnya');
    expect((await rina.open('/leksikon?kata=usulan')).textOf('h1')).toBe('“usulan”');
    await rina.open(`/leksikon/${'a'.repeat(81)}`, 404);
    await rina.open('/leksikon/versi/9', 404);
    await rina.open('/leksikon/versi/1?dari=x', 404);
  });

  it('propose words, and measure the program on what people have judged', async () => {
    const rina = office.as('rina');
    const before = await rina.open('/leksikon/usulan');
    expect(before.text).toContain('Belum ada usulan');
    expect(before.text).toContain('Belum ada himpunan uji');
    for (const mentionId of ids) await setVerdict(db, { mentionId, verdict: 'positive', note: null, who: 'Rina', now });
    const page = await rina.open('/leksikon/usulan');
    const proposal = page.texts('#usulan ~ .table-wrap tbody tr').find((row) => row.startsWith('ambyar'));
    expect(proposal).toMatch(/^ambyarpositif, bobot \+230\d+0$/);
    expect(page.text).toContain('Baru 3 teks.');
    expect(page.texts('#ketepatan ~ .table-wrap tbody th')).toEqual([
      'Penilai sekarang',
      'Pembanding: hitung kata biasa',
      'Pembanding: selalu “positif”',
    ]);
    expect(page.all('a[download]')).toHaveLength(1);
    const looked = await office.as('ratna').open('/leksikon/usulan');
    expect(looked.all('a[download]')).toEqual([]);
    expect(looked.all('#usulan ~ .table-wrap a').some(({ attribs }) => attribs.href?.includes('bobot'))).toBe(false);
  });

  it('are for those who may read everything, and changed by those who may change words', async () => {
    for (const path of ['/leksikon', '/leksikon/usulan', '/leksikon/versi', '/leksikon/ambyar']) {
      await office.as('pdam').open(path, 403);
      expect((await office.as('hasan').open(path)).texts('main button').filter((name) => name !== 'Cari')).toEqual([]);
    }
  });
});
