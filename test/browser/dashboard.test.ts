import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, visit } from './chromium.ts';
import { untilDemoIsFull } from './demo.ts';

const origin = inject('demoOrigin');
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
  await untilDemoIsFull(origin);
});
afterAll(() => browser.close());

describe('what a guest of the demo reads', () => {
  it('shows the situation, leads to an issue and highlights its evidence', async () => {
    const { context, page, faults } = await visit(browser, { origin });
    await page.goto(origin);
    expect(await page.locator('main').textContent()).toMatch(/merah/i);
    await page.locator('main a[href^="/isu/"]').first().click();
    await page.waitForURL(/\/isu\/\d+/);
    expect(await page.locator('mark').count()).toBeGreaterThan(5);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('searches mentions from the form', async () => {
    const { context, page, faults } = await visit(browser, { origin });
    await page.goto(`${origin}/sebutan`);
    await page.locator('#cari').fill('keluhan');
    await page.locator('#cari').press('Enter');
    await page.waitForURL(/q=keluhan/);
    expect(await page.locator('mark', { hasText: /mengeluhkan|dikeluhkan|keluhan/i }).count()).toBeGreaterThan(0);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('shows a mail as it was received', async () => {
    const { context, page, faults } = await visit(browser, { origin });
    await page.goto(`${origin}/kotak-surat`);
    await page
      .getByRole('link', { name: /KRISIS|MERAH/ })
      .first()
      .click();
    await page.waitForURL(/\/kotak-surat\/\d+/);
    const mail = page.frameLocator('iframe').first();
    expect(await mail.locator('body').textContent()).toMatch(/PERINGATAN (KRISIS|MERAH)/);
    expect(faults).toEqual([]);
    await context.close();
  });
});
