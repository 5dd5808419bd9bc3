/**
 * Shows the forms of a report as pictures, for `docs/images/` and for looking at:
 *
 *   node --import tsx scripts/report-pictures.ts LAPORAN.json [FOLDER]
 *
 * LAPORAN.json is a report's data, as `GET /api/v1/digests/2026-11-21` or `kentongan digest --format json` gives it; FOLDER is
 * `docs/images` if absent. Needs Chromium, and for PDF and DOCX `pdftoppm` (poppler-utils) and `soffice` (LibreOffice Writer); a form
 * whose program is missing is left out, and said so.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import type { Digest } from '../src/core/digest.ts';
import { digestAttachments } from '../src/reports/digest-attachments.ts';
import { renderDigestDocx } from '../src/reports/digest-docx.ts';
import { digestMessage } from '../src/reports/digest-message.ts';
import { renderDigestPdf } from '../src/reports/digest-pdf.ts';

/** A picture in the documentation is not larger than this; it is cut shorter until it is not. */
const maxBytes = 200_000;

const [file, folder = 'docs/images'] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: report-pictures.ts LAPORAN.json [FOLDER]');
const digest = JSON.parse(readFileSync(file, 'utf8')) as Digest;
mkdirSync(folder, { recursive: true });
const work = mkdtempSync(join(tmpdir(), 'laporan-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const { html, text } = digestMessage(digest);
  const mail = await withPictures(html);
  await photograph(browser, mail, { name: 'laporan-surel-ponsel', width: 400, height: 1_900 });
  await photograph(browser, mail, { name: 'laporan-surel-desktop', width: 900, height: 1_500 });
  await photograph(browser, toChat(text), { name: 'laporan-whatsapp', width: 400, height: 1_900 });
  await printFirstPage('laporan-pdf', 'pdf', await renderDigestPdf(digest));
  await printFirstPage('laporan-docx', 'docx', await renderDigestDocx(digest));
} finally {
  await browser.close();
  rmSync(work, { recursive: true });
}

/** The mail as a mail program shows it: its pictures in their places. */
async function withPictures(html: string): Promise<string> {
  let shown = html;
  for (const { cid, content, contentType } of await digestAttachments(digest)) {
    if (cid === null) continue;
    shown = shown.replaceAll(`cid:${cid}`, `data:${contentType};base64,${Buffer.from(content).toString('base64')}`);
  }
  return shown;
}

interface Shot {
  readonly name: string;
  readonly width: number;
  /** Of the part from the top that is kept. */
  readonly height: number;
}

async function photograph(opened: Browser, html: string, { name, width, height }: Shot): Promise<void> {
  const page = await opened.newPage({ viewport: { width, height }, deviceScaleFactor: width < 500 ? 1.5 : 1 });
  await page.setContent(html);
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
  if (wide > width) process.stderr.write(`${name}: ${wide} px wide on a screen of ${width} px\n`);
  const path = join(folder, `${name}.png`);
  for (let kept = height; kept > 400; kept -= 100) {
    writeFileSync(path, await page.screenshot({ clip: { x: 0, y: 0, width, height: kept } }));
    if (statSync(path).size <= maxBytes) break;
  }
  say(path);
  await page.close();
}

/** A message as WhatsApp shows it on a phone. */
function toChat(text: string): string {
  const shown = text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/\*([^*\n]+)\*/g, '<b>$1</b>')
    .replace(/(^|\s)_([^_\n]+)_/gm, '$1<i>$2</i>')
    .replace(/https?:\/\/\S+/g, '<a>$&</a>');
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: #efe7dd; font: 14.5px/1.38 system-ui, 'DejaVu Sans', sans-serif; color: #111b21; }
    header { background: #075e54; color: #fff; padding: 14px 16px; font-weight: 600; }
    p { margin: 12px 40px 12px 10px; background: #fff; border-radius: 8px; padding: 8px 10px; white-space: pre-wrap; overflow-wrap: anywhere; }
    a { color: #027eb5; }
  </style><header>Pimpinan dan Humas</header><p>${shown.trimEnd()}</p>`;
}

/** The first page on paper, by the programs that offices use. */
async function printFirstPage(name: string, kind: 'pdf' | 'docx', content: Uint8Array): Promise<void> {
  const path = join(work, `${name}.${kind}`);
  writeFileSync(path, content);
  if (kind === 'docx' && !run('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', work, path])) return;
  const target = join(folder, name);
  for (let resolution = 100; resolution >= 50; resolution -= 10) {
    const page = [
      '-png',
      '-singlefile',
      '-f',
      '1',
      '-l',
      '1',
      '-r',
      String(resolution),
      join(work, `${name}.pdf`),
      target,
    ];
    if (!run('pdftoppm', page)) return;
    if (statSync(`${target}.png`).size <= maxBytes) break;
  }
  say(`${target}.png`);
}

function run(command: string, args: readonly string[]): boolean {
  const { error, status } = spawnSync(command, args, { timeout: 180_000 });
  if (error === undefined && status === 0) return true;
  process.stderr.write(`${command} is missing or failed: its picture is left out\n`);
  return false;
}

function say(path: string): void {
  process.stdout.write(`${path} ${Math.round(statSync(path).size / 1_000)} kB\n`);
}
