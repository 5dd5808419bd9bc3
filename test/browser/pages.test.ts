import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { desktop, launch, phone, type Visitor, visit } from './chromium.ts';
import { untilDemoIsFull } from './demo.ts';
import { type Example, listExamples } from './page-list.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const origin = inject('demoOrigin');
/** W: what a page may weigh, in bytes as they are sent. */
const withoutCharts = 150 * 1024;
const withCharts = 400 * 1024;

let browser: Browser;
let examples: readonly Example[];

beforeAll(async () => {
  browser = await launch();
  await untilDemoIsFull(origin);
  const admin = await visit(browser, { origin, role: 'admin' });
  examples = await listExamples(admin.context.request, origin);
  await admin.context.close();
});
afterAll(() => browser.close());

/**
 * A browser for guests and one for the admin, and what each page is seen with.
 * @param prepare does something with each of the two before it opens anything
 */
async function everyPage(
  options: { viewport: { width: number; height: number }; dark?: boolean; scripts?: boolean },
  look: (visitor: Visitor, example: Example) => Promise<void>,
  prepare: (visitor: Visitor) => Promise<void> = async () => {},
): Promise<string[]> {
  const guest = await visit(browser, { origin, ...options });
  const admin = await visit(browser, { origin, role: 'admin', ...options });
  for (const visitor of [guest, admin]) await prepare(visitor);
  for (const example of examples) {
    const visitor = example.role === null ? guest : admin;
    const answer = await visitor.page.goto(`${origin}${example.path}`);
    if (answer?.status() !== 200) visitor.faults.push(`${example.path}: ${answer?.status()}`);
    await look(visitor, example);
  }
  const faults = [...guest.faults, ...admin.faults];
  await guest.context.close();
  await admin.context.close();
  return faults;
}

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

async function violationsOf(page: Page): Promise<readonly Violation[]> {
  // Put in by the test's own door: the pages' policy lets no foreign script in.
  await page.evaluate(axeSource);
  return page.evaluate(async (tags) => {
    const run = (globalThis as unknown as { axe: { run(root: object, options: object): Promise<unknown> } }).axe.run;
    const { violations } = (await run(document, { runOnly: tags, resultTypes: ['violations'], iframes: false })) as {
      violations: Violation[];
    };
    return violations;
  }, levels);
}

function say(example: Example, violations: readonly Violation[]): string[] {
  return violations.map(
    ({ id, help, nodes }) =>
      `${example.path}: ${id}, ${help}; ${nodes.length} × ${JSON.stringify(nodes[0]?.target)} ${nodes[0]?.failureSummary ?? ''}`,
  );
}

/** Runs in the page: what is wrong with where the focus stands, or null. */
function stopFault(): string | null {
  const here = document.activeElement;
  if (here === null || here === document.body) return null;
  const name = `${here.tagName} ${(here.textContent ?? '').trim().slice(0, 40)}`;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(here);
  const isMarked = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  if (!isMarked) return `focus is not seen on ${name}`;
  const { width, height } = here.getBoundingClientRect();
  return width > 0 && height > 0 ? null : `focus is on something hidden: ${name}`;
}

/** Only looks, so all walk at the same time. */
describe.concurrent('every page', () => {
  it.each([
    ['on a desktop in light', { viewport: desktop }],
    ['on a phone in dark', { viewport: phone, dark: true }],
  ] as const)('keeps WCAG 2.2 AA as far as axe can tell, %s', async (_name, options) => {
    const found: string[] = [];
    const faults = await everyPage(options, async ({ page }, example) => {
      // Mails and reports are sent without any right, also for the timers of axe: looked at as a mail program shows them.
      if (!example.isShell) {
        const html = await page.content();
        await page.goto('about:blank');
        await page.setContent(html);
      }
      found.push(...say(example, await violationsOf(page)));
    });
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('reads without scripts on a phone, with nothing beside the screen', async () => {
    const found: string[] = [];
    const faults = await everyPage({ viewport: phone, scripts: false }, async ({ page }, { path, isShell }) => {
      const text = (await page.locator(isShell ? 'main' : 'body').textContent()) ?? '';
      if (text.trim().length < 40) found.push(`${path}: ${text.length} characters`);
      if (isShell && (await page.locator('main h1').count()) !== 1) found.push(`${path}: not one heading`);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (isShell && width > phone.width) found.push(`${path}: ${width} px wide`);
    });
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('is reached by keyboard: the first stop skips the menu, every stop is seen, none is a trap', async () => {
    const found: string[] = [];
    await everyPage({ viewport: desktop }, async ({ page }, { path, isShell }) => {
      if (!isShell) return;
      await page.keyboard.press('Tab');
      const skip = await page.evaluate(() => document.activeElement?.getAttribute('href') ?? '');
      if (!skip.startsWith('#')) return void found.push(`${path}: first stop is ${skip}`);
      for (let stop = 0; stop < 12; stop++) {
        const fault = await page.evaluate(stopFault);
        if (fault !== null) found.push(`${path}: ${fault}`);
        await page.keyboard.press('Tab');
      }
      await page.goto(`${origin}${path}`);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      const isInside = await page.evaluate(
        (id) => document.activeElement?.id === id.slice(1) || location.hash === id,
        skip,
      );
      if (!isInside) found.push(`${path}: skipping leads nowhere`);
    });
    expect(found).toEqual([]);
  });

  it('weighs no more than it may', async () => {
    const heavy: string[] = [];
    const weights: [string, number][] = [];
    let sent = 0;
    await everyPage(
      { viewport: desktop },
      async ({ page }, { path }) => {
        const hasCharts = (await page.locator('img[src*=".svg"], img[src^="data:"], iframe.document').count()) > 0;
        weights.push([path, sent]);
        if (sent > (hasCharts ? withCharts : withoutCharts)) heavy.push(`${path}: ${Math.round(sent / 1024)} KB`);
        // Whatever the page still asks for is not the next one's.
        await page.goto('about:blank');
        sent = 0;
      },
      async ({ page, context }) => {
        const cdp = await context.newCDPSession(page);
        await cdp.send('Network.enable');
        // Nothing is kept from the page before.
        await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
        cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
          sent += encodedDataLength;
        });
      },
    );
    // biome-ignore lint/suspicious/noConsole: what each page weighs is asked for, whether it is too much or not
    console.info(
      weights
        .sort((a, b) => b[1] - a[1])
        .map(([path, sent]) => `${String(Math.round(sent / 1024)).padStart(5)} KB ${path}`)
        .join('\n'),
    );
    expect(heavy).toEqual([]);
  });
});
