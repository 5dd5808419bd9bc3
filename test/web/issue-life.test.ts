import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { createAskJudge } from '../../src/jobs/questions.ts';
import { markAnswer } from '../../src/store/clarifications.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { mergeIssues, splitIssue } from '../../src/store/issue-hands.ts';
import { addNote, changeState, setDue } from '../../src/store/issue-life.ts';
import { judgeQueued } from '../../src/store/question-queue.ts';
import { answerByHand } from '../../src/store/questions.ts';
import type { Db } from '../../src/store/schema.ts';
import { now, openSeedDatabase, region, store } from '../api/seed.ts';
import { addIssue } from '../store/life-seed.ts';
import { type ReadPage, readPage } from './read-page.ts';
import { servePages } from './serve-pages.ts';

let db: Db;
let server: Listening;
let ids: number[] = [];
let issueId = 0;
const by = { who: 'Rina', why: null, now };

beforeEach(async () => {
  db = await openSeedDatabase();
  const red = { label: 'negative', attention: 'alert' } as const;
  const pdam = { agency: 'PDAM', platform: 'facebook' } as const;
  const calm = 'Pompa baru dipasang dan jadwal aliran dibagikan kepada pelanggan lewat kantor desa. '.repeat(5);
  ids = [
    await store(db, {
      ...red,
      source: 'kabar-wanasari',
      minutes: 3000,
      title: 'Air {Mati|-3} Lagi, Warga {Geram|-4}',
      text: calm,
    }),
    await store(db, {
      ...red,
      ...pdam,
      source: 'info-warga',
      minutes: 2900,
      kind: 'post',
      text: 'Pak bupati, tolong pipa <b>segera</b> diperbaiki.',
    }),
    await store(db, {
      ...red,
      ...pdam,
      source: 'info-warga',
      minutes: 2500,
      kind: 'comment',
      author: 'Ibu Rukmini',
      text: 'Kapan PDAM memperbaiki?',
    }),
    await store(db, { source: 'pemkab', minutes: 2400, title: 'Penjelasan', text: 'Pompa sedang diganti.' }),
    await store(db, { ...red, source: 'pena-teluk', minutes: 1500, title: 'Air Masih Keruh', text: 'Air keruh.' }),
  ];
  issueId = await addIssue(db, ids, 'Air mati di Lembah Asri');
  await judgeQueued(db, 100, createAskJudge(region));
  server = await servePages(db);
});
afterEach(async () => {
  await server.close();
  await closeDatabase(db);
});

async function open(path: string): Promise<ReadPage> {
  const response = await fetch(`${server.origin}${path}`, { headers: { accept: 'text/html' } });
  expect(response.status).toBe(200);
  return readPage(await response.text());
}

