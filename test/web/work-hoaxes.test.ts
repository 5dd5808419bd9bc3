import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimIdOfMention } from '../../src/core/claim.ts';
import type { KeywordPack } from '../../src/core/keyword-pack.ts';
import { listAudit } from '../../src/store/audit.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { findPack, savePack } from '../../src/store/keyword-packs.ts';
import { minutesAgo, now, region, type Seeded, seed } from '../api/seed.ts';
import { type Office, openOffice } from './staff.ts';

let seeded: Seeded;
let office: Office;
let claimId = '';
let repeats: readonly number[] = [];

const campaign: KeywordPack = {
  ...{ id: 'kampanye', title: 'Kampanye', stage: 'kampanye', from: '2026-11-01', to: '2026-11-30' },
  ...{ purpose: 'menjawab klaim keliru', basis: 'SK uji' },
  keywords: [{ text: 'galon', theme: 'politik-uang', near: [] }],
  candidates: [
    { id: '01', name: 'Calon Satu', aliases: ['paslon 01'] },
    { id: '02', name: 'Calon Dua', aliases: [] },
  ],
};

beforeEach(async () => {
  seeded = await seed();
  const [check = 0] = [seeded.mentionIds[9]];
  claimId = claimIdOfMention(check);
  repeats = [seeded.mentionIds[8] ?? 0, seeded.mentionIds[0] ?? 0];
  for (const [index, mentionId] of repeats.entries()) {
    await seeded.db
      .insertInto('claimRepeats')
      .values({ claimId, mentionId, similarity: 0.31, kind: 'suggest', publishedAt: minutesAgo(400 + index) })
      .execute();
  }
  await savePack(seeded.db, campaign, 'uji', now, region.timezone);
  office = await openOffice(seeded.db);
});
afterEach(async () => {
  await office.server.close();
  await closeDatabase(seeded.db);
});

const verdicts = async () =>
  (await seeded.db.selectFrom('claimDecisions').select(['mentionId', 'verdict', 'who']).orderBy('at').execute()).map(
    ({ mentionId, verdict, who }) => [mentionId, verdict, who],
  );

describe('matches of claims', () => {
  it('are decided one after the other', async () => {
    const rina = office.as('rina');
    expect((await rina.open('/hoaks')).textOf('#usulan')).toContain('2, mirip');
    let page = await rina.open('/hoaks/periksa');
    expect(page.texts('.duel blockquote')).toEqual([
      expect.stringContaining('SEBARKAN!'),
      expect.stringContaining('Diskominfo menegaskan'),
    ]);
    page = await page.press('Benar, mengulang klaim ini');
    expect(page.textOf('.notice-done')).toBe('Dibenarkan: mengulang klaim ini.');
    expect(page.texts('.duel blockquote')[0]).toContain('Air mati dari subuh');
    page = await page.press('Bukan, tolak');
    expect(page.textOf('.empty-title')).toBe('Semua sudah diperiksa');
    expect(new Set(await verdicts())).toEqual(
      new Set([
        [repeats[0], 'confirmed', 'Rina'],
        [repeats[1], 'rejected', 'Rina'],
      ]),
    );
  });

  it('can be put off, and decided anew on the page of the claim', async () => {
    const rina = office.as('rina');
    const [skip] = (await rina.open('/hoaks/periksa')).all('main a[href*="kursor="]');
    const second = await rina.open(skip?.attribs.href ?? '');
    expect(second.texts('.duel blockquote')[0]).toContain('Air mati dari subuh');
    expect((await second.press('Bukan, tolak')).textOf('.empty-title')).toBe('Tidak ada lagi sesudah ini');
    const claim = await rina.open(`/hoaks/klaim/${encodeURIComponent(claimId)}`);
    const changed = await claim.press('Benar', {}, 'tbody tr:last-child');
    expect(changed.texts('tbody tr').at(-1)).toContain('dibenarkan petugas');
  });

  it('are only read by those who may not decide', async () => {
    expect((await office.as('ratna').open('/hoaks')).texts('main button')).toEqual([]);
    await office.as('ratna').open('/hoaks/periksa', 403);
    await office.as('pdam').open('/hoaks', 403);
  });
});

