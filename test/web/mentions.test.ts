import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { peopleWith } from '../api/people.ts';
import { openSeedDatabase, type Seeded, type SeedMention, seed, store } from '../api/seed.ts';
import { type ReadPage, readPage } from './read-page.ts';
import { servePages } from './serve-pages.ts';

const analyst = 'token-analis-yang-cukup-panjang';
const leader = 'token-pimpinan-yang-cukup-panjang';
const pdam = 'token-opd-pdam-yang-cukup-panjang';
const people = peopleWith({
  [analyst]: { name: 'Rina' },
  [leader]: { name: 'Wati', role: 'pimpinan' },
  [pdam]: { name: 'Tono', role: 'opd', agency: 'PDAM' },
});

const openTo =
  (server: () => Listening) =>
  async (path: string, token = analyst): Promise<ReadPage> => {
    const response = await fetch(`${server().origin}${path}`, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status, path).toBe(200);
    return readPage(await response.text());
  };

const asked = (q: string) => `/sebutan?q=${encodeURIComponent(q)}`;
const idsOn = (page: ReadPage) => page.all('.triage').map(({ attribs }) => attribs.id);

describe('the list of mentions', () => {
  let seeded: Seeded;
  let server: Listening;
  const open = openTo(() => server);

  beforeAll(async () => {
    seeded = await seed();
    server = await servePages(seeded.db, {}, { people });
  });
  afterAll(async () => {
    await server.close();
    await closeDatabase(seeded.db);
  });

  it('reads the query language, says what it left out and how it read the rest', async () => {
    const page = await open(asked('air or "ledeng AND kecamtan:x'));
    expect(page.texts('.problems li').join(' ')).toContain('Tanda kutip tidak ditutup');
    const other = await open(asked('air OR ledeng kecamtan:x'));
    expect(other.textOf('.problems li')).toBe(
      'kecamtan:x Saringan “kecamtan:” tidak dikenal; diabaikan. Mungkin maksud Anda kecamatan:? Untuk mencari tanda titik dua, pakai tanda kutip.',
    );
    expect(other.text).toContain('Dibaca sebagai air OR ledeng');
    expect(idsOn(other).length).toBeGreaterThan(0);
    expect(other.all('mark.mark-hit').length).toBeGreaterThan(0);
    expect((await open(asked('air ledeng'))).text).not.toContain('Dibaca sebagai');
  });

  it('shows on demand why each was judged so', async () => {
    const page = await open('/sebutan?nada=negatif');
    expect(page.texts('details summary').some((text) => /mengapa negatif\?$/i.test(text))).toBe(true);
    expect(page.all('.evidence table').length).toBeGreaterThan(0);
  });

  it('narrows by a facet and lets go of it again', async () => {
    const page = await open(asked('air'));
    expect(page.textOf('.facets .quiet')).toMatch(/^Dari \d+ sebutan yang cocok\.$/);
    const links = page.all('.facet a').map(({ attribs }) => attribs.href ?? '');
    const link = links.find((href) => href.includes('opd=PDAM')) ?? '';
    expect(link).toBe('/sebutan?q=air&opd=PDAM');
    const narrow = await open(link);
    expect(idsOn(narrow).length).toBeLessThanOrEqual(idsOn(page).length);
    const chosen = narrow.all('.facet a[aria-current]');
    expect(chosen.map(({ attribs }) => attribs.href)).toEqual(['/sebutan?q=air']);
  });

  it('says that relevance needs words', async () => {
    expect((await open('/sebutan?urut=cocok')).text).toContain('memerlukan kata yang dicari');
    expect((await open('/sebutan?urut=cocok&q=air')).text).not.toContain('memerlukan kata yang dicari');
  });

  it('lets only those judge and save who may', async () => {
    const reader = await open('/sebutan?q=air', leader);
    expect(reader.all('.triage-form')).toEqual([]);
    expect(reader.all('form[action^="/api/v1/saved-searches"]')).toEqual([]);
    const own = await open('/sebutan?q=air', analyst);
    expect(own.all('.triage-form').length).toBe(idsOn(own).length);
    const save = own.all('form[action="/api/v1/saved-searches"]');
    expect(save).toHaveLength(1);
  });

  it('shows an agency its own only', async () => {
    const page = await open('/sebutan', pdam);
    const all = await open('/sebutan', analyst);
    expect(idsOn(page).length).toBeGreaterThan(0);
    expect(idsOn(page).length).toBeLessThan(idsOn(all).length);
    const others = idsOn(all).filter((id) => !idsOn(page).includes(id));
    const address = `/sebutan/${others[0]?.slice(1)}`;
    const response = await fetch(`${server.origin}${address}`, { headers: { authorization: `Bearer ${pdam}` } });
    expect(response.status).toBe(404);
    await open(address, analyst);
  });
});

