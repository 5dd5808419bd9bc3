import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeOver } from '../../src/jobs/province/take-over.ts';
import { testNow } from '../support/make.ts';
import { hosts, openProvinceSite, type ProvinceSite } from '../support/province-site.ts';

let site: ProvinceSite;
const ask: ProvinceSite['ask'] = (...asked) => site.ask(...asked);
const json = async (...asked: Parameters<typeof ask>) => JSON.parse((await ask(...asked)).body);

beforeAll(async () => {
  site = await openProvinceSite('rahasia-analis-provinsi-uji-0123456789');
});
afterAll(() => site.close());

describe('the province’s own host name', () => {
  test('shows its regencies side by side, in the order that is asked for', async () => {
    const { status, body } = await ask(hosts.province, '/provinsi?urut=nama');
    expect(status).toBe(200);
    expect(body).toContain('Provinsi Jawa Timur');
    expect(body.indexOf('Kabupaten Jombang')).toBeLessThan(body.indexOf('Kabupaten Mojokerto'));
    expect(body).toContain('aria-sort="ascending"');
    expect(body).toContain('belum diketahui');
    expect(body).not.toContain('Tidak ada kabar lebih dari 15 menit');
    expect((await ask(hosts.province, '/')).location).toBe('/provinsi');
  });

  test('answers the same through its API', async () => {
    const { items } = await json(hosts.province, '/api/v1/province/regencies');
    expect(items).toMatchObject([
      { code: '35.16', today: { mentions: 1, negatives: 1 }, usual: null, negativesPerThousand: null, openIssues: 1 },
      { code: '35.17', unheard: false, sources: 5 },
    ]);
    const days = await json(hosts.province, '/api/v1/province/days?regency=35.17');
    expect(days.items).toMatchObject([{ regency: '35.17', mentions: 1 }]);
    const csv = await ask(hosts.province, '/api/v1/province/regencies?format=csv');
    expect(csv.body).toContain('negatif-per-1000');
  });

  test('finds the event that is an issue in both', async () => {
    const { items } = await json(hosts.province, '/api/v1/province/issues');
    expect(items).toMatchObject([{ regencies: ['35.16', '35.17'], mentionCount: 2, attention: 'alert' }]);
    expect(JSON.stringify(items)).not.toContain('keys');
    const list = await ask(hosts.province, '/lintas');
    expect(list.body).toContain('Mulai di Kabupaten Mojokerto, lalu Kabupaten Jombang');
    const [card] = items[0].cards;
    const page = await ask(hosts.province, `/lintas/${card.regency}/${card.issueId}`);
    expect(page.body).toContain(`href="http://mojokerto.test/isu/${card.issueId}"`);
    expect(page.body).not.toContain('karung pasir');
  });

  test('shows a regency with the way to its own dashboard, and only regencies that there are', async () => {
    const { status, body } = await ask(hosts.province, '/provinsi/35.17');
    expect([status, body.includes('href="http://jombang.test"')]).toEqual([200, true]);
    expect((await ask(hosts.province, '/provinsi/35.18')).status).toBe(404);
  });

  test('opens to nobody who has not signed in', async () => {
    expect((await ask(hosts.province, '/provinsi', { as: null })).location).toMatch(/^\/masuk/);
    for (const path of ['regencies', 'issues', 'days']) {
      expect((await ask(hosts.province, `/api/v1/province/${path}`, { as: null })).status).toBe(401);
    }
    expect((await ask(hosts.province, '/masuk', { as: null })).status).toBe(200);
  });

  test('has what its people need and no issues of its own; a regency has no province’s pages', async () => {
    for (const path of ['/sumber', '/hoaks/paket', '/api-dok']) {
      expect([path, (await ask(hosts.province, path)).status]).toEqual([path, 200]);
    }
    for (const path of ['/isu', '/peringatan', '/api/v1/issues']) {
      expect([path, (await ask(hosts.province, path)).status]).toEqual([path, 404]);
    }
    for (const path of ['/provinsi', '/lintas', '/api/v1/province/regencies']) {
      expect([path, (await ask(hosts.first, path)).status]).toEqual([path, 404]);
    }
  });
});

