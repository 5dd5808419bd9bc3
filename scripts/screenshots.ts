/**
 * Takes the pictures of the pages in `docs/images/` from the demo, on a desktop and on a phone:
 *
 *   npm run build && node --import tsx scripts/screenshots.ts [FOLDER] [ORIGIN]
 *
 * FOLDER is `docs/images` if absent; ORIGIN is a demo that runs already, else one is started and waited for. Needs Chromium.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Role } from '../src/core/access.ts';
import { desktop, launch, phone, visit } from '../test/browser/chromium.ts';
import { startDemo, until } from '../test/support/demo-process.ts';

/** A picture in the documentation is not larger than this. */
const maxBytes = 300_000;

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly role?: Role;
  readonly onPhone?: true;
  readonly isDark?: true;
  /** Brought to the top of the picture. */
  readonly from?: string;
}

const [folder = 'docs/images', running] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const demo = running === undefined ? await startDemo() : null;
const origin = running ?? demo?.origin ?? '';
const browser = await launch();
try {
  await until(async () => (await read('/kotak-surat')).includes('Laporan harian'), 120);
  for (const shot of await listShots()) await take(browser, shot);
} finally {
  await browser.close();
  await demo?.stop();
}

async function read(path: string): Promise<string> {
  return (await fetch(`${origin}${path}`)).text();
}

async function listShots(): Promise<readonly Shot[]> {
  const issues = (await (await fetch(`${origin}/api/v1/issues?limit=50`)).json()) as { items: { id: number }[] };
  const issue = `/isu/${issues.items[0]?.id}`;
  const mention = /href="(\/sebutan\/\d+)"/.exec(await read(issue))?.[1] ?? '/sebutan';
  const report = /href="(\/laporan\/\d{4}-\d\d-\d\d)"/g;
  const reports = [...(await read('/laporan')).matchAll(report)].map(([, path = '']) => path).sort();
  const yesterday = reports.at(-2) ?? reports.at(-1) ?? '/laporan';
  const alert = /href="(\/peringatan\/\d+)"/.exec(await read('/peringatan'))?.[1] ?? '/peringatan';
  return [
    { name: 'dashboard', path: '/', role: 'analis' },
    { name: 'halaman-hari-ini-ponsel', path: '/', role: 'humas', onPhone: true },
    { name: 'halaman-hari-ini-gelap', path: '/', role: 'pimpinan', isDark: true },
    { name: 'halaman-isu-daftar-desktop', path: '/isu', role: 'analis' },
    { name: 'halaman-isu-desktop', path: issue, role: 'analis' },
    { name: 'halaman-isu-ponsel', path: issue, role: 'humas', onPhone: true },
    { name: 'halaman-isu-gelap-ponsel', path: issue, role: 'humas', onPhone: true, isDark: true },
    { name: 'halaman-sebutan-desktop', path: '/sebutan?belum=ya&lingkup=semua', role: 'analis' },
    { name: 'halaman-sebutan-ponsel', path: '/sebutan?q=air', role: 'pimpinan', onPhone: true },
    { name: 'halaman-satu-sebutan-desktop', path: mention, role: 'analis' },
    { name: 'halaman-peringatan-desktop', path: '/peringatan', role: 'humas' },
    { name: 'halaman-peringatan-ponsel', path: alert, role: 'humas', onPhone: true },
    { name: 'halaman-aturan-desktop', path: '/peringatan/aturan', role: 'admin' },
    { name: 'halaman-pertanyaan-desktop', path: '/pertanyaan', role: 'humas' },
    { name: 'halaman-peta-desktop', path: '/peta', role: 'pimpinan' },
    { name: 'halaman-grafik-desktop', path: '/grafik', role: 'pimpinan' },
    { name: 'halaman-grafik-ponsel', path: '/grafik', role: 'pimpinan', onPhone: true, from: '.charts' },
    { name: 'halaman-opd-desktop', path: '/opd', role: 'pimpinan' },
    { name: 'halaman-opd-petugas-ponsel', path: '/', role: 'opd', onPhone: true },
    { name: 'halaman-hoaks-desktop', path: '/hoaks', role: 'analis' },
    { name: 'halaman-laporan-desktop', path: yesterday, role: 'analis' },
    { name: 'halaman-laporan-sunting-desktop', path: `${yesterday}/sunting`, role: 'analis' },
    { name: 'halaman-sumber-desktop', path: '/sumber', role: 'admin' },
    { name: 'halaman-sumber-tambah-ponsel', path: '/sumber/tambah', role: 'admin', onPhone: true },
    { name: 'halaman-leksikon-desktop', path: '/leksikon/keruh?bobot=-3', role: 'analis' },
    { name: 'halaman-pengguna-desktop', path: '/pengaturan', role: 'admin' },
    { name: 'halaman-audit-desktop', path: '/pengaturan/audit?periksa=ya', role: 'auditor' },
    { name: 'halaman-privasi-desktop', path: '/privasi', role: 'admin' },
    { name: 'halaman-api-desktop', path: '/api-dok/issues' },
    { name: 'halaman-masuk-ponsel', path: '/masuk', onPhone: true },
  ];
}

async function take(browser: Browser, { name, path, role, onPhone, isDark, from }: Shot): Promise<void> {
  const { context, page, faults } = await visit(browser, {
    origin,
    viewport: onPhone ? phone : desktop,
    dark: isDark ?? false,
    ...(role === undefined ? {} : { role }),
  });
  await page.goto(`${origin}${path}`, { waitUntil: 'load' });
  if (from !== undefined)
    await page
      .locator(from)
      .first()
      .evaluate((element) => element.scrollIntoView());
  // Pictures that come into view are loaded late.
  await page.waitForFunction(() =>
    [...document.images].every((image) => image.complete || image.getBoundingClientRect().top > innerHeight),
  );
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  await context.close();
  const { size } = statSync(file);
  console.log(`${String(Math.round(size / 1000)).padStart(4)} KB ${file}${size > maxBytes ? ' TOO LARGE' : ''}`);
  for (const fault of faults) console.log(`     ${fault}`);
}
