import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeDatabase } from '../../src/store/database.ts';
import { changeState, listHistory } from '../../src/store/issue-life.ts';
import { findIssue } from '../../src/store/issues.ts';
import { now, type Seeded, seed } from '../api/seed.ts';
import { type Office, openOffice } from './staff.ts';

let seeded: Seeded;
let office: Office;
let water = 0;
let road = 0;

beforeEach(async () => {
  seeded = await seed();
  [water = 0, road = 0] = seeded.issueIds;
  office = await openOffice(seeded.db);
});
afterEach(async () => {
  await office.server.close();
  await closeDatabase(seeded.db);
});

const stateOf = async (id: number) => (await findIssue(seeded.db, id))?.state;
const passOn = (issueId: number, agency: string) =>
  changeState(seeded.db, {
    ...{ issueId, to: 'diteruskan', agency, who: 'Rina', why: null, now },
    dueAt: '2026-11-23T10:10:00.000Z',
  });

describe('an analyst', () => {
  it('verifies an issue and passes it on, with whom and until when', async () => {
    const rina = office.as('rina');
    let page = await (await rina.open(`/isu/${water}`)).press('Tandai terverifikasi');
    expect(page.textOf('.notice-done')).toBe('Status isu sekarang: Diverifikasi.');
    page = await page.press('Teruskan ke OPD', { dueAt: '2026-11-25', why: 'mohon dijawab' });
    expect(page.textOf('.eyebrow')).toContain('Diteruskan ke OPD');
    expect(page.textOf('.fact-grid')).toContain('sampai akhir Rabu, 25 November 2026');
    expect((await listHistory(seeded.db, water)).map(({ kind, who, why }) => [kind, who, why])).toEqual([
      ['state', 'Rina', null],
      ['state', 'Rina', 'mohon dijawab'],
      ['due', 'Rina', 'mohon dijawab'],
    ]);
  });

  it('is told what is missing, and keeps what was typed', async () => {
    const page = await office.as('rina').open(`/isu/${water}`);
    const refused = await page.press('Bukan isu', { why: ' ' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Beri alasan');
    expect(await stateOf(water)).toBe('baru');
    const late = await page.press('Teruskan ke OPD', { dueAt: '2026-11-20', why: 'tanggal yang sudah lewat' });
    expect([late.status, late.textOf('h1')]).toEqual([400, 'Belum tersimpan']);
    expect(late.texts('textarea')).toContain('tanggal yang sudah lewat');
  });

  it('renames an issue, changes its agency and notes something', async () => {
    const rina = office.as('rina');
    let page = await (await rina.open(`/isu/${road}`)).press('Ganti judul', { title: 'Lubang di Karangjati' });
    expect(page.textOf('h1')).toBe('Lubang di Karangjati');
    page = await page.press('Ganti OPD', { agency: 'PDAM', why: 'galian pipa' });
    expect(page.textOf('.fact-grid')).toContain('PDAM');
    page = await page.press('Simpan catatan', { note: 'Sudah\r\nditelepon <b>' });
    expect(page.textOf('.history')).toContain('ditelepon <b>');
  });

  it('writes the office’s answer, which answers the issue', async () => {
    const page = await (await office.as('rina').open(`/isu/${water}`)).press('Simpan klarifikasi', {
      title: 'Pompa diperbaiki',
      text: 'Air mengalir malam ini.\nTangki disiapkan.',
      url: 'https://pemkab.test/air',
    });
    expect(page.textOf('.clarification')).toContain('Air mengalir malam ini.');
    expect(await stateOf(water)).toBe('ditanggapi');
  });

  it('can call an official post the answer, and no other', async () => {
    const page = await office.as('rina').open(`/isu/${water}`);
    const answered = await page.press('Jadikan jawaban resmi');
    expect(answered.textOf('.clarification')).toContain('enam tangki air');
    expect(await stateOf(water)).toBe('ditanggapi');
  });

  it('takes mentions out into a new issue, finds it again by words and joins it back', async () => {
    const rina = office.as('rina');
    const [first] = seeded.mentionIds;
    const part = await (await rina.open(`/isu/${water}`)).press('Pisahkan', {
      mentionIds: String(first),
      title: 'Galon habis',
      why: 'perkara lain',
    });
    expect(part.textOf('h1')).toBe('Galon habis');
    expect(part.textOf('.notice-done')).toBe('Sebutan dipisahkan menjadi isu ini.');
    const found = await part.press('Cari isu', { cari: 'lembah asri' });
    expect(found.texts('#gabung li a')).toEqual(['Air Ledeng Lembah Asri Mati Dua Hari, Warga Keluhkan Layanan']);
    const joined = await found.press('Gabung ke isu ini', { why: 'ternyata sama' });
    expect(joined.address).toBe(`/isu/${water}`);
    expect(joined.textOf('.history')).toContain('digabung ke sini');
    const byNumber = await joined.press('Cari isu', { cari: `#${road}` });
    expect(byNumber.texts('#gabung li a')).toHaveLength(1);
    expect((await joined.press('Cari isu', { cari: 'tidak ada sama sekali' })).textOf('#gabung')).toContain(
      'Tidak ada',
    );
  });

  it('changes several ticked issues at once, all of them or none', async () => {
    const rina = office.as('rina');
    const both = [String(water), String(road)];
    const page = await (await rina.open('/isu')).press('Terverifikasi', { issueIds: both });
    expect(page.textOf('.notice-done')).toContain('sudah diubah');
    expect([await stateOf(water), await stateOf(road)]).toEqual(['diverifikasi', 'diverifikasi']);
    expect(page.texts('.tabs a')).toContain('Diverifikasi 2');

    const third = String(seeded.issueIds[2]);
    const refused = await page.press('Selesai', { issueIds: [String(water), third], why: 'beres' });
    expect([refused.status, refused.text.includes(`Isu ${third}: Isu berstatus baru`)]).toEqual([409, true]);
    expect(await stateOf(water)).toBe('diverifikasi');

    const joined = await page.press('Gabungkan menjadi satu', { issueIds: both, why: 'satu perkara' });
    expect(joined.status).toBe(200);
    expect((await findIssue(seeded.db, road))?.mergedInto).toBe(water);
  });

  it('sees by state what waits and what is late', async () => {
    await passOn(water, 'PDAM');
    await seeded.db.updateTable('issues').set({ dueAt: '2026-11-22T09:00:00.000Z' }).where('id', '=', water).execute();
    const page = await office.as('rina').open('/isu?status=diteruskan');
    expect(page.texts('.tabs a')).toEqual(
      expect.arrayContaining(['Baru 3', 'Diteruskan ke OPD 1', 'Lewat batas OPD 1', 'Selesai 0']),
    );
    expect(page.texts('tbody tr')).toHaveLength(1);
  });

  it('reads why an issue did or did not alert, rule by rule', async () => {
    const page = await office.as('rina').open(`/isu/${road}/mengapa`);
    expect(page.texts('.plain-list li')).toHaveLength(1);
    expect(page.text).toContain('belum pernah diperingatkan');
    await office.as('rina').open('/isu/999/mengapa', 404);
  });
});

describe('somebody of an agency', () => {
  it('sees its own issues only; those of others are not there', async () => {
    const pdam = office.as('pdam');
    const list = await pdam.open('/isu?opd=PUPR');
    expect(list.texts('tbody .main-cell > a')).toEqual([
      'Air Ledeng Lembah Asri Mati Dua Hari, Warga Keluhkan Layanan',
    ]);
    expect(list.texts('button')).not.toContain('Terverifikasi');
    await pdam.open(`/isu/${road}`, 404);
    await pdam.open(`/isu/${water}/mengapa`, 403);
    const own = await pdam.open(`/isu/${water}`);
    for (const hidden of ['Tandai terverifikasi', 'Ganti judul', 'Pisahkan', 'Cari isu', 'Saya tangani']) {
      expect(own.texts('button'), hidden).not.toContain(hidden);
    }
  });

  it('answers what was passed on to it', async () => {
    await passOn(water, 'PDAM');
    const page = await (await office.as('pdam').open(`/isu/${water}`)).press('Sudah ditanggapi');
    expect(page.textOf('.notice-done')).toBe('Status isu sekarang: Ditanggapi.');
    expect(page.textOf('.history')).toContain('Petugas PDAM');
    expect(page.texts('button')).not.toContain('Selesai');
    const noted = await page.press('Simpan catatan', { note: 'Pompa cadangan tiba besok' });
    expect(noted.textOf('.history')).toContain('Pompa cadangan tiba besok');
  });

  it('states in its own name without moving what was not passed on to it', async () => {
    const page = await office.as('pdam').open(`/isu/${water}`);
    const stated = await page.press('Simpan klarifikasi', { title: 'Sedang dikerjakan', text: 'Pompa diganti.' });
    expect(stated.textOf('.clarification')).toBe('Pompa diganti.');
    expect(await stateOf(water)).toBe('baru');
    const { agency } = await seeded.db.selectFrom('clarifications').select('agency').executeTakeFirstOrThrow();
    expect(agency).toBe('PDAM');
  });

  it.each([
    ['another step', `state`, { to: 'diverifikasi' }, 403],
    ['a step before it was passed on', `state`, { to: 'ditanggapi' }, 403],
    ['another title', `title`, { title: 'x' }, 403],
    ['the name of another agency', `clarifications`, { title: 'x', text: 'x', agency: 'PUPR' }, 403],
    ['an official post as answer', `clarifications`, { mentionId: '6' }, 403],
    ['joining', `merge`, { into: '2', why: 'x' }, 403],
  ])('is refused %s', async (_, path, fields, status) => {
    const response = await fetch(`${office.server.origin}/api/v1/issues/${water}/${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer token-uji-milik-pdam', 'content-type': 'application/json' },
      body: JSON.stringify(path === 'clarifications' && 'mentionId' in fields ? { mentionId: 6 } : fields),
    });
    expect(response.status).toBe(status);
    expect(await stateOf(water)).toBe('baru');
  });

  it('finds nothing of another agency through the API', async () => {
    const headers = { authorization: 'Bearer token-uji-milik-pupr', 'content-type': 'application/json' };
    const get = async (path: string) => {
      const response = await fetch(`${office.server.origin}/api/v1${path}`, { headers });
      return [response.status, await response.json()] as const;
    };
    const ids = async (path: string) => ((await get(path))[1] as { items: { id: number }[] }).items.map(({ id }) => id);
    expect(await ids('/issues')).toEqual([road]);
    expect(await ids('/issues?agency=PDAM')).toEqual([]);
    expect((await get(`/issues/${water}`))[0]).toBe(404);
    expect((await get('/issues/1/why'))[0]).toBe(403);
    expect(await ids('/alerts')).toEqual([]);
    expect((await get(`/alerts/${seeded.alertIds[0]}`))[0]).toBe(404);
    expect(await ids('/clarifications')).toEqual([]);
    for (const [path, body] of [
      ['state', { to: 'ditanggapi' }],
      ['notes', { note: 'x' }],
      ['clarifications', { title: 'x', text: 'x' }],
    ] as const) {
      const response = await fetch(`${office.server.origin}/api/v1/issues/${water}/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      expect([path, response.status]).toEqual([path, 404]);
    }
    expect(await listHistory(seeded.db, water)).toEqual([]);
  });
});

it('shows those who only read no buttons', async () => {
  const page = await office.as('ratna').open(`/isu/${water}`);
  expect(page.texts('main button')).toEqual([]);
  expect(page.all('main form[method=post]')).toEqual([]);
});
