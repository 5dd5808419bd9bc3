import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAlertRules } from '../../src/store/alert-rules.ts';
import { findAlert } from '../../src/store/alerts.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { listSilences } from '../../src/store/silences.ts';
import type { WebDeps } from '../../src/web/deps.ts';
import { now, type Seeded, seed } from '../api/seed.ts';
import { type Office, openOffice } from './staff.ts';

let seeded: Seeded;
let office: Office;
let alertId = 0;

const humas = { recipient: 'humas', name: 'Tim Humas', channel: 'email', address: 'humas@wanasari.test' } as const;
const chief = { ...humas, recipient: 'kabag', name: 'Kabag', address: 'kabag@wanasari.test' };
const alertRoutes: WebDeps['alertRoutes'] = [
  {
    id: 'semua',
    match: { levels: ['alert', 'crisis'], rules: [], agencies: [], topics: [], places: [], issues: [] },
    targets: [humas],
    groupBy: ['topic', 'agency'],
    waitMs: 30_000,
    intervalMs: 300_000,
    goOn: false,
    escalations: [{ afterMs: 7_200_000, targets: [chief] }],
  },
];

beforeEach(async () => {
  seeded = await seed();
  [alertId = 0] = seeded.alertIds;
  office = await openOffice(seeded.db, { alertRoutes });
});
afterEach(async () => {
  await office.server.close();
  await closeDatabase(seeded.db);
});

describe('the page that a message leads to', () => {
  it('is read and taken on by one button, and given back', async () => {
    const page = await office.as('hasan').open(`/peringatan/${alertId}`);
    expect(page.textOf('h1')).toBe('Air Ledeng Lembah Asri Mati Dua Hari, Warga Keluhkan Layanan');
    expect(page.texts('#bukti + ul li')).toHaveLength(3);
    const taken = await page.press('Saya tangani', { note: 'dicek ke PDAM', hours: '8' });
    expect(taken.textOf('.notice-done')).toBe('Tercatat: Anda menangani peringatan ini.');
    expect(taken.textOf('.issue-card')).toContain('Ditangani Hasan');
    expect((await findAlert(seeded.db, alertId))?.acknowledged).toEqual({
      ...{ by: 'Hasan', at: now.toISOString(), note: 'dicek ke PDAM' },
      until: new Date(now.getTime() + 8 * 3_600_000).toISOString(),
    });
    const back = await taken.press('Ya, batalkan');
    expect(back.text).toContain('Belum ada yang menyatakan menangani.');
  });

  it('offers guests who may read to sign in and come back', async () => {
    const page = await office.as('guest').open(`/peringatan/${alertId}`);
    expect(page.texts('main button')).toEqual([]);
    expect(page.all('main a.button')[0]?.attribs.href).toBe(
      `/masuk?lanjut=${encodeURIComponent(`/peringatan/${alertId}`)}`,
    );
  });

  it('is acknowledged from the page of its issue too', async () => {
    const page = await (await office.as('hasan').open(`/isu/${seeded.issueIds[0]}`)).press('Saya tangani');
    expect(page.textOf('#peringatan ~ p')).toContain('Ditangani Hasan');
  });

  it('shows an agency its own alerts, and not who was told', async () => {
    const own = await office.as('pdam').open(`/peringatan/${alertId}`);
    expect(own.text).not.toContain('Humas');
    expect(own.texts('main button')).toEqual([]);
    expect((await office.as('pdam').open('/peringatan')).all('.issue-card')).toHaveLength(1);
    await office.as('pupr').open(`/peringatan/${alertId}`, 404);
    expect((await office.as('pupr').open('/peringatan')).all('.issue-card')).toHaveLength(0);
    for (const path of ['aturan', 'peredaman', 'jalur', 'antrean'])
      await office.as('pdam').open(`/peringatan/${path}`, 403);
  });

  it('lists what nobody sees to', async () => {
    const hasan = office.as('hasan');
    expect((await hasan.open('/peringatan?ditangani=belum')).all('.issue-card')).toHaveLength(2);
    await (await hasan.open(`/peringatan/${alertId}`)).press('Saya tangani');
    expect((await hasan.open('/peringatan?ditangani=belum')).all('.issue-card')).toHaveLength(1);
    expect((await hasan.open('/peringatan?ditangani=sudah')).all('.issue-card')).toHaveLength(1);
  });
});

