/**
 * Exports all mentions of a database in each form over HTTP and prints rows, bytes, seconds and how much memory the server took:
 * `npx tsx scripts/measure-export.ts [mentions]`. Seeds a database of its own in a temporary folder; the reader is another process.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { closeDatabase, openDatabase } from '../src/store/database.ts';
import { saveStep } from '../src/store/save-step.ts';
import { minutesAgo, now, prepareSeedDatabase, sources } from '../test/api/seed.ts';
import { makeApiDeps, serveApi } from '../test/api/serve-seed.ts';
import { hashOf, makeDraft } from '../test/support/make.ts';

const count = Number(process.argv[2] ?? 50_000);
const folder = mkdtempSync(join(tmpdir(), 'kentongan-export-'));
const db = await prepareSeedDatabase(await openDatabase(join(folder, 'uji.db')));
const text =
  'Warga mengeluhkan jalan berlubang di depan pasar dan berharap segera ditambal sebelum musim hujan. '.repeat(8);

for (let start = 0; start < count; start += 500) {
  const drafts = Array.from({ length: Math.min(500, count - start) }, (_, index) => {
    const key = `ukur:${start + index}`;
    return makeDraft({
      ...{
        title: `Kabar nomor ${start + index}`,
        text: `${text}${start + index}`,
        keys: [key],
        contentHash: hashOf(key),
      },
      ...{
        url: `https://kabar.test/${start + index}`,
        publishedAt: minutesAgo(start + index),
        stems: 'warga keluh jalan',
      },
    });
  });
  await saveStep(db, { sourceId: sources[0].id, drafts, cursor: null, rejected: 0, now });
}

const server = await serveApi(makeApiDeps(db));
const run = promisify(execFile);
for (const format of ['ndjson', 'csv', 'xlsx', 'ndjson', 'csv', 'xlsx']) {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  const began = performance.now();
  const address = `${server.origin}/api/v1/mentions?format=${format}`;
  const { stdout } = await run('curl', ['-sS', '-o', join(folder, format), '-w', '%{size_download}', address]);
  const seconds = (performance.now() - began) / 1000;
  clearInterval(watch);
  const mib = (bytes: number) => (bytes / 1_048_576).toFixed(0);
  console.log(
    `${format}: ${count} rows, ${mib(Number(stdout))} MiB, ${seconds.toFixed(1)} s, ` +
      `memory ${mib(before)} MiB before, ${mib(most)} MiB at most`,
  );
}
await server.close();
await closeDatabase(db);
rmSync(folder, { recursive: true });
