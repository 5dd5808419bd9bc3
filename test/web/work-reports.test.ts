import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Digest, DigestIssue } from '../../src/core/digest.ts';
import { sendDigestNow } from '../../src/jobs/send-digest.ts';
import { viewDigest } from '../../src/jobs/view-digest.ts';
import { findEdits } from '../../src/store/digest-edits.ts';
import { saveDigest } from '../../src/store/digests.ts';
import { findIssue } from '../../src/store/issues.ts';
import { syncSources } from '../../src/store/sources.ts';
import { makeDigestDeps } from '../jobs/digest-deps.ts';
import { region } from '../jobs/seed.ts';
import { addIssue, addMention, lifeSources } from '../store/life-seed.ts';
import { useTestDatabase } from '../support/db.ts';
import { makeDigest } from '../support/make.ts';
import { type Office, openOffice } from './staff.ts';

const db = useTestDatabase('sqlite');
/** 23 November 2026, 07.00 WIB. */
const now = new Date('2026-11-23T00:00:00.000Z');
const date = '2026-11-22';
const path = `/laporan/${date}`;
let office: Office;
let issueId = 0;
let clock = now;

beforeEach(async () => {
  clock = now;
  await syncSources(db(), lifeSources, now);
  issueId = await addIssue(db(), [await addMention(db(), 'koran')], 'Jalan berlubang');
  const issue = await findIssue(db(), issueId);
  if (issue === null) throw new Error('no issue');
  const entry: DigestIssue = {
    ...{ issue, substance: 'Lubang besar.', spread: { media: 1, accounts: 0, comments: 0 }, places: [], count: 1 },
    ...{ countBefore: 0, links: [], isNew: true, headline: null, recurring: [], note: null },
  };
  const digest: Digest = makeDigest({
    ...{ date, madeAt: '2026-11-22T23:00:00.000Z', summary: ['Satu isu negatif.', 'Belum ditanggapi.'] },
    negative: [entry],
    analysis: [{ issueId, text: 'Isu ini baru.' }],
    recommendations: [{ issueId, action: 'Tambal jalan', responsible: 'PUPR', dueAt: '2026-11-24T05:00:00.000Z' }],
  });
  await saveDigest(db(), digest);
  const deps = makeDigestDeps(db(), () => clock, { unapproved: 'hold' });
  const own = { now: () => clock, region, digestOf: (key: string) => viewDigest(deps, key) };
  office = await openOffice(db(), own, { ...own, sendDigest: (key, who) => sendDigestNow(deps, key, who) });
});
afterEach(() => office.server.close());

const editsOf = async () => (await findEdits(db(), date))?.edits;

describe('a report', () => {
  it('is edited, approved and sent, and after another edit corrected', async () => {
    const rina = office.as('rina');
    let page = await rina.open(path);
    expect(page.textOf('#kerjakan + .big-fact')).toBe('Menunggu diperiksa dan disetujui.');
    const form = await rina.open(`${path}/sunting`);
    expect(form.textOf('textarea[name=summary]')).toBe('Satu isu negatif. Belum ditanggapi.');
    page = await form.press('Simpan suntingan', { summary: 'Satu isu.\r\n\r\nPUPR menambal besok.' });
    expect([page.address, page.textOf('.notice-done')]).toEqual([path, 'Suntingan disimpan. Periksa, lalu setujui.']);
    // What was left as it was goes on following the data.
    expect(await editsOf()).toEqual({
      ...{ summary: ['Satu isu.', 'PUPR menambal besok.'], analysis: null, recommendations: null },
      ...{ excludedIssues: [], notes: [] },
    });
    page = await page.press('Setujui');
    expect(page.textOf('#kerjakan + .big-fact')).toBe('Disetujui, siap dikirim.');
    expect(page.texts('button')).not.toContain('Setujui');
    page = await page.press('Ya, kirim laporan');
    expect(page.textOf('.notice-done')).toBe('Laporan masuk antrean kirim.');
    expect(page.textOf('#kerjakan + .big-fact')).toContain('Sudah dikirim.');
    const sent = page.texts('#terkirim ~ div tbody tr').length;
    expect(sent).toBeGreaterThan(0);
    expect(page.texts('button')).not.toContain('Ya, kirim laporan');

    clock = new Date(now.getTime() + 3_600_000);
    page = await (await rina.open(`${path}/sunting`)).press('Simpan suntingan', { summary: 'Sudah ditambal.' });
    expect(page.textOf('#kerjakan + .big-fact')).toBe('Sudah dikirim, lalu diubah: kirim koreksinya.');
    page = await page.press('Ya, kirim koreksi');
    expect(page.texts('#terkirim ~ div tbody tr')).toHaveLength(sent * 2);
    expect(page.textOf('#terkirim ~ div')).toContain('koreksi ke-1');
  });

  it('leaves an issue out, takes notes, new and removed rows', async () => {
    const form = await office.as('rina').open(`${path}/sunting`);
    await form.press('Simpan suntingan', {
      excludedIssues: String(issueId),
      [`notes.${issueId}`]: 'sudah\r\ndicek',
      'analysis.0.text': '',
      'analysis.1.text': 'Warga menunggu.',
      'recommendations.0.action': 'Tambal jalan\r\nsegera',
      'recommendations.1.action': 'Beri tahu warga',
    });
    expect(await editsOf()).toEqual({
      summary: null,
      analysis: [{ issueId: null, text: 'Warga menunggu.' }],
      recommendations: [
        { issueId, action: 'Tambal jalan segera', responsible: 'PUPR', dueAt: '2026-11-24T05:00:00.000Z' },
        { issueId: null, action: 'Beri tahu warga', responsible: 'Diskominfo', dueAt: null },
      ],
      excludedIssues: [issueId],
      notes: [{ issueId, text: 'sudah dicek' }],
    });
    const again = await office.as('rina').open(`${path}/sunting`);
    expect(again.all('input[name=excludedIssues]')[0]?.attribs.checked).toBeDefined();
    expect(again.texts('fieldset legend')).toContain('Jalan berlubang');
  });

  it('is not overwritten by somebody who opened it before another saved', async () => {
    const rina = office.as('rina');
    await (await rina.open(`${path}/sunting`)).press('Simpan suntingan', { summary: 'Dari Rina.' });
    const old = await office.as('hasan').open(`${path}/sunting`);
    clock = new Date(now.getTime() + 60_000);
    await (await rina.open(`${path}/sunting`)).press('Simpan suntingan', { summary: 'Dari Rina lagi.' });
    const refused = await old.press('Simpan suntingan', { summary: 'Dari Hasan.' });
    expect([refused.status, refused.text.includes('disunting Rina')]).toEqual([409, true]);
    expect(refused.texts('textarea')).toContain('Dari Hasan.');
    expect((await editsOf())?.summary).toEqual(['Dari Rina lagi.']);
  });

  it('can be read but not worked on by those who only read, and is closed to agencies', async () => {
    const page = await office.as('ratna').open(path);
    expect(page.all('main form')).toEqual([]);
    expect(page.texts('.actions a')).toEqual(expect.arrayContaining(['PDF siap cetak', 'Klipping (Excel)']));
    await office.as('ratna').open(`${path}/sunting`, 403);
    await office.as('pdam').open(path, 403);
    await office.as('pdam').open('/laporan', 403);
  });
});
