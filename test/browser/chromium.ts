import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Role } from '../../src/core/access.ts';

/** Debian's Chromium, without anything that it would do on its own. */
export function launch(): Promise<Browser> {
  return chromium.launch({
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
}

export const desktop = { width: 1280, height: 900 } as const;
export const phone = { width: 390, height: 844 } as const;

export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Everything that should not happen on any page: errors, refused content, dialogs, requests to anywhere else. */
  readonly faults: string[];
}

export interface VisitorOptions {
  readonly origin: string;
  /** Signed in as the demo's person of this role; a guest if absent. */
  readonly role?: Role;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly dark?: boolean;
  readonly scripts?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A browser of its own for one person. */
export async function visit(browser: Browser, options: VisitorOptions): Promise<Visitor> {
  const { origin, role, viewport = desktop, dark = false, scripts = true, headers } = options;
  const context = await browser.newContext({
    viewport,
    locale: 'id-ID',
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: scripts,
    ...(headers === undefined ? {} : { extraHTTPHeaders: headers }),
  });
  // Ends what hangs: several tabs share the machine.
  context.setDefaultTimeout(120_000);
  if (role !== undefined) await signIn(context, origin, role);
  const page = await context.newPage();
  const faults: string[] = [];
  watch(page, origin, faults);
  return { context, page, faults };
}

/** The demo's sign-in, without the page. */
async function signIn(context: BrowserContext, origin: string, role: Role): Promise<void> {
  const answer = await context.request.post(`${origin}/api/v1/session/demo`, {
    headers: { origin, 'sec-fetch-site': 'same-origin' },
    data: { role },
  });
  if (!answer.ok()) throw new Error(`sign-in as ${role}: ${answer.status()} ${await answer.text()}`);
}

function watch(page: Page, origin: string, faults: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on('dialog', (dialog) => {
    faults.push(`${page.url()}: dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:') && url !== 'about:blank')
      faults.push(`${page.url()}: request ${url}`);
  });
}
