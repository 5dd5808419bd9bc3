import { chromium } from 'playwright-core';

/** How soon a page can be used in a fresh browser (DOM ready and its scripts run), and how much it weighs, with and without charts. */
export async function timeInChromium(
  { origin, token }: { readonly origin: string; readonly token: string },
  paths: readonly string[],
): Promise<readonly string[]> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const rows: string[] = [];
  for (const path of paths) {
    const context = await browser.newContext({ extraHTTPHeaders: { authorization: `Bearer ${token}` } });
    const page = await context.newPage();
    let bytes = 0;
    let charts = 0;
    page.on('response', async (response) => {
      const size = (await response.body().catch(() => Buffer.alloc(0))).byteLength;
      if (new URL(response.url()).pathname.startsWith('/grafik/')) charts += size;
      else bytes += size;
    });
    await page.goto(origin + path, { waitUntil: 'load' });
    const usable = await page.evaluate<number>(
      "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd",
    );
    const loaded = await page.evaluate<number>("performance.getEntriesByType('navigation')[0].loadEventEnd");
    const kilobytes = (size: number) => `${(size / 1024).toFixed(0)} KB`;
    rows.push(
      `Chromium ${path.padEnd(14)} usable ${usable.toFixed(0).padStart(5)} ms, loaded ${loaded.toFixed(0).padStart(5)} ms, ${kilobytes(bytes)} and ${kilobytes(charts)} of charts`,
    );
    await context.close();
  }
  await browser.close();
  return rows;
}
