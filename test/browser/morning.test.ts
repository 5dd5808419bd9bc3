import type { APIRequestContext, Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Role } from '../../src/core/access.ts';
import { until } from '../support/demo-process.ts';
import { serve, type WebServer } from '../support/web-server.ts';
import { launch, phone, type Visitor, type VisitorOptions, visit } from './chromium.ts';
import { untilDemoIsFull } from './demo.ts';

const origin = inject('demoOrigin');
let browser: Browser;
let site: WebServer;

beforeAll(async () => {
  browser = await launch();
  await untilDemoIsFull(origin);
  site = await serve((request, response) => {
    if (request.url === '/umpan.xml') response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feed());
    else if (request.url === '/') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(front);
    else response.writeHead(404).end();
  });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const front =
  '<!doctype html><title>Warta Uji</title><link rel="alternate" type="application/rss+xml" title="Warta Uji" href="/umpan.xml"><h1>Warta Uji</h1>';

function feed(): string {
  const items = ['Jalan Desa Uji Berlubang', 'Air Bersih Desa Uji Mati', 'Pasar Desa Uji Ramai'].map(
    (title, index) =>
      `<item><title>${title}</title><link>${site.origin}/berita/${index}</link><guid>${site.origin}/berita/${index}</guid>` +
      `<pubDate>${new Date(Date.now() - (index + 1) * 3_600_000).toUTCString()}</pubDate><description>${title}, kata warga Banyuraga.</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Warta Uji</title><link>${site.origin}/</link>${items.join('')}</channel></rss>`;
}

/** Opens the demo and signs in by its page, as a person does. */
async function arrive(role: Role, name: string, options: Partial<VisitorOptions> = {}): Promise<Visitor> {
  const visitor = await visit(browser, { origin, ...options });
  await visitor.page.goto(`${origin}/masuk`);
  await visitor.page.getByRole('button', { name: `Masuk sebagai ${name}` }).click();
  await visitor.page.waitForURL(`${origin}/**`);
  const me = await (await visitor.context.request.get(`${origin}/api/v1/me`)).json();
  expect(JSON.stringify(me)).toContain(`"role":"${role}"`);
  return visitor;
}

async function ask<T>(request: APIRequestContext, path: string): Promise<T> {
  const answer = await request.get(`${origin}/api/v1${path}`);
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()}`);
  return answer.json();
}

/** What the page says when a form was carried out. */
async function press(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).filter({ visible: true }).first().click();
}

interface IssueFacts {
  readonly id: number;
  readonly agency: string | null;
  readonly state: string;
}

const issueOf = (request: APIRequestContext, id: number) =>
  ask<{ agency: { id: string } | string | null; state: string }>(request, `/issues/${id}`);

const openIssues = async (request: APIRequestContext) =>
  (await ask<{ items: IssueFacts[] }>(request, '/issues?limit=100')).items;

describe('the morning of', () => {
  it('the analyst: twenty mentions by keyboard, then the report edited, approved and sent', async () => {
    const { context, page, faults } = await arrive('analis', 'Analis');
    await page.goto(`${origin}/sebutan?belum=ya&lingkup=semua`);
    const ids = await page
      .locator('[data-triage]')
      .evaluateAll((items) => items.slice(0, 20).map((item) => Number(item.getAttribute('data-triage'))));
    expect(ids.length).toBe(20);
    const verdicts = ['negative', 'neutral', 'positive', 'irrelevant', 'correct'];
    await page.keyboard.press('j');
    for (const [place, id] of ids.entries()) {
      await page.keyboard.press(String((place % 5) + 1));
      await page.locator(`#s${id}[data-judged]:not([aria-busy])`).waitFor();
      const next = ids[place + 1];
      if (next !== undefined) await page.waitForFunction((next) => document.activeElement?.id === `s${next}`, next);
    }
    for (const [place, id] of ids.entries()) {
      const mention = await ask<{ correction: { verdict: string } | null }>(context.request, `/mentions/${id}`);
      expect(mention.correction?.verdict).toBe(verdicts[place % 5]);
    }

    await page.goto(`${origin}/laporan`);
    const yesterday = await page
      .locator('main a[href^="/laporan/"]')
      .evaluateAll((links) =>
        links.map((link) => link.getAttribute('href') ?? '').filter((href) => /\d{4}-\d\d-\d\d$/.test(href)),
      );
    const path = await until(async () => {
      for (const path of yesterday) {
        const { complete } = await ask<{ complete: boolean }>(context.request, path.replace('/laporan/', '/digests/'));
        if (complete) return path;
      }
      return null;
    }, 1);
    await page.goto(`${origin}${path}`);
    await page.getByRole('link', { name: 'Sunting', exact: true }).click();
    await page.locator('textarea[name=summary]').fill('Air bersih menjadi keluhan utama warga Banyuraga kemarin.');
    await press(page, 'Simpan suntingan');
    await page.waitForURL(`${origin}${path}**`);
    expect(await page.locator('main').textContent()).toContain('Suntingan disimpan');
    await press(page, 'Setujui');
    await page.getByText('Laporan disetujui.').waitFor();
    await page.getByText('Kirim koreksi', { exact: true }).first().click();
    await press(page, 'Ya, kirim koreksi');
    await page.getByText('Koreksi masuk antrean kirim.').waitFor();
    const mail = await until(async () => {
      await page.goto(`${origin}/kotak-surat`);
      return page
        .getByRole('link', { name: /koreksi/i })
        .first()
        .getAttribute('href', { timeout: 500 })
        .catch(() => null);
    }, 30);
    await page.goto(`${origin}${mail}`);
    expect(await page.frameLocator('iframe').locator('body').textContent()).toContain(
      'Air bersih menjadi keluhan utama',
    );
    expect(faults).toEqual([]);
    await context.close();
  });

  it('humas on a phone: from the mail of an alert to “saya tangani”', async () => {
    const { context, page, faults } = await visit(browser, { origin, viewport: phone });
    await page.goto(`${origin}/kotak-surat`);
    await page
      .getByRole('link', { name: /\[Kentongan\] (KRISIS|MERAH)/ })
      .first()
      .click();
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      page.frameLocator('iframe').locator('a[href*="/peringatan/"]').first().click(),
    ]);
    await opened.waitForLoadState();
    const address = opened.url();
    expect(address).toMatch(/\/peringatan\/\d+$/);
    await opened.getByRole('link', { name: 'Masuk untuk menangani' }).click();
    await opened.getByRole('button', { name: 'Masuk sebagai Humas' }).click();
    await opened.waitForURL(address);
    await press(opened, 'Saya tangani');
    await opened.getByText('Tercatat: Anda menangani peringatan ini.').waitFor();
    expect(await opened.locator('main').textContent()).toContain('Ditangani Sekar Anjani');
    expect(await opened.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
    const alert = await ask<{ acknowledged: { by: string } | null }>(
      context.request,
      `/alerts/${address.split('/').at(-1)}`,
    );
    expect(alert.acknowledged?.by).toBe('Sekar Anjani');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('an officer of an agency: sees its own issues only, and answers one that was passed on', async () => {
    const analyst = await arrive('analis', 'Analis');
    const issues = await openIssues(analyst.context.request);
    const officer = await arrive('opd', 'OPD');
    const mine = await openIssues(officer.context.request);
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.length).toBeLessThan(issues.length);
    const other = issues.find(({ id }) => !mine.some((issue) => issue.id === id));
    const issue = mine.find(({ state }) => state === 'baru');
    if (other === undefined || issue === undefined) throw new Error('no issue to answer, or none of another agency');
    expect((await officer.page.goto(`${origin}/isu/${other.id}`))?.status()).toBe(404);
    officer.faults.length = 0;

    await analyst.page.goto(`${origin}/isu/${issue.id}`);
    await analyst.page.getByText('Teruskan ke OPD', { exact: true }).first().click();
    await press(analyst.page, 'Teruskan ke OPD');
    await analyst.page.getByText('Status isu sekarang: diteruskan').waitFor();

    const { page } = officer;
    await page.goto(`${origin}/isu/${issue.id}`);
    await page.getByText('Tambah catatan', { exact: true }).click();
    await page.locator('textarea[name=note]').fill('Pompa cadangan dinyalakan pukul enam.');
    await press(page, 'Simpan catatan');
    await page.getByText('Catatan ditambahkan.').waitFor();
    expect(await page.locator('main').textContent()).toContain('Pompa cadangan dinyalakan');
    await press(page, 'Sudah ditanggapi');
    await page.getByText('Status isu sekarang: ditanggapi').waitFor();
    expect((await issueOf(analyst.context.request, issue.id)).state).toBe('ditanggapi');
    expect([...officer.faults, ...analyst.faults]).toEqual([]);
    await officer.context.close();
    await analyst.context.close();
  });

  it('the admin: adds a source by pasting its address, and sees it collected', async () => {
    const { context, page, faults } = await arrive('admin', 'Admin');
    await page.goto(`${origin}/sumber/tambah`);
    await page.getByLabel(/^Alamat situs, umpan, kanal/).fill(`${site.origin}/`);
    await press(page, 'Periksa');
    await page.waitForURL(/uji=\d+/);
    expect(await page.locator('main').textContent()).toContain('Jalan Desa Uji Berlubang');
    const add = page.getByRole('button', { name: 'Tambahkan dan mulai membaca' }).filter({ visible: true }).first();
    if ((await add.count()) === 0) await page.getByText('Tambahkan sumber ini').first().click();
    const basis = page.locator('input[name="legal.basis"]').first();
    if ((await basis.getAttribute('required')) !== null) {
      await page.locator('input[name="legal.purpose"]').first().fill('pemantauan isu publik');
      await basis.fill('UU 25/2009 tentang Pelayanan Publik');
    }
    const terms = page.locator('select[name="legal.terms"]').first();
    if (await terms.isVisible()) await terms.selectOption('public');
    await add.click();
    await page.getByText('Sumber ditambahkan dan segera dibaca.').waitFor();
    const address = page.url().replace(/[?#].*$/, '');
    await until(async () => {
      await page.goto(address);
      return (await page.locator('main').textContent())?.includes('Pasar Desa Uji Ramai');
    }, 30);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('pimpinan: reads everything, and finds nothing that changes anything', async () => {
    const { context, page, faults } = await arrive('pimpinan', 'Pimpinan');
    const [issue] = await openIssues(context.request);
    const paths = [
      '/',
      '/isu',
      `/isu/${issue?.id}`,
      '/sebutan',
      '/peringatan',
      '/pertanyaan',
      '/laporan',
      '/opd',
      '/hoaks',
    ];
    for (const path of [...paths, '/sumber', '/leksikon', '/peringatan/aturan', '/peringatan/peredaman']) {
      expect((await page.goto(`${origin}${path}`))?.status(), path).toBe(200);
      const forms = await page
        .locator('main form[method=post]')
        .evaluateAll((all) => all.map((form) => form.getAttribute('action')));
      expect(forms, path).toEqual([]);
    }
    const answer = await context.request.post(`${origin}/api/v1/issues/${issue?.id}/notes`, {
      headers: { origin, 'sec-fetch-site': 'same-origin' },
      data: { note: 'tidak boleh' },
    });
    expect(answer.status()).toBe(403);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('the auditor: finds a change in the trail, and checks the chain', async () => {
    const analyst = await arrive('analis', 'Analis');
    const issue = (await openIssues(analyst.context.request)).at(-1);
    await analyst.page.goto(`${origin}/isu/${issue?.id}`);
    await analyst.page.getByText('Tambah catatan', { exact: true }).click();
    await analyst.page.locator('textarea[name=note]').fill('Untuk auditor.');
    await press(analyst.page, 'Simpan catatan');
    await analyst.page.getByText('Catatan ditambahkan.').waitFor();
    await analyst.context.close();

    const { context, page, faults } = await arrive('auditor', 'Auditor');
    await page.goto(`${origin}/pengaturan/audit`);
    await page.getByLabel('Objek, misalnya isu: issue:12').fill(`issue:${issue?.id}`);
    await press(page, 'Saring');
    await page.waitForURL(/objek=/);
    const row = page.locator('.audit-table tbody tr').first();
    expect(await row.textContent()).toContain('Bagas Wirawan');
    await page.goto(`${origin}/pengaturan/audit`);
    await press(page, 'Periksa');
    await page.waitForURL(/periksa=ya/);
    expect(await page.locator('#periksa .notice strong').textContent()).toBe('Utuh');
    expect(faults).toEqual([]);
    await context.close();
  });
});
