import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve, type WebServer } from '../support/web-server.ts';

/** Sources as bad as they come, beside good ones, read by `kentongan collect` in a process of its own. */
const item = (id: number): string =>
  `<item><title>Warga Ngoro keluhkan jalan rusak ${id}</title><link>http://x.test/${id}</link><pubDate>Fri, 20 Nov 2026 01:00:00 GMT</pubDate><description>Kabupaten Mojokerto, laporan ${id} “penting”</description></item>`;
const feed = (from: number, count: number): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>x</title>${Array.from({ length: count }, (_, index) => item(from + index)).join('')}</channel></rss>`;
const windows1252 = (text: string): Buffer =>
  Buffer.from(text.replaceAll('“', '\u0093').replaceAll('”', '\u0094'), 'latin1');

const answers: Record<string, { status?: number; headers?: Record<string, string>; body: string | Buffer }> = {
  baik: { body: feed(0, 5) },
  terpotong: { body: feed(100, 5).slice(0, -120) },
  charset: {
    headers: { 'content-type': 'text/xml; charset=windows-1252' },
    body: windows1252(feed(200, 5).replace('UTF-8', 'windows-1252')),
  },
  html: {
    headers: { 'content-type': 'text/html' },
    body: '<!doctype html><html><body><h1>Sedang perbaikan</h1></body></html>',
  },
  besar: { body: Buffer.alloc(50 * 1_048_576, 'a') },
  bom: { headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(200 * 1_048_576)) },
  hilang: { status: 410, body: 'tiada' },
  antre: { status: 429, headers: { 'retry-after': '3600' }, body: 'nanti' },
  putar: { status: 302, headers: { location: '/feed' }, body: '' },
  dalam: { status: 302, headers: { location: 'http://10.0.0.1/feed' }, body: '' },
  sarang: { body: `<rss version="2.0"><channel>${'<b>'.repeat(200_000)}</channel></rss>` },
};

let sites: WebServer;
let folder: string;
let lines: { source: string; status: string; stored: number; error: string | null }[];
let exitCode: number | null;
let stderr = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kentongan-bad-'));
  sites = await serve((request, response) => {
    const answer = answers[/^([a-z]+)\./.exec(request.headers.host ?? '')?.[1] ?? ''];
    if (answer === undefined || request.url === '/robots.txt') return void response.writeHead(404).end();
    response.on('error', () => {});
    response.writeHead(answer.status ?? 200, answer.headers ?? { 'content-type': 'text/xml' }).end(answer.body);
  });
  const sources = Object.keys(answers).map(
    (id) =>
      `  - { id: ${id}, title: ${id}, collector: feed, class: online-media, options: { url: "http://${id}.localhost:${sites.port}/feed" } }`,
  );
  writeFileSync(
    join(folder, 'kentongan.yaml'),
    `region: { code: "35.16" }\ncontact: mailto:uji@contoh.test\nlegal: { purpose: uji coba, basis: uji coba }\nnetwork: { allowLoopback: true }\ndatabase: ${join(folder, 'k.db')}\nsources:\n${sources.join('\n')}\n`,
  );
  const child = spawn(process.execPath, ['dist/main.js', 'collect', '--config', join(folder, 'kentongan.yaml')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  [exitCode] = (await once(child, 'close')) as [number | null];
  lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}, 120_000);

afterAll(async () => {
  await sites.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('bad sources', () => {
  it('prints one JSON line per source, says so in the exit code, and shows no stack trace', () => {
    expect(lines.map(({ source }) => source).sort()).toEqual(Object.keys(answers).sort());
    expect(exitCode).toBe(1);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.each([
    ['baik', 5],
    ['terpotong', 5],
    ['charset', 5],
  ])('keeps what %s gives', (source, stored) => {
    expect(lines.find((line) => line.source === source)).toMatchObject({ status: 'ok', stored, error: null });
  });

  it.each([
    ['html', /not a feed/],
    ['besar', /too-large/],
    ['bom', /too-large/],
    ['hilang', /gone/],
    ['antre', /rate-limited/],
    ['putar', /circle/],
    ['dalam', /blocked|refused/],
  ])('reports %s on its source', (source, error) => {
    expect(lines.find((line) => line.source === source)).toMatchObject({
      status: 'failed',
      stored: 0,
      error: expect.stringMatching(error),
    });
  });

  it('comes through 200,000 nested tags', () => {
    expect(lines.find(({ source }) => source === 'sarang')).toMatchObject({ stored: 0 });
    expect(lines.find(({ source }) => source === 'baik')?.status).toBe('ok');
  });

  it('stops asking what is gone, waits as long as it was asked to, and reads the right characters', () => {
    const db = new Database(join(folder, 'k.db'), { readonly: true });
    const rows = db.prepare('select id, stopped_reason, next_run_at, last_run_at from sources').all() as Record<
      string,
      string
    >[];
    const of = (id: string) => rows.find((row) => row.id === id);
    expect(of('hilang')?.stopped_reason).not.toBeNull();
    const wait = Date.parse(of('antre')?.next_run_at ?? '') - Date.parse(of('antre')?.last_run_at ?? '');
    expect(wait).toBeGreaterThanOrEqual(3_600_000);
    expect(
      db.prepare("select count(*) n from mentions where source_id = 'charset' and text like '%“penting”%'").get(),
    ).toEqual({ n: 5 });
    db.close();
  });
});
