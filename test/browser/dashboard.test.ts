import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoProcess, startDemo, until } from '../support/demo-process.ts';

let demo: DemoProcess;
let browser: Browser;

beforeAll(async () => {
  demo = await startDemo();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  await until(
    async () => (await (await fetch(`${demo.origin}/kotak-surat`)).text()).includes('Laporan harian'),
    60,
    demo.log,
  );
}, 120_000);
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

/** A page that collects everything that should not happen: errors, refused content, requests to anywhere else. */
async function open(
  path: string,
  options: { javaScriptEnabled?: boolean; width?: number } = {},
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({
    javaScriptEnabled: options.javaScriptEnabled ?? true,
    viewport: { width: options.width ?? 1280, height: 900 },
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(demo.origin) && !request.url().startsWith('data:'))
      faults.push(`request: ${request.url()}`);
  });
  await page.goto(`${demo.origin}${path}`);
  return { page, faults };
}

describe('the dashboard in Chromium', () => {
  it('shows the situation, leads to an issue and highlights its evidence', async () => {
    const { page, faults } = await open('/');
    expect(await page.locator('h1').textContent()).toMatch(/isu merah/);
    await page.locator('main a[href^="/isu/"]').first().click();
    await page.waitForURL(/\/isu\/\d+/);
    expect(await page.locator('mark').count()).toBeGreaterThan(5);
    expect(faults).toEqual([]);
  });

  it('searches mentions from the form', async () => {
    const { page, faults } = await open('/sebutan');
    await page.getByLabel('Cari kata').fill('keluhan');
    await page.getByRole('button', { name: 'Cari' }).click();
    await page.waitForURL(/q=keluhan/);
    expect(await page.locator('mark', { hasText: /mengeluhkan|dikeluhkan|keluhan/i }).count()).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  it('shows a mail as it was received', async () => {
    const { page, faults } = await open('/kotak-surat');
    await page
      .getByRole('link', { name: /KRISIS|MERAH/ })
      .first()
      .click();
    await page.waitForURL(/\/kotak-surat\/\d+/);
    const mail = page.frameLocator('iframe').first();
    expect(await mail.locator('body').textContent()).toMatch(/PERINGATAN (KRISIS|MERAH)/);
    expect(faults).toEqual([]);
  });

  it.each([
    '/',
    '/peringatan',
    '/isu',
    '/sebutan',
    '/pertanyaan',
    '/hoaks',
    '/laporan',
    '/akun',
    '/sumber',
    '/kotak-surat',
  ])('%s reads without scripts and on a phone', async (path) => {
    const { page, faults } = await open(path, { javaScriptEnabled: false, width: 390 });
    expect((await page.locator('main').textContent())?.length).toBeGreaterThan(100);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    expect(faults).toEqual([]);
  });
});
