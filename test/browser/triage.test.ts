import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { peopleWith } from '../api/people.ts';
import { type Seeded, seed } from '../api/seed.ts';
import { servePages } from '../web/serve-pages.ts';
import { launch } from './chromium.ts';

const analyst = 'token-analis-yang-cukup-panjang';

let seeded: Seeded;
let server: Listening;
let browser: Browser;

beforeAll(async () => {
  seeded = await seed();
  server = await servePages(seeded.db, {}, { people: peopleWith({ [analyst]: { name: 'Rina' } }) });
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await closeDatabase(seeded.db);
});

async function open(path: string): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const context = await browser.newContext({ extraHTTPHeaders: { authorization: `Bearer ${analyst}` } });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${server.origin}${path}`);
  return { context, page, faults };
}

const verdictOf = async (id: number) =>
  (await seeded.db.selectFrom('corrections').select('verdict').where('mentionId', '=', id).executeTakeFirst())
    ?.verdict ?? null;

describe('judging by keys', () => {
  it('moves, judges, goes on and takes back without loading the page anew', async () => {
    const { context, page, faults } = await open('/sebutan?belum=ya&lingkup=semua');
    const [first = 0, second = 0] = await page
      .locator('[data-triage]')
      .evaluateAll((items) => items.map((item) => Number(item.getAttribute('data-triage'))));
    const focused = () => page.evaluate(() => document.activeElement?.id ?? '');
    await page.evaluate(() => document.documentElement.setAttribute('data-still-here', ''));

    await page.keyboard.press('j');
    expect(await focused()).toBe(`s${first}`);
    await page.keyboard.press('Enter');
    expect(await page.locator(`#s${first} .mention details[open]`).count()).toBe(1);
    await page.keyboard.press('2');
    await page.locator(`#s${first}[data-judged]`).waitFor();
    expect(await verdictOf(first)).toBe('neutral');
    expect(await page.locator(`#s${first} .triage-said`).textContent()).toBe('Diperiksa Rina: netral');
    expect(await page.locator(`#s${first} .mention-verdict .chip`).first().textContent()).toBe('=Netral');
    await page.waitForFunction((id) => document.activeElement?.id === id, `s${second}`);

    await page.keyboard.press('k');
    expect(await focused()).toBe(`s${first}`);
    await page.keyboard.press('u');
    await page.locator(`#s${first}:not([data-judged])`).waitFor();
    expect(await verdictOf(first)).toBeNull();

    await page.locator(`#s${second} button[value=irrelevant]`).click();
    await page.locator(`#s${second} button[value=irrelevant][aria-pressed=true]`).waitFor();
    expect(await verdictOf(second)).toBe('irrelevant');
    expect(await page.evaluate(() => document.documentElement.hasAttribute('data-still-here'))).toBe(true);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('shows the keys, leaves typing alone, and can be switched off for good', async () => {
    const { context, page } = await open('/sebutan?q=air');
    await page.locator('.mention-search').first().waitFor();
    await page.keyboard.press('?');
    expect(await page.locator('.keys[open]').count()).toBe(1);
    await page.locator('#cari').focus();
    await page.keyboard.press('j');
    expect(await page.locator('#cari').inputValue()).toContain('j');
    await page.locator('[data-keys-switch]').click();
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-triage'))).toBe(false);
    await page.reload();
    expect(await page.locator('[data-keys-switch]').getAttribute('aria-pressed')).toBe('false');
    await context.close();
  });

  it('tells when a verdict could not be saved, and keeps what was shown', async () => {
    const { context, page } = await open('/sebutan?belum=ya&lingkup=semua');
    await page.route('**/verdict', (route) => route.abort());
    await page.locator('[data-triage] button[value=positive]').first().click();
    await page.locator('.triage-fault').waitFor();
    expect(await page.locator('.triage-fault').textContent()).toContain('Tidak tersimpan');
    expect(await page.locator('[data-triage]').first().getAttribute('data-judged')).toBeNull();
    await context.close();
  });
});