describe('triage without scripts', () => {
  let seeded: { db: Awaited<ReturnType<typeof openSeedDatabase>>; ids: number[] };
  let server: Listening;
  const open = openTo(() => server);
  const submit = (action: string, fields: Record<string, string>) =>
    fetch(`${server.origin}${action}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { authorization: `Bearer ${analyst}`, 'sec-fetch-site': 'same-origin', accept: 'text/html' },
      body: new URLSearchParams(fields),
    });

  beforeEach(async () => {
    const db = await openSeedDatabase();
    const red = { label: 'negative', attention: 'alert', source: 'kabar-wanasari' } as const;
    const mentions: SeedMention[] = [
      { ...red, minutes: 60, title: 'Air Mati', text: 'Air {mati|-3}.' },
      { ...red, minutes: 120, title: 'Air Keruh', text: 'Air {keruh|-2}.' },
      { ...red, minutes: 3000, title: 'Air Lama', text: 'Air {lama|-2}.' },
    ];
    const ids: number[] = [];
    for (const mention of mentions) ids.push(await store(db, mention));
    seeded = { db, ids };
    server = await servePages(db, {}, { people });
  });
  afterEach(async () => {
    await server.close();
    await closeDatabase(seeded.db);
  });

  it('counts and lists what of the last day nobody has judged, newest first; a verdict takes it away', async () => {
    const page = await open('/sebutan?belum=ya');
    const [first, second] = seeded.ids;
    expect(page.textOf('.tabs [aria-current]')).toBe('Hari ini belum diperiksa 2');
    expect(idsOn(page)).toEqual([`s${first}`, `s${second}`]);
    const [form] = page.all('.triage-form');
    const hidden = Object.fromEntries(
      page.all(`#s${first} .triage-form input[type=hidden]`).map(({ attribs }) => [attribs.name, attribs.value]),
    );
    expect(hidden._back).toBe(`/sebutan?belum=ya#s${first}`);
    const names = page.all(`#s${first} .triage-form button`).map(({ attribs }) => attribs.value);
    expect(names).toEqual(['negative', 'neutral', 'positive', 'irrelevant', 'correct']);
    const answer = await submit(form?.attribs.action ?? '', {
      ...(hidden as Record<string, string>),
      verdict: 'neutral',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/sebutan?belum=ya#s${first}`]);
    expect(idsOn(await open('/sebutan?belum=ya'))).toEqual([`s${second}`]);

    const after = await open(`/sebutan/${first}`);
    expect(after.textOf('.triage-said')).toMatch(/^Diperiksa Rina, .*: netral$/);
    expect(after.all('button[aria-pressed=true][name=verdict]').map(({ attribs }) => attribs.value)).toEqual([
      'neutral',
    ]);
    const [undo] = after.all('.triage-undo form');
    expect((await submit(undo?.attribs.action ?? '', { _back: '/sebutan' })).status).toBe(303);
    expect(idsOn(await open('/sebutan?belum=ya'))).toEqual([`s${first}`, `s${second}`]);
  });

  it('keeps the search of the page with its filters, shows it, and makes a rule of it', async () => {
    const page = await open('/sebutan?q=air&nada=negative&kecamatan=99.02.01');
    const fields = Object.fromEntries(
      page
        .all('form[action="/api/v1/saved-searches"] input[type=hidden]')
        .map(({ attribs }) => [attribs.name, attribs.value]),
    ) as Record<string, string>;
    expect(fields.query).toBe('air sentimen:negatif kecamatan:lembah-asri');
    const saved = await submit('/api/v1/saved-searches', { ...fields, name: 'Air <b>buruk</b>', shared: 'true' });
    expect(saved.status).toBe(303);
    const shown = await open('/sebutan');
    const link = shown.all('.saved .plain-list a')[0]?.attribs.href ?? '';
    expect(shown.textOf('.saved .plain-list a')).toBe('Air <b>buruk</b>');
    expect(new URL(link, server.origin).searchParams.get('q')).toBe(fields.query);
    expect((await open('/sebutan', leader)).textOf('.saved li')).toContain('dari Rina');
    const [rule] = shown.all('form[action$="/alert-rule"]');
    expect(
      (await submit(rule?.attribs.action ?? '', { minMentions: '2', windowHours: '6', _back: '/sebutan' })).status,
    ).toBe(303);
    const rules = await seeded.db.selectFrom('alertRules').select(['rule', 'author']).execute();
    expect(rules).toEqual([{ rule: 'saved-search', author: 'Rina' }]);
  });
});
