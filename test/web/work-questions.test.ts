import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAskJudge } from '../../src/jobs/questions.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { judgeQueued } from '../../src/store/question-queue.ts';
import type { Db } from '../../src/store/schema.ts';
import { openSeedDatabase, region, store } from '../api/seed.ts';
import { type Office, openOffice } from './staff.ts';

let db: Db;
let office: Office;
let ids: number[] = [];

beforeEach(async () => {
  db = await openSeedDatabase();
  const post = {
    source: 'info-warga',
    kind: 'post',
    platform: 'facebook',
    attention: 'alert',
    label: 'negative',
  } as const;
  ids = [
    await store(db, { ...post, minutes: 200, agency: 'PDAM', text: 'Kapan PDAM memperbaiki pipa?' }),
    await store(db, { ...post, minutes: 900, agency: 'PDAM', text: 'Pak bupati, kapan air mengalir lagi?' }),
    await store(db, { ...post, minutes: 500, agency: 'PUPR', text: 'Kapan jalan Karangjati ditambal?' }),
  ];
  await judgeQueued(db, 100, createAskJudge(region));
  office = await openOffice(db);
});
afterEach(async () => {
  await office.server.close();
  await closeDatabase(db);
});

it('shows what waits, oldest first, and marks it answered with where the answer stands', async () => {
  const rina = office.as('rina');
  const page = await rina.open('/pertanyaan');
  expect(page.texts('.question')).toEqual([
    'Pak bupati, kapan air mengalir lagi?',
    'Kapan jalan Karangjati ditambal?',
    'Kapan PDAM memperbaiki pipa?',
  ]);
  const after = await page.press(
    'Tandai sudah dijawab',
    { url: 'https://pdam.test/jadwal', note: 'diumumkan' },
    '.question-list > li:first-child',
  );
  expect(after.textOf('.notice-done')).toBe('Pertanyaan ditandai sudah dijawab.');
  expect(after.texts('.question')).toHaveLength(2);
  const answered = await rina.open('/pertanyaan?status=dijawab');
  expect(answered.textOf('.facts')).toContain('dijawab Rina');
  expect(answered.all('.facts a').map(({ attribs }) => attribs.href)).toContain('https://pdam.test/jadwal');
  const refused = await after.press(
    'Tandai sudah dijawab',
    { url: 'javascript:alert(1)' },
    '.question-list > li:first-child',
  );
  expect(refused.status).toBe(400);
});

it('leaves an agency its own questions, and no others', async () => {
  const pupr = office.as('pupr');
  const page = await pupr.open('/pertanyaan?opd=PDAM');
  expect(page.texts('.question')).toEqual(['Kapan jalan Karangjati ditambal?']);
  expect(page.texts('tbody tr')).toHaveLength(1);
  const answer = (id: number | undefined) =>
    fetch(`${office.server.origin}/api/v1/questions/${id}/answered`, {
      method: 'POST',
      headers: { authorization: 'Bearer token-uji-milik-pupr', 'content-type': 'application/json' },
      body: '{}',
    });
  expect((await answer(ids[0])).status).toBe(404);
  expect((await page.press('Tandai sudah dijawab')).texts('.question')).toEqual([]);
  const list = await fetch(`${office.server.origin}/api/v1/questions?agency=PDAM`, {
    headers: { authorization: 'Bearer token-uji-milik-pupr' },
  });
  expect(await list.json()).toEqual({ items: [], next: null });
});

it('offers nothing to those who only read', async () => {
  expect((await office.as('ratna').open('/pertanyaan')).texts('.question-list button')).toEqual([]);
});