describe('alert rules', () => {
  it('of the configuration are read-only and say so, and can be tried', async () => {
    const page = await office.as('rina').open('/peringatan/aturan/negative-issue');
    expect(page.text).toContain('hanya dapat diubah di sana');
    expect(page.texts('main button')).toEqual([]);
    const tried = await office.as('rina').open('/peringatan/aturan/negative-issue?coba=7');
    expect(tried.textOf('.big-fact')).toMatch(/^Dalam 7 hari terakhir aturan ini akan mengirim \d+ peringatan, /);
    // Who may only read is not given weeks of work to do.
    expect((await office.as('ratna').open('/peringatan/aturan/negative-issue?coba=7')).all('.big-fact')).toEqual([]);
  });

  it('are tried before they are saved, made, changed, switched and removed', async () => {
    const rina = office.as('rina');
    const form = await rina.open('/peringatan/aturan/baru?jenis=agency-mention');
    const typed = {
      id: 'pdam-negatif',
      'options.agencies': 'PDAM, Dinkes',
      'options.minMentions': '2',
      'options.crisis.media': '5',
      'options.labels.positive': 'true',
    };
    const tried = await form.press('Coba 7 hari dulu', typed);
    expect(tried.status).toBe(200);
    expect(tried.textOf('.big-fact')).toContain('Dalam 7 hari terakhir');
    expect(await listAlertRules(seeded.db)).toEqual([]);
    expect(tried.all('input[name="options.minMentions"]')[0]?.attribs.value).toBe('2');

    const saved = await tried.press('Simpan', { 'options.minMentions': '3' });
    expect([saved.address, saved.textOf('.notice-done')]).toEqual([
      '/peringatan/aturan/pdam-negatif',
      'Aturan disimpan dan langsung berlaku.',
    ]);
    const [rule] = await listAlertRules(seeded.db);
    expect(rule).toMatchObject({ id: 'pdam-negatif', rule: 'agency-mention', enabled: true, author: 'Rina' });
    expect(rule?.options).toEqual({
      ...{ agencies: ['PDAM', 'Dinkes'], minMentions: 3, crisis: { media: 5 } },
      labels: ['negative', 'positive'],
    });

    const off = await (await rina.open('/peringatan/aturan')).press('Matikan');
    expect(off.texts('.plain-list li')[1]).toContain('Mati');
    expect((await listAlertRules(seeded.db))[0]?.enabled).toBe(false);
    const changed = await (await rina.open('/peringatan/aturan/pdam-negatif')).press('Simpan', {
      'options.agencies': 'PDAM',
      enabled: 'true',
    });
    expect(changed.status).toBe(200);
    expect((await listAlertRules(seeded.db))[0]).toMatchObject({ enabled: true, options: { agencies: ['PDAM'] } });
    const gone = await changed.press('Ya, hapus');
    expect(gone.address).toBe('/peringatan/aturan');
    expect(await listAlertRules(seeded.db)).toEqual([]);
  });

  it('say what is wrong with an option, when tried and when saved', async () => {
    const form = await office.as('rina').open('/peringatan/aturan/baru?jenis=agency-mention');
    const typed = { id: 'x', 'options.agencies': 'PDAM', 'options.minMentions': '0' };
    expect((await form.press('Coba 30 hari dulu', typed)).textOf('[role=alert]')).toContain('minMentions');
    const refused = await form.press('Simpan', typed);
    expect([refused.status, refused.text.includes('options.minMentions')]).toEqual([400, true]);
    const taken = await form.press('Simpan', { ...typed, id: 'negative-issue', 'options.minMentions': '1' });
    expect(taken.status).toBe(409);
  });

  it('has a form for every kind that the kind accepts as it stands, filled with its example', async () => {
    const rina = office.as('rina');
    const kinds = (await rina.open('/peringatan/aturan')).all('#aturan-baru + ul a');
    expect(kinds.length).toBeGreaterThanOrEqual(8);
    for (const { attribs } of kinds) {
      const page = await rina.open(attribs.href ?? '');
      expect(page.all('[name^="options."]').length, attribs.href).toBeGreaterThan(0);
    }
  });
});

describe('silences, routes and the queue', () => {
  it('makes a silence for hours and ends it', async () => {
    const hasan = office.as('hasan');
    const form = await hasan.open(`/peringatan/peredaman?isu=${seeded.issueIds[0]}`);
    const made = await form.press('Redam', {
      reason: 'perbaikan pipa',
      hours: '8',
      'match.levels': ['watch', 'alert'],
    });
    expect(made.textOf('.notice-done')).toBe('Peredaman berlaku.');
    const [silence] = await listSilences(seeded.db, now);
    expect(silence).toMatchObject({
      match: { issues: [seeded.issueIds[0]], levels: ['watch', 'alert'], topics: [] },
      ...{ reason: 'perbaikan pipa', author: 'Hasan', endsAt: new Date(now.getTime() + 8 * 3_600_000).toISOString() },
    });
    expect((await hasan.open('/peringatan')).textOf('#peredaman ~ ul')).toContain('perbaikan pipa');
    const ended = await made.press('Ya, akhiri');
    expect(await listSilences(seeded.db, now)).toEqual([]);
    expect(ended.text).toContain('diakhiri Hasan');
    const refused = await form.press('Redam', { reason: 'semuanya', 'match.issues': '' });
    expect([refused.status, refused.text.includes('tidak dapat diredam')]).toEqual([400, true]);
  });

  it('shows who gets what and when, without addresses', async () => {
    const page = await office.as('ratna').open('/peringatan/jalur');
    expect(page.textOf('.fact-grid')).toBe(
      'Untuktingkat Merah atau KrisisDiberi tahuTim Humas (surel)Digabung menuruttopik dan OPDMenunggu yang sekelompok30 detik' +
        'Jarak antarpesan5 menitBila 2 jam tidak ditanganiKabag (surel)',
    );
    expect(page.html).not.toContain('@wanasari.test');
  });

  it('sends again what was given up, one or all', async () => {
    await seeded.db
      .updateTable('outbox')
      .set({ state: 'dead', lastError: '550 tidak dikenal <humas@wanasari.test>', attempts: 9 })
      .execute();
    const page = await office.as('hasan').open('/peringatan/antrean?keadaan=dead');
    const all = page.texts('tbody tr').length;
    expect(page.html).not.toContain('@wanasari.test');
    const one = await page.press('Kirim ulang', {}, 'tbody tr:first-child');
    expect(one.texts('tbody tr')).toHaveLength(all - 1);
    const rest = await one.press('Ya, kirim ulang semuanya');
    expect(rest.texts('tbody tr')).toEqual([]);
    const { count } = await seeded.db
      .selectFrom('outbox')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('state', '=', 'pending')
      .executeTakeFirstOrThrow();
    expect(count).toBe(all);
    expect((await office.as('ratna').open('/peringatan/antrean')).texts('main button')).toEqual([]);
  });
});
