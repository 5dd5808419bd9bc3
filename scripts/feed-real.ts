import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, percent, printTable } from './feed-compare.ts';
import { peers, tryRead } from './feed-peers.ts';

/** Feeds as sites sent them: how many are read, and what share of the items has title, link and date. */
export async function measureReal(folder: string): Promise<void> {
  const sets: Readonly<Record<string, string>> = {
    'party site': join(folder, '..', 'real-feeds', 'golkar-feeds'),
    'national portal, five feeds polled for a year': join(folder, '..', 'real-feeds', 'tempo-history'),
    'regional newspaper': join(folder, '..', 'real-feeds', 'radarbogor-history'),
    'gambling spam': join(folder, '..', 'real-feeds', 'judol-spam', 'rss-history'),
    'foreign and examples': join(folder, 'sample-feeds'),
  };
  const rows: string[][] = [];
  for (const [name, path] of Object.entries(sets)) {
    const files = listFiles(path, '').filter((file) => !/\.(md|txt)$|LICENSE$/.test(file));
    const bodies = files.map((file) => readFileSync(file)).filter((body) => body.toString('utf8').trim() !== '');
    const row = [`${name} (${bodies.length}, ${files.length - bodies.length} blank)`];
    for (const peer of peers) {
      let read = 0;
      let items = 0;
      let whole = 0;
      let dated = 0;
      for (const body of bodies) {
        const feed = await tryRead(peer, body, null, 'https://situs-contoh.test/feed');
        if (feed === null) continue;
        read += 1;
        items += feed.items.length;
        whole += feed.items.filter(({ title, link }) => title.trim() !== '' && link !== '').length;
        dated += feed.items.filter(({ date }) => date !== null).length;
      }
      row.push(`${read} · ${items} items, ${percent(whole, items)} titled and linked, ${percent(dated, items)} dated`);
    }
    rows.push(row);
  }
  console.log('### Real feeds: files read, items, items with title and link, with a date\n');
  printTable(['feeds', ...peers.map(({ name }) => name)], rows);
}
