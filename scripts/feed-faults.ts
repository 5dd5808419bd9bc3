import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { percent, plain, plainLink, printTable } from './feed-compare.ts';
import { type PeerFeed, peers, tryRead } from './feed-peers.ts';

export interface Expected {
  readonly file: string;
  readonly kind: string;
  /** Content-Type that the feed is served with. */
  readonly ct: string;
  readonly exp: readonly { readonly title: string; readonly link: string; readonly date: string | null }[];
}

export function loadExpected(folder: string): readonly Expected[] {
  return JSON.parse(readFileSync(join(folder, 'one-fault', 'expected.json'), 'utf8'));
}

export const readFaulty = (folder: string, { file }: Expected): Uint8Array =>
  readFileSync(join(folder, 'one-fault', basename(file)));

export const faultyUrl = 'http://www.golkar.or.id/feed';

/** How many of the expected items a reader gives with title, link and date all right. */
export function countRight(expected: Expected['exp'], feed: PeerFeed | null, withDate = true): number {
  const key = (title: string, link: string, date: string | null): string =>
    `${plain(title)}\n${plainLink(link)}\n${withDate ? date : ''}`;
  const given = new Map<string, number>();
  for (const { title, link, date } of feed?.items ?? []) {
    const found = key(title, link, date);
    given.set(found, (given.get(found) ?? 0) + 1);
  }
  return expected.filter(({ title, link, date }) => {
    const wanted = key(title, link, date);
    const left = given.get(wanted) ?? 0;
    if (left > 0) given.set(wanted, left - 1);
    return left > 0;
  }).length;
}

/** One fault per feed: percent of items with title, link and date right, by kind of fault. */
export async function measureFaults(folder: string): Promise<void> {
  const all = loadExpected(folder);
  const kinds = [...new Set(all.map(({ kind }) => kind))].sort();
  const rows: string[][] = [];
  const totals = new Map(peers.map(({ name }) => [name, 0]));
  let items = 0;
  const refused: string[] = [];
  for (const kind of kinds) {
    const feeds = all.filter((entry) => entry.kind === kind);
    const wanted = feeds.reduce((sum, { exp }) => sum + exp.length, 0);
    const row = [kind];
    for (const peer of peers) {
      let right = 0;
      let throws = 0;
      for (const entry of feeds) {
        const feed = await tryRead(peer, readFaulty(folder, entry), entry.ct, faultyUrl);
        if (feed === null) throws++;
        right += countRight(entry.exp, feed);
      }
      if (wanted === 0) refused.push(`${kind} refused by ${peer.name}: ${throws} of ${feeds.length}`);
      else if (kind !== '00_clean') totals.set(peer.name, (totals.get(peer.name) ?? 0) + right);
      row.push(percent(right, wanted));
    }
    if (wanted === 0) continue;
    if (kind !== '00_clean') items += wanted;
    rows.push(row);
  }
  rows.push([
    `**34 kinds, ${items} items**`,
    ...peers.map(({ name }) => `**${percent(totals.get(name) ?? 0, items)}**`),
  ]);
  console.log('### One fault per feed: % of items with title, link and date\n');
  printTable(['fault', ...peers.map(({ name }) => name)], rows);
  console.log(`${refused.join('; ')}\n`);
}