describe('keyword packs', () => {
  it('are made, changed and removed as lines of text', async () => {
    const rina = office.as('rina');
    const form = await rina.open('/hoaks/paket/baru');
    const typed = {
      ...{ title: 'Harga Beras', purpose: 'memantau harga', basis: 'SK Bupati' },
      keywords: 'beras mahal | harga | pasar, warung\r\n\r\nbulog | pasokan',
    };
    const made = await form.press('Simpan paket', typed);
    expect(made.address).toBe('/hoaks/paket/harga-beras');
    expect((await findPack(seeded.db, 'harga-beras'))?.pack.keywords).toEqual([
      { text: 'beras mahal', theme: 'harga', near: ['pasar', 'warung'] },
      { text: 'bulog', theme: 'pasokan', near: [] },
    ]);
    expect((await form.press('Simpan paket', typed)).status).toBe(409);
    const change = await rina.open('/hoaks/paket/harga-beras/ubah');
    expect(change.textOf('textarea[name=keywords]')).toBe('beras mahal | harga | pasar, warung bulog | pasokan');
    const refused = await change.press('Simpan paket', { keywords: 'beras' });
    expect([refused.status, refused.text.includes('keywords.0.theme')]).toEqual([400, true]);
    await change.press('Simpan paket', { keywords: 'beras | harga' });
    expect((await findPack(seeded.db, 'harga-beras'))?.pack.keywords).toHaveLength(1);
    const gone = await (await rina.open('/hoaks/paket/harga-beras')).press('Ya, hapus paket dan temuannya');
    expect(gone.address).toBe('/hoaks/paket');
    expect(await findPack(seeded.db, 'harga-beras')).toBeNull();
  });

  it('of an election are for its desk: others see counts only, and each look at hits is on the trail', async () => {
    await seeded.db
      .insertInto('keywordHits')
      .values({
        ...{ packId: 'kampanye', mentionId: seeded.mentionIds[0] ?? 0, keyword: 'galon', theme: 'politik-uang' },
        ...{ field: 'text', startAt: 22, endAt: 27, at: minutesAgo(1), publishedAt: minutesAgo(1500) },
        candidates: JSON.stringify([{ id: '01', direction: 'against' }]),
      })
      .execute();
    const plain = await office.as('rina').open('/hoaks/paket/kampanye');
    expect(plain.text).not.toContain('galon');
    expect(plain.text).toContain(
      '01 · Calon Satu: 0 mendukung dan 1 menyerang; 02 · Calon Dua: 0 mendukung dan 0 menyerang.',
    );
    await office.as('rina').open('/hoaks/paket/kampanye/ubah', 404);
    await office.as('rina').open('/hoaks/paket/baru?pemilu=ya', 404);
    expect((await listAudit(seeded.db, { action: 'election.', limit: 10 })).items).toEqual([]);

    const dewi = office.as('dewi');
    const desk = await dewi.open('/hoaks/paket/kampanye?tema=politik-uang');
    expect(desk.textOf('#temuan ~ .plain-list')).toContain('galon');
    expect(desk.text).not.toContain('Ibu Rukmini');
    const [entry] = (await listAudit(seeded.db, { action: 'election.', limit: 10 })).items;
    expect(entry).toMatchObject({
      ...{ who: 'Dewi', action: 'election.read', object: 'pack:kampanye' },
      detail: { what: 'hits', filters: { theme: 'politik-uang' }, items: 1 },
    });
    const changed = await (await dewi.open('/hoaks/paket/kampanye/ubah')).press('Simpan paket', {
      candidates: '01 | Calon Satu | paslon 01\n02 | Calon Dua\n03 | Calon Tiga',
    });
    expect(changed.textOf('h1')).toBe('Kampanye');
    expect((await findPack(seeded.db, 'kampanye'))?.pack.candidates).toHaveLength(3);
    const onesided = await (await dewi.open('/hoaks/paket/kampanye/ubah')).press('Simpan paket', {
      candidates: '01 | Calon Satu',
    });
    expect([onesided.status, onesided.text.includes('tidak netral')]).toEqual([400, true]);
  });
});
