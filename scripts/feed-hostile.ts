import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import type { SourceError } from '../src/core/errors.ts';
import { printTable } from './feed-compare.ts';
import { hostileFeeds } from './feed-hostile-set.ts';
import { createReader, feedparser, feedsmith, type Peer, rssParser } from './feed-peers.ts';

const limitMs = 12_000;

/** Hostile feeds: ours as the product reads them, in the worker; the others each in a process that is killed after 10 s. */
export async function measureHostile(): Promise<void> {
  const reader = createReader({ workers: 1 });
  const hints = { url: 'https://situs-contoh.test/feed', contentType: null, zone: 'Asia/Jakarta' };
  await reader.feed(Buffer.from('<rss><channel/></rss>'), hints);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const rows: string[][] = [];
  let worst = 0;
  for (const [name, make] of Object.entries(hostileFeeds)) {
    const made = make();
    const body = typeof made === 'string' ? Buffer.from(made) : made;
    // Making the feed is no part of it.
    await new Promise((resolve) => setTimeout(resolve, 20));
    delay.reset();
    delay.enable();
    const began = performance.now();
    const end = await reader.feed(body, hints).then(
      (feed) => `${feed.items.length} items`,
      (error: Error) => (error.name === 'SourceError' ? (error as SourceError).reason : `**${error}**`),
    );
    const ms = Math.round(performance.now() - began);
    delay.disable();
    worst = Math.max(worst, delay.max / 1e6);
    rows.push([
      name,
      `${ms} ms, ${end}`,
      `${(delay.max / 1e6).toFixed(0)} ms`,
      ...(await Promise.all([rssParser, feedsmith, feedparser].map((peer) => runApart(peer, name)))),
    ]);
  }
  // The thread that the last one may have cost is replaced.
  const after = await reader.feed(Buffer.from('<rss><channel><item><title>a</title></item></channel></rss>'), hints);
  await reader.close();
  console.log(
    `### Hostile feeds; afterwards the reader reads ${after.items.length} of 1 item; worst delay of the main loop ${worst.toFixed(0)} ms\n`,
  );
  printTable(
    ['feed', 'Kentongan, in its worker', 'main loop held up', rssParser.name, feedsmith.name, feedparser.name],
    rows,
  );
}

async function runApart({ name }: Peer, feed: string): Promise<string> {
  try {
    const script = join(import.meta.dirname, 'feed-hostile-run.ts');
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, name, feed], {
      timeout: limitMs,
    });
    const { ms, end } = JSON.parse(stdout) as { ms: number; end: string };
    return `${ms} ms, ${end}`;
  } catch (error) {
    return (error as { killed?: boolean }).killed === true ? '> 10 s' : 'process died';
  }
}