describe('sharing an issue', () => {
  test('shows it to those it was shared with, marked as another’s, until it is taken back', async () => {
    const { items } = await json(hosts.first, '/api/v1/issues');
    const { id } = items[0];
    const page = await ask(hosts.first, `/isu/${id}`);
    expect(page.body).toContain('Bagikan isu ini');
    const share = (to: string) =>
      ask(hosts.first, `/api/v1/issues/${id}/shares`, {
        method: 'POST',
        body: { to, reason: 'Tanggul di perbatasan kita.' },
      });
    expect([(await share('35.17')).status, (await share('province')).status]).toEqual([200, 200]);
    expect([(await share('35.16')).status, (await share('35.18')).status]).toEqual([400, 400]);

    for (const host of [hosts.second, hosts.province]) {
      const list = await ask(host, '/dibagikan');
      expect(list.body).toContain('Dari Kabupaten Mojokerto');
      const shown = await ask(host, `/dibagikan/35.16/${id}`);
      expect(shown.body).toContain('Milik Kabupaten Mojokerto');
      expect(shown.body).toContain('karung pasir');
    }
    expect((await json(hosts.second, '/api/v1/issues')).items).toHaveLength(1);
    expect((await json(hosts.second, '/api/v1/shares')).items).toHaveLength(1);
    expect((await json(hosts.first, '/api/v1/shares')).items).toEqual([]);

    const taken = await ask(hosts.first, `/api/v1/issues/${id}/shares/35.17`, { method: 'DELETE' });
    expect(taken.status).toBe(200);
    expect((await ask(hosts.second, `/dibagikan/35.16/${id}`)).status).toBe(404);
    expect((await ask(hosts.province, `/dibagikan/35.16/${id}`)).status).toBe(200);
    const again = await ask(hosts.first, `/api/v1/issues/${id}/shares/35.17`, { method: 'DELETE' });
    expect(again.status).toBe(404);
    const audit = await site
      .dbOf('r35_16')
      .selectFrom('audit')
      .select(['action', 'who'])
      .where('action', 'like', 'issue.%')
      .orderBy('id')
      .execute();
    expect(audit).toEqual([
      { action: 'issue.share', who: 'Ani' },
      { action: 'issue.share', who: 'Ani' },
      { action: 'issue.unshare', who: 'Ani' },
    ]);
  });
});

test('the link of the first admin is said when the pages start, and holds when they are opened', async () => {
  const [, link = ''] = /Provinsi Jawa Timur.*\n\s+http:\/\/jatim\.test(\S+)\n/.exec(site.said) ?? [];
  expect(link).toMatch(/^\/undangan\/[\w-]{43}$/);
  expect((await ask(hosts.province, '/provinsi')).status).toBe(200);
  const page = await ask(hosts.province, link, { as: null });
  expect([page.status, page.body.includes('name="password"')]).toEqual([200, true]);
});

describe('what others have shown', () => {
  const trail = async (schema: 'shared' | 'r35_17') =>
    (
      await site
        .dbOf(schema)
        .selectFrom('audit')
        .select(['who', 'action', 'object'])
        .where('action', 'like', 'province.%')
        .orderBy('id')
        .execute()
    ).map(({ who, action, object }) => `${who} ${action} ${object}`);

  test('leaves a line on the reader’s trail, on the page and through the API; what is not there leaves none', async () => {
    const { items } = await json(hosts.first, '/api/v1/issues');
    const { id } = items[0];
    const reason = 'Tanggul di perbatasan kita.';
    await ask(hosts.first, `/api/v1/issues/${id}/shares`, { method: 'POST', body: { to: '35.17', reason } });
    const before = await trail('r35_17');
    await ask(hosts.second, '/dibagikan');
    expect((await ask(hosts.second, `/dibagikan/35.16/${id}`)).status).toBe(200);
    expect((await ask(hosts.second, `/api/v1/shares/35.16/${id}`)).status).toBe(200);
    await ask(hosts.second, '/api/v1/shares');
    expect((await ask(hosts.second, '/dibagikan/35.16/999999')).status).toBe(404);
    expect((await ask(hosts.second, '/api/v1/shares/35.16/999999')).status).toBe(404);
    expect((await trail('r35_17')).slice(before.length)).toEqual([
      'Ani province.read share:*',
      `Ani province.read share:35.16/${id}`,
      `Ani province.read share:35.16/${id}`,
      'Ani province.read share:*',
    ]);
    expect(await trail('shared')).toContain(`Ani province.read share:35.16/${id}`);
  });
});

