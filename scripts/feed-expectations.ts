import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, percent, plain, printTable } from './feed-compare.ts';
import { type PeerFeed, peers, tryRead } from './feed-peers.ts';

type Field = 'title' | 'link' | 'id' | 'date' | 'text' | 'feed title';

/** Which of our fields an expectation of that project speaks of. */
const subjects: readonly (readonly [RegExp, Field])[] = [
  [/^entries\[0\](?:\['title'\]|\.title|\['title_detail'\]\['value'\])$/, 'title'],
  [/^entries\[0\](?:\['link'\]|\.link)$/, 'link'],
  [/^entries\[0\](?:\['(?:id|guid)'\]|\.id)$/, 'id'],
  [/^entries\[0\]\['(?:published|updated|created|date)_parsed'\]$/, 'date'],
  [
    /^entries\[0\](?:\['(?:summary|description)'\]|\['content'\]\[0\]\['value'\]|\['summary_detail'\]\['value'\])$/,
    'text',
  ],
  [/^feed(?:\['title'\]|\.title|\['title_detail'\]\['value'\])$/, 'feed title'],
];

interface Expectation {
  readonly field: Field;
  readonly value: string;
  readonly url: string;
  readonly type: string | null;
}

/** The `Expect:` comment of a test feed, when it is one equation about a field that we have. */
function readExpectation(text: string): Expectation | null {
  const line = /Expect:\s*(?:not bozo and |bozo and )?\(?(.+?)\s*$/m.exec(text)?.[1] ?? '';
  const [, left = '', right = ''] = /^(.+?)\s*==\s*(.+)$/.exec(line) ?? [];
  const field = subjects.find(([pattern]) => pattern.test(left.trim()))?.[1];
  const value = field === 'date' ? toInstant(right) : toText(right);
  if (field === undefined || value === null) return null;
  return {
    field,
    value,
    url: /Header:\s*Content-Location:\s*(\S+)/i.exec(text)?.[1] ?? 'http://127.0.0.1:8097/tests/feed.xml',
    type: /Header:\s*Content-type:\s*(.+?)\s*$/im.exec(text)?.[1] ?? null,
  };
}

/** A string literal of Python; null when there is more than one. */
function toText(literal: string): string | null {
  const [, quote = '', inside = ''] = /^u?(['"])((?:\\.|(?!\1).)*)\1\)?$/.exec(literal.trim()) ?? [];
  if (quote === '') return null;
  return inside
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\U([0-9a-f]{8})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\n|\\t|\\r/g, ' ')
    .replace(/\\(.)/g, '$1');
}

/** `(2004, 1, 1, 19, 48, 21, 3, 1, 0)`. */
function toInstant(literal: string): string | null {
  const parts = /^\((\d+(?:,\s*\d+){8})\)/.exec(literal.trim())?.[1]?.split(',').map(Number);
  if (parts === undefined) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second)).toISOString();
}

function givenBy(feed: PeerFeed | null, field: Field): string {
  const item = feed?.items[0];
  if (field === 'feed title') return feed?.title ?? '';
  return item?.[field] ?? '';
}

const strip = (text: string): string => plain(text).replace(/\s/g, '');

/** The `Expect:` comments of kurtmckee/feedparser's test feeds; text is compared without tags, entities and spaces. */
export async function measureExpectations(folder: string, show: boolean): Promise<void> {
  const tests = listFiles(join(folder, 'feedparser-tests')).filter((file) => !file.includes('/sanitize/'));
  const fields: readonly Field[] = ['title', 'link', 'id', 'date', 'text', 'feed title'];
  const counts = new Map<string, number>();
  const add = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const file of tests) {
    const body = readFileSync(file);
    const text = /utf-?16|utf-?32|u16|u32/i.test(file) ? '' : body.toString('utf8');
    const expected = readExpectation(text.slice(0, 3_000));
    if (expected === null) continue;
    add(expected.field);
    for (const peer of peers) {
      const feed = await tryRead(peer, body, expected.type, expected.url);
      const given = givenBy(feed, expected.field);
      const isRight = expected.field === 'date' ? given === expected.value : strip(given) === strip(expected.value);
      if (isRight) add(`${peer.name} ${expected.field}`);
      else if (show && peer === peers[0]) {
        console.log(
          `${file.slice(-60)} ${expected.field}: wanted ${expected.value.slice(0, 90)}, given ${given.slice(0, 90)}`,
        );
      }
    }
  }
  const itemFields = fields.slice(0, 4);
  const sum = (name: string): number =>
    itemFields.reduce((total, field) => total + (counts.get(`${name}${field}`) ?? 0), 0);
  console.log(`### Expectations of feedparser's test feeds\n`);
  printTable(
    ['field', ...peers.map(({ name }) => name)],
    [
      ...fields.map((field) => [
        `${field} (${counts.get(field) ?? 0})`,
        ...peers.map(({ name }) => String(counts.get(`${name} ${field}`) ?? 0)),
      ]),
      [
        `**title, link, id and date of items (${sum('')})**`,
        ...peers.map(({ name }) => `**${percent(sum(`${name} `), sum(''))}**`),
      ],
    ],
  );
}