describe('the page of an issue', () => {
  it('shows reach, spread, headline and no history while nobody has done anything', async () => {
    const page = await open(`/isu/${issueId}`);
    expect(page.textOf('.issue-page-head .lead')).toBe('2 media, 1 grup/akun, 1 komentar');
    expect(page.textOf('.issue-page-head .notice')).toContain('Judul negatif, isi netral');
    expect(page.textOf('.issue-page-head .notice')).toContain('1 dari 1 berita');
    expect(page.texts('.ranked li')[0]).toContain('Kabar Wanasari media20 Nov 2026, 15.10 WIB');
    expect(page.text).toContain('Jangkauan per jam');
    expect(page.text).not.toContain('Riwayat');
    expect(page.text).not.toContain('Dampak tanggapan');
  });

  it('shows who did what, when and why, the answer and its effect', async () => {
    await changeState(db, {
      ...by,
      issueId,
      to: 'diteruskan',
      agency: 'PDAM',
      dueAt: '2026-11-23T08:00:00.000Z',
      why: 'urusan <air>',
    });
    expect((await open(`/isu/${issueId}`)).textOf('.fact-grid')).toContain(
      'Batas waktu OPDsampai 23 Nov 2026, 15.00 WIB',
    );
    await markAnswer(db, { ...by, issueId, mentionId: ids[3] ?? 0, agency: null });
    await addNote(db, { issueId, note: 'Sudah ditelepon', who: 'Budi', now });
    const page = await open(`/isu/${issueId}`);
    const history = page.texts('.history li');
    expect(history[0]).toBe('CatatanSudah diteleponBudi, hari ini 17.10 WIB');
    expect(history.at(-1)).toContain('Status: Baru → Diteruskan ke OPD');
    expect(history.at(-1)).toContain('urusan <air>');
    expect(page.textOf('.effect')).toBe('Sentimen negatif 24 jam sebelum/sesudah: 3 → 1 (turun 67%)');
    expect(page.text).toContain('10 jam setelah isu muncul');
    expect(page.textOf('.clarification')).toBe('Pompa sedang diganti.');
    expect(page.text).not.toContain('Batas waktu OPD');
  });

  it('says when the agency is late, on the page and in the list', async () => {
    await changeState(db, {
      ...by,
      issueId,
      to: 'diteruskan',
      agency: 'PDAM',
      dueAt: '2026-11-22T11:00:00.000Z',
      now: new Date('2026-11-22T01:00:00.000Z'),
    });
    expect((await open('/isu?batas=lewat')).texts('tbody tr')).toEqual([]);
    await setDue(db, { ...by, issueId, dueAt: '2026-11-22T10:00:00.000Z', now: new Date('2026-11-22T09:00:00.000Z') });
    const page = await open(`/isu/${issueId}`);
    expect(page.textOf('.eyebrow')).toContain('Lewat batas waktu');
    expect(page.textOf('.fact-grid')).toContain('22 Nov 2026, 17.00 WIB, lewat 10 menit');
    expect((await open('/isu?batas=lewat')).texts('tbody tr')[0]).toContain('lewat batas waktu');
    expect((await open('/isu?status=diteruskan')).texts('tbody tr')).toHaveLength(1);
    expect((await open('/isu?status=selesai')).texts('tbody tr')).toHaveLength(0);
  });

  it('of one that was joined to another leads there', async () => {
    const part = await splitIssue(db, { ...by, why: 'lain', issueId, mentionIds: [ids[4] ?? 0], title: 'Air keruh' });
    await mergeIssues(db, { from: part, into: issueId, who: 'Rina', why: 'ternyata sama', now });
    const page = await open(`/isu/${part}`);
    expect(page.textOf('h1')).toBe('Air keruh');
    expect(page.textOf('.lead')).toBe('Isu ini digabung ke isu Air mati di Lembah Asri. Semua sebutannya ada di sana.');
    expect(page.all('.lead a')[0]?.attribs.href).toBe(`/isu/${issueId}`);
    expect(page.texts('.history li')).toHaveLength(2);
    expect((await open('/isu')).texts('tbody tr')).toHaveLength(1);
    expect((await open(`/isu/${issueId}`)).textOf('.history')).toContain(`Isu ${part} digabung ke sini`);
  });
});

describe('the page of questions', () => {
  it('lists them per agency with age and whether answered, without names', async () => {
    const page = await open('/pertanyaan');
    expect(page.texts('tbody tr')).toEqual(['Perumda Air Minum222 hari lalu']);
    expect(page.all('.question-list > li')).toHaveLength(2);
    expect(page.texts('.question')).toEqual([
      'Pak bupati, tolong pipa <b>segera</b> diperbaiki.',
      'Kapan PDAM memperbaiki?',
    ]);
    expect(page.texts('.question-list .badge')).toEqual(['Belum dijawab, 2 hari lalu', 'Belum dijawab, 41 jam lalu']);
    expect(page.text).not.toContain('Rukmini');
    expect(page.all('nav a[aria-current=page]')[0]?.attribs.href).toBe('/pertanyaan');
  });

  it('is filtered by agency, kind and answer', async () => {
    await answerByHand(db, { mentionId: ids[2] ?? 0, who: 'Rina', note: null, url: null, now });
    expect((await open('/pertanyaan?status=dijawab')).textOf('.question-list')).toContain(
      'dijawab Rina hari ini 17.10 WIB',
    );
    expect((await open('/pertanyaan?status=menunggu&opd=PDAM')).texts('.question')).toHaveLength(1);
    expect((await open('/pertanyaan?jenis=question&status=semua')).texts('.question')).toEqual([
      'Kapan PDAM memperbaiki?',
    ]);
    expect((await open('/pertanyaan?opd=-')).textOf('.empty-title')).toBe('Tidak ada pertanyaan yang cocok');
  });
});
