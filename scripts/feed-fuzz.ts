import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, percent, plain, plainLink, printTable } from './feed-compare.ts';
import { faultyUrl, loadExpected, readFaulty } from './feed-faults.ts';
import { feedparser, ours, type PeerItem, peers, tryRead } from './feed-peers.ts';

interface Clean {
  readonly body: Buffer;
  readonly items: readonly PeerItem[];
  /** Where each item stands, from `<item` to its end tag. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

/** Mulberry32: the same edits for the same seed everywhere. */
function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/**
 * The clean feeds of the fault set with their expected items, and real feeds on whose items two readers agree. What the items are is
 * decided before anything is edited.
 */
async function loadClean(folder: string): Promise<readonly Clean[]> {
  const clean: Clean[] = [];
  for (const entry of loadExpected(folder).filter(({ kind }) => kind === '00_clean')) {
    const body = Buffer.from(readFaulty(folder, entry));
    const items = entry.exp.map(({ title, link, date }) => ({ title, link, date, id: '', text: '' }));
    clean.push({ body, items, ranges: findRanges(body) });
  }
  for (const file of [
    ...listFiles(join(folder, 'sample-feeds')),
    ...listFiles(join(folder, '..', 'real-feeds', 'radarbogor-history')).slice(0, 4),
  ]) {
    const body = readFileSync(file);
    // In a large feed an edit rarely meets anything that matters.
    if (body.length > 30_000) continue;
    const [mine, theirs] = await Promise.all([ours, feedparser].map((peer) => tryRead(peer, body, null, faultyUrl)));
    const agree = mine?.items.every((item, n) => {
      const other = theirs?.items[n];
      return (
        other !== undefined &&
        plain(other.title) === plain(item.title) &&
        plainLink(other.link) === plainLink(item.link)
      );
    });
    if (agree && mine && mine.items.length === theirs?.items.length)
      clean.push({ body, items: mine.items, ranges: findRanges(body) });
  }
  return clean.filter(({ items, ranges }) => items.length > 0 && items.length === ranges.length);
}

function findRanges(body: Buffer): Clean['ranges'] {
  const text = body.toString('latin1');
  return [...text.matchAll(/<(item|entry)[\s>][\s\S]*?<\/\1>/g)].map((found) => [
    found.index,
    found.index + found[0].length,
  ]);
}

const markup = Buffer.from('<>&"\'/=![]-?; \0\n\x80\xffxml', 'latin1');
const tokens =
  '<item> </item> <title> </title> <link> </link> <![CDATA[ ]]> <!-- --> <description> </channel> </rss> <?xml?> &lt; &#0; <br> <p'.split(
    ' ',
  );

type Random = (below: number) => number;
/** What is put in place of how many bytes. */
type Edit = (random: Random, rest: Buffer) => { readonly cut: number; readonly put: Uint8Array };

const noise = (random: Random, size: number): Buffer =>
  Buffer.from(
    Array.from({ length: size }, () => (random(2) === 0 ? random(256) : (markup[random(markup.length)] ?? 60))),
  );

const edits: readonly Edit[] = [
  (random) => ({ cut: 1, put: noise(random, 1) }),
  (random) => ({ cut: 1 + random(8), put: noise(random, 1 + random(8)) }),
  (random) => ({ cut: 1 + random(60), put: new Uint8Array() }),
  (random) => ({ cut: 0, put: noise(random, 1 + random(8)) }),
  (random, rest) => ({ cut: 0, put: rest.subarray(0, 1 + random(120)) }),
  (random) => ({ cut: 0, put: Buffer.from(tokens[random(tokens.length)] ?? '') }),
];

/** One to five random edits, and the items that none of them touched. */
function damage(clean: Clean, random: Random): { readonly body: Buffer; readonly untouched: readonly PeerItem[] } {
  const places = Array.from({ length: 1 + random(5) }, () => random(clean.body.length)).sort((a, b) => b - a);
  let body = clean.body;
  const touched = new Set<number>();
  for (const at of places) {
    const edit = edits[random(edits.length)] as Edit;
    const { cut, put } = edit(random, clean.body.subarray(at));
    body = Buffer.concat([body.subarray(0, at), put, body.subarray(at + cut)]);
    for (const [n, [start, end]] of clean.ranges.entries()) if (at < end && at + cut >= start) touched.add(n);
  }
  return { body, untouched: clean.items.filter((_, n) => !touched.has(n)) };
}

/** Randomly edited feeds: percent of the items that no edit touched, with title and link right. */
export async function measureFuzz(
  folder: string,
  { seed, rounds, show }: { readonly seed: number; readonly rounds: number; readonly show: boolean },
): Promise<void> {
  const clean = await loadClean(folder);
  const random = createRandom(seed);
  const score = new Map(peers.map(({ name }) => [name, { right: 0, whole: 0, read: 0 }]));
  let items = 0;
  for (let round = 0; round < rounds; round++) {
    const source = clean[random(clean.length)] as Clean;
    const { body, untouched } = damage(source, random);
    items += untouched.length;
    for (const peer of peers) {
      const feed = await tryRead(peer, body, null, faultyUrl);
      const given = new Set(feed?.items.map(({ title, link }) => `${plain(title)}\n${plainLink(link)}`));
      const right = untouched.filter(({ title, link }) => given.has(`${plain(title)}\n${plainLink(link)}`)).length;
      const result = score.get(peer.name) ?? { right: 0, whole: 0, read: 0 };
      result.right += right;
      result.whole += right === untouched.length ? 1 : 0;
      result.read += feed === null ? 0 : 1;
      if (show && peer === ours && right < untouched.length) {
        console.log(`round ${round}: ${right} of ${untouched.length}\n${body.toString('utf8').slice(0, 2_000)}\n`);
      }
    }
  }
  console.log(
    `### Random edits: ${rounds} feeds from ${clean.length}, ${items} items that no edit touched, seed ${seed}\n`,
  );
  printTable(
    ['', ...peers.map(({ name }) => name)],
    [
      ['items with title and link right, %', ...peers.map(({ name }) => percent(score.get(name)?.right ?? 0, items))],
      ['feeds with every such item, %', ...peers.map(({ name }) => percent(score.get(name)?.whole ?? 0, rounds))],
      ['not refused, %', ...peers.map(({ name }) => percent(score.get(name)?.read ?? 0, rounds))],
    ],
  );
}
