import { parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { toAtom } from '../../src/api/atom.ts';
import type { Alert } from '../../src/core/alert.ts';
import { listAlerts } from '../../src/store/alerts.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { minutesAgo, seed } from './seed.ts';
import { makeApiDeps } from './serve-seed.ts';

interface Element {
  readonly name: string;
  readonly attribs: Record<string, string>;
  readonly children: readonly Element[];
  readonly data?: string;
}

function read(xml: string): Element {
  const document = parseDocument(xml, { xmlMode: true }) as unknown as Element;
  const feed = document.children.find(({ name }) => name === 'feed');
  if (feed === undefined) throw new Error('no feed');
  return feed;
}

const all = (element: Element, name: string) => element.children.filter((child) => child.name === name);
const textOf = (element: Element, name: string) =>
  all(element, name)[0]
    ?.children.map(({ data }) => data)
    .join('');

describe('the Atom feed of alerts', () => {
  it('has what RFC 4287 asks for, once per alert', async () => {
    const { db } = await seed();
    const { items } = await listAlerts(db, { limit: 50 });
    const feed = read(toAtom(items, makeApiDeps(db, { publicUrl: 'https://kentongan.wanasari.test/' })));
    expect(feed.attribs.xmlns).toBe('http://www.w3.org/2005/Atom');
    for (const name of ['id', 'title', 'updated', 'author']) expect(all(feed, name)).toHaveLength(1);
    expect(textOf(feed, 'updated')).toBe(minutesAgo(60));
    const entries = all(feed, 'entry');
    expect(entries).toHaveLength(2);
    for (const entry of entries) {
      for (const name of ['id', 'title', 'updated', 'summary']) expect(all(entry, name)).toHaveLength(1);
    }
    expect(new Set(entries.map((entry) => textOf(entry, 'id'))).size).toBe(2);
    const [, water] = entries;
    expect(textOf(water!, 'title')).toBe('[Merah] Air Ledeng Lembah Asri Mati Dua Hari, Warga Keluhkan Layanan');
    expect(all(water!, 'link')[0]?.attribs.href).toBe('https://kentongan.wanasari.test/isu/1');
    await closeDatabase(db);
  });

  it('escapes what was fetched and leaves out what XML cannot hold', async () => {
    const { db } = await seed();
    const { items } = await listAlerts(db, { limit: 1 });
    const [alert] = items;
    const title = `</title><script>alert(1)</script>&amp;"'\u0000\u0008\ud800\ufffe 😀`;
    const hostile: Alert = { ...alert!, title };
    const xml = toAtom([hostile], makeApiDeps(db));
    expect(xml).not.toContain('<script');
    for (const character of ['\u0000', '\u0008', '\ufffe']) expect(xml).not.toContain(character);
    expect(xml.isWellFormed()).toBe(true);
    const entry = all(read(xml), 'entry')[0];
    expect(textOf(entry!, 'title')).toBe(`[Kuning] </title><script>alert(1)</script>&amp;"' 😀`);
    await closeDatabase(db);
  });

  it('has an entry for every kind of subject, and the answers that are known', async () => {
    const { db } = await seed();
    const { items } = await listAlerts(db, { limit: 1 });
    const [alert] = items;
    const empty = { issue: null, mentions: [], answers: [] };
    const source = { ...alert!, subject: 'source:radar', issueId: null, title: 'Sumber senyap', snapshot: empty };
    const answer = { claimId: 'x', mentionId: 1, title: 'Itu palsu', similarity: 0.8, kind: 'match' } as const;
    const answers = ['https://cek.test/1', 'javascript:alert(1)'].map((url) => ({ ...answer, url }));
    const spike: Alert = {
      ...source,
      subject: 'spike:x',
      level: 'crisis',
      agency: 'PDAM',
      snapshot: { ...empty, answers },
    };
    const [first, second] = all(read(toAtom([source, spike], makeApiDeps(db))), 'entry');
    expect(all(first!, 'link')[0]?.attribs.href).toBe('/sumber');
    expect(all(second!, 'link')[0]?.attribs.href).toBe('/');
    expect(textOf(second!, 'title')).toBe('[Krisis] Sumber senyap');
    expect(all(second!, 'category').map(({ attribs }) => attribs.term)).toContain('PDAM');
    expect(textOf(second!, 'summary')).toContain('Klarifikasi: Itu palsu https://cek.test/1\nKlarifikasi: Itu palsu');
    expect(textOf(second!, 'summary')).not.toContain('javascript');
    await closeDatabase(db);
  });

  it('is a feed before the first alert', async () => {
    const { db } = await seed();
    const feed = read(toAtom([], makeApiDeps(db)));
    expect(textOf(feed, 'updated')).toBe(minutesAgo(60));
    expect(all(feed, 'entry')).toEqual([]);
    await closeDatabase(db);
  });
});
