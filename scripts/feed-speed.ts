import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, printTable } from './feed-compare.ts';
import { type Peer, peers, rssParser, tryRead } from './feed-peers.ts';

const rounds = 5;

function toSets(folder: string): Readonly<Record<string, readonly Buffer[]>> {
  const read = (path: string): Buffer[] =>
    listFiles(join(folder, path), '')
      .filter((file) => !/\.md$/.test(file))
      .map((file) => readFileSync(file));
  const party = read('../real-feeds/golkar-feeds').sort((a, b) => a.length - b.length);
  const portal = read('../real-feeds/radarbogor-history').slice(0, 20);
  const items = Array.from(
    { length: 8_000 },
    (_, n) =>
      `<item><title>Warga keluhkan jalan rusak di kecamatan ${n}</title><link>https://situs-contoh.test/berita/${n}?a=1&amp;b=2</link><guid isPermaLink="false">${n}</guid><pubDate>Fri, 20 Nov 2026 08:15:00 +0700</pubDate><dc:creator><![CDATA[Rina]]></dc:creator><description><![CDATA[<p>Warga <b>kecamatan</b> ${n} mengeluhkan jalan yang rusak sejak awal musim hujan &#8211; belum ada perbaikan. ${'Kalimat biasa tentang hal biasa. '.repeat(8)}</p>]]></description></item>`,
  );
  const large = `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>x</title>${items.join('\n')}</channel></rss>`;
  return {
    '40 small WordPress feeds': party.slice(Math.floor(party.length / 2)).slice(0, 40),
    '20 feeds of a newspaper': portal,
    'real feeds of many kinds': read('sample-feeds/real-world').filter((body) => body.length < 1_000_000),
    'one feed of 8,000 items': [Buffer.from(large)],
  };
}

/** Seconds of processor time for all feeds. */
async function measure(peer: Peer, bodies: readonly Buffer[], repeat: number): Promise<number> {
  const before = process.cpuUsage();
  for (let n = 0; n < repeat; n++) {
    for (const body of bodies) await tryRead(peer, body, null, 'https://situs-contoh.test/feed');
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** The median of the rounds for each reader, by turns: what else the machine does must meet all of them. */
async function measureAll(bodies: readonly Buffer[], repeat: number): Promise<ReadonlyMap<string, number>> {
  for (const peer of peers) await measure(peer, bodies, repeat);
  const times = new Map<string, number[]>(peers.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const peer of peers) times.get(peer.name)?.push(await measure(peer, bodies, repeat));
  }
  const median = (values: readonly number[]) => [...values].sort((x, y) => x - y)[Math.floor(rounds / 2)] ?? 0;
  return new Map([...times].map(([name, values]) => [name, median(values)]));
}

/** Times rss-parser's speed, on the same feeds in the same run; only feeds that rss-parser does not refuse. */
export async function measureSpeed(folder: string): Promise<void> {
  const rows: string[][] = [];
  for (const [name, all] of Object.entries(toSets(folder))) {
    const bodies: Buffer[] = [];
    for (const body of all) if ((await tryRead(rssParser, body, null, '')) !== null) bodies.push(body);
    const bytes = bodies.reduce((sum, body) => sum + body.length, 0);
    const repeat = Math.max(1, Math.round(4_000_000 / bytes));
    const seconds = await measureAll(bodies, repeat);
    const base = seconds.get(rssParser.name) ?? 1;
    rows.push([
      `${name} (${bodies.length}, ${Math.round(bytes / bodies.length / 1024)} kB each)`,
      ...peers.map((peer) => {
        const time = seconds.get(peer.name) ?? 1;
        return `x${(base / time).toFixed(2)} (${((bytes * repeat) / time / 1e6).toFixed(0)} MB/s)`;
      }),
    ]);
  }
  console.log('### Speed, as a multiple of rss-parser, one thread, processor time\n');
  printTable(['feeds', ...peers.map(({ name }) => name)], rows);
}