describe('a keyword pack of the province', () => {
  const pack = {
    ...{ id: 'tanggul', title: 'Tanggul', stage: 'none', from: null, to: null },
    ...{ purpose: 'Memantau tanggul', basis: 'Tugas pokok BPBD', candidates: [] },
    keywords: [{ text: 'tanggul jebol', theme: 'tanggul', near: [] }],
  };
  const put = (host: string, body: typeof pack) =>
    ask(host, `/api/v1/keyword-packs/${body.id}`, { method: 'PUT', body });
  const takeOverNow = () =>
    takeOver({ db: site.dbOf('r35_16'), zone: 'Asia/Jakarta', province: 'Provinsi Jawa Timur' }, testNow);
  const copy = { ...pack, id: 'provinsi-tanggul' };

  test('is read in a regency and changed by nobody there, whichever way is tried', async () => {
    expect((await put(hosts.province, pack)).status).toBe(200);
    await takeOverNow();
    const path = `/api/v1/keyword-packs/${copy.id}`;
    expect(await json(hosts.first, path)).toMatchObject({ title: 'Tanggul', keywords: [{ text: 'tanggul jebol' }] });
    const before = (await ask(hosts.first, path)).body;
    const refused = async (answer: ReturnType<typeof ask>) => {
      const { status, body } = await answer;
      expect([status, JSON.parse(body).type]).toEqual([403, 'urn:kentongan:problem:of-the-province']);
    };
    await refused(put(hosts.first, { ...copy, title: 'Diubah' }));
    await refused(ask(hosts.first, path, { method: 'DELETE' }));
    const lines = { ...{ id: copy.id, title: 'Diubah', purpose: 'Uji coba', basis: 'Uji coba', replace: true } };
    await refused(
      ask(hosts.first, '/api/v1/keyword-packs', { method: 'POST', body: { ...lines, keywords: 'air | air' } }),
    );
    await refused(put(hosts.first, { ...copy, id: 'provinsi-buatan-sendiri' }));
    expect((await ask(hosts.first, path)).body).toBe(before);
  });

  test('has no form in a regency, and one where it is at home', async () => {
    const shown = await ask(hosts.first, `/hoaks/paket/${copy.id}`);
    expect([shown.status, shown.body.includes(`/hoaks/paket/${copy.id}/ubah`)]).toEqual([200, false]);
    expect((await ask(hosts.first, `/hoaks/paket/${copy.id}/ubah`)).status).toBe(404);
    expect((await ask(hosts.province, '/hoaks/paket/tanggul/ubah')).status).toBe(200);
  });

  test('changes in a regency when the province changes it, beside packs of the regency’s own', async () => {
    expect((await put(hosts.first, { ...pack, id: 'milik-sendiri' })).status).toBe(200);
    expect((await put(hosts.province, { ...pack, title: 'Tanggul dan sungai' })).status).toBe(200);
    await takeOverNow();
    expect(await json(hosts.first, `/api/v1/keyword-packs/${copy.id}`)).toMatchObject({ title: 'Tanggul dan sungai' });
    const { items } = await json(hosts.first, '/api/v1/keyword-packs');
    expect(items.map(({ id }: { id: string }) => id).sort()).toEqual(['milik-sendiri', copy.id]);
    expect((await ask(hosts.province, '/api/v1/keyword-packs/milik-sendiri')).status).toBe(404);
  });
});
