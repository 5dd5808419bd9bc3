import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { blankPost, type RawPost } from '../../src/core/mention.ts';
import { redactOthers } from '../../src/core/redact.ts';
import { toDraft } from '../../src/ingest/draft.ts';
import { listAudit } from '../../src/store/audit.ts';
import { applyErasures } from '../../src/store/erasure.ts';
import { readErasures, writeErasures } from '../../src/store/erasure-file.ts';
import { saveStep } from '../../src/store/save-step.ts';
import type { Db } from '../../src/store/schema.ts';
import { saveScores } from '../../src/store/scores.ts';
import { searchMentions } from '../../src/store/search-mentions.ts';
import { syncSources } from '../../src/store/sources.ts';
import { createPages } from '../../src/web/create-pages.tsx';
import { createTestDatabase, type TestDatabase } from '../support/db.ts';
import { makeScored, makeSource } from '../support/make.ts';
import { testPrivacy, testPseudonyms } from '../support/pseudonyms.ts';
import { makeWebDeps } from '../web/serve-pages.ts';
import { peopleWith } from './people.ts';
import { now } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

const tokens = {
  'token-admin-yang-panjang': { name: 'Adi', role: 'admin' },
  'token-auditor-yang-panjang': { name: 'Uda', role: 'auditor' },
  'token-analis-yang-panjang': { name: 'Ana', role: 'analis' },
} as const;
const [admin, auditor, analyst] = Object.keys(tokens) as [string, string, string];

let folder: string;
let database: TestDatabase;
let server: Listening;
let db: Db;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kentongan-privasi-'));
  database = await createTestDatabase('sqlite');
  db = database.db;
  await syncSources(db, [makeSource({ id: 'cari', platform: 'x', class: 'public' })], now);
  const privacy = { ...testPrivacy, erasures: join(folder, 'erasures') };
  const deps = makeApiDeps(db, { people: peopleWith(tokens), privacy });
  server = await serveApi(deps, { pages: createPages(makeWebDeps(db, { privacy })), brieflyMs: 60_000 });
});
afterEach(async () => {
  await server.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

let lastId = 0;
async function addPost(overrides: Partial<RawPost> = {}): Promise<number> {
  lastId += 1;
  const post: RawPost = {
    ...{ ...blankPost, kind: 'post', platform: 'x', externalId: `${lastId}`, idScope: 'x:posts' },
    ...{ text: `Lampu jalan di gang ${lastId} padam, tolong @dishub dan 0812-3456-7890`, authorHandle: 'budikenari' },
    ...{ author: 'Budi Kenari', publishedAt: new Date(now.getTime() - 3_600_000).toISOString(), precision: 'exact' },
    ...overrides,
  };
  const draft = toDraft(post, {
    ...{ now, stemsOf: (text: string) => text.toLowerCase().split(/\W+/), detectLanguage: () => 'id' },
    ...{ isGambling: () => false, personOf: testPseudonyms.personOf },
  });
  if (draft === null) throw new Error('an empty post');
  const { stored } = await saveStep(db, { sourceId: 'cari', drafts: [draft], cursor: null, rejected: 0, now });
  const [id = 0] = stored;
  const { contentHash } = draft;
  if (id > 0) await saveScores(db, [{ mentionId: id, contentHash, scored: makeScored(), stamp: 's1' }], now);
  return id;
}

async function ask(token: string, path: string, body?: unknown) {
  const response = await fetch(`${server.origin}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, json: text.startsWith('{') ? JSON.parse(text) : null };
}

const audited = async () => (await listAudit(db, { limit: 50 })).items.map(({ action, who }) => `${who} ${action}`);
const shown = async () => (await searchMentions(db, { includeSetAside: true, limit: 50 })).items.map(({ id }) => id);

describe('the name behind a pseudonym', () => {
  test('is told to those who may, for a reason, on the audit trail; and nowhere else', async () => {
    const id = await addPost();
    const reason = 'Laporan ancaman, surat Polres 12/2026';
    expect((await ask(analyst, `/api/v1/mentions/${id}/author`, { reason })).status).toBe(403);
    expect((await ask(auditor, `/api/v1/mentions/${id}/author`, { reason })).status).toBe(403);
    expect((await ask(admin, `/api/v1/mentions/${id}/author`, { reason: 'pendek' })).status).toBe(400);
    expect((await ask(admin, `/api/v1/mentions/${id}/author`, {})).status).toBe(400);
    const { json } = await ask(admin, `/api/v1/mentions/${id}/author`, { reason });
    expect(json).toMatchObject({ mention: id, handle: 'budikenari', name: 'Budi Kenari' });
    expect(json.pseudonym).toMatch(/^Warga \w{6}$/);
    const [row] = (await listAudit(db, { action: 'author.unmask', limit: 5 })).items;
    expect(row).toMatchObject({ who: 'Adi', object: `mention:${id}`, detail: { reason } });
    for (const path of ['/api/v1/mentions', `/api/v1/mentions/${id}`, '/api/v1/mentions?format=csv', '/sebutan']) {
      expect((await ask(admin, path)).text).not.toMatch(/budi ?kenari/i);
    }
  });

  test('is shown on the page to whoever asked, for a quarter of an hour', async () => {
    const id = await addPost();
    const before = await ask(admin, `/sebutan/${id}`);
    expect(before.text).toMatch(/Warga \w{6}/);
    expect(before.text).toContain(`action="/api/v1/mentions/${id}/author"`);
    expect(before.text).not.toMatch(/budikenari/);
    await ask(admin, `/api/v1/mentions/${id}/author`, { reason: 'Menindaklanjuti laporan warga' });
    expect((await ask(admin, `/sebutan/${id}`)).text).toContain('budikenari');
    expect((await ask(analyst, `/sebutan/${id}`)).text).not.toMatch(/budikenari|\/author"/);
    await db.updateTable('audit').set({ at: '2026-01-01T00:00:00.000Z' }).execute();
    expect((await ask(admin, `/sebutan/${id}`)).text).not.toContain('budikenari');
  });

  test('is gone after its time, and of nobody there is none', async () => {
    const old = await addPost();
    await db.updateTable('mentions').set({ collectedAt: '2026-01-01T00:00:00.000Z' }).where('id', '=', old).execute();
    const anonymous = await addPost({ author: null, authorHandle: null });
    const reason = 'Menindaklanjuti laporan warga';
    for (const id of [old, anonymous, 999_999]) {
      expect((await ask(admin, `/api/v1/mentions/${id}/author`, { reason })).status).toBe(404);
    }
    expect(await audited()).toEqual([]);
  });
});

describe('requests of people about their data', () => {
  const request = (kind: string, more: object = {}) =>
    ask(admin, '/api/v1/subject-requests', {
      ...{ kind, requester: 'Budi Kenari', contact: 'budi@warga.test', platform: 'x', handle: '@BudiKenari' },
      ...more,
    });

  test('have 3 × 24 hours from when they were received, and what is overdue leads', async () => {
    const early = new Date(now.getTime() - 80 * 3_600_000).toISOString();
    const { json: first } = await request('access');
    const { json: late } = await request('correction', { receivedAt: early });
    expect(Date.parse(first.dueAt) - Date.parse(first.receivedAt)).toBe(72 * 3_600_000);
    const { json: open } = await ask(admin, '/api/v1/subject-requests?open=true');
    expect(open.items.map(({ id, overdue }: { id: number; overdue: boolean }) => [id, overdue])).toEqual([
      [late.id, true],
      [first.id, false],
    ]);
    const page = await ask(auditor, '/privasi');
    expect(page.text).toContain('1 permintaan melewati batas');
    expect(page.text).toContain('lewat 8 jam');
  });

  test('show who asks to those who handle them; auditors see the rest, others nothing; the account is not stored', async () => {
    const { json } = await request('access');
    const path = `/api/v1/subject-requests/${json.id}`;
    expect((await ask(admin, path)).json).toMatchObject({ requester: 'Budi Kenari' });
    expect((await ask(auditor, path)).json).toMatchObject({ requester: null, contact: null, kind: 'access' });
    expect((await ask(auditor, `/privasi/${json.id}`)).text).not.toMatch(/Budi Kenari|budi@warga/);
    expect((await ask(admin, `/privasi/${json.id}`)).text).toContain('Budi Kenari');
    expect((await ask(analyst, path)).status).toBe(403);
    expect((await ask(auditor, '/api/v1/subject-requests', { kind: 'access' })).status).toBe(403);
    expect(JSON.stringify(await db.selectFrom('subjectRequests').selectAll().execute())).not.toMatch(/budikenari/i);
    expect(await audited()).toContain('Adi subject.read');
  });

  test.each([
    ['nobody', { platform: undefined, handle: undefined }],
    ['a platform without an account', { handle: undefined }],
    ['the future', { receivedAt: '2099-01-01T00:00:00.000Z' }],
  ])('about %s are refused', async (_, more) => {
    expect((await request('erase', more)).status).toBe(400);
  });

  test('an export holds everything with who looked at it, and no other people', async () => {
    const id = await addPost();
    await addPost({ authorHandle: 'orang lain' });
    await ask(admin, `/api/v1/mentions/${id}/author`, { reason: 'Menindaklanjuti laporan warga' });
    const { json } = await request('access');
    const path = `/api/v1/subject-requests/${json.id}/export`;
    expect((await ask(auditor, path)).status).toBe(403);
    const { facts } = (await ask(admin, path)).json;
    const value = (section: string, field: string) =>
      facts.find((fact: Record<string, string>) => fact.section === section && fact.field === field)?.value;
    expect(value('author', 'handle')).toBe('budikenari');
    expect(value('mention', 'text')).toMatch(/^Lampu jalan di gang \d+ padam, tolong \[akun lain\] dan \[telepon\]$/);
    expect(value('verdict', 'label')).toBe('negative');
    expect(value('access', 'who')).toBe('Adi');
    expect(
      facts.filter(({ section, field }: Record<string, string>) => section === 'mention' && field === 'url'),
    ).toHaveLength(1);
    expect((await ask(admin, path)).status).toBe(200);
    const csv = await ask(admin, `${path}?format=csv`);
    expect(csv.text).toContain('mention,mention:');
    const exports = (await audited()).filter((line) => line === 'Adi subject.export');
    expect(exports).toHaveLength(3);
  });

  test('an erasure erases, forgets who asked, and is not undone by the next collection', async () => {
    const id = await addPost();
    const other = await addPost({ authorHandle: 'anikenanga' });
    const { json } = await request('erase');
    const done = await ask(admin, `/api/v1/subject-requests/${json.id}/done`, {});
    expect(done.json).toMatchObject({
      outcome: 'done',
      requester: '[dihapus]',
      contact: null,
      result: { mentions: 1 },
    });
    expect(await shown()).toEqual([other]);
    expect((await ask(admin, `/api/v1/mentions/${id}`)).status).toBe(404);
    lastId -= 2;
    expect(await addPost()).toBe(0);
    lastId += 1;
    expect(await addPost({ publishedAt: now.toISOString() })).toBe(0);
    expect((await ask(admin, `/api/v1/subject-requests/${json.id}/done`, {})).status).toBe(409);
    const file = readFileSync(join(folder, 'erasures'), 'utf8');
    expect(file).not.toMatch(/budi|kenari|lampu/i);
  });

  test('a restored backup has what was erased for as long as it takes to start', async () => {
    const id = await addPost();
    const file = join(folder, 'erasures');
    const until = now.toISOString();
    writeErasures(file, [{ kind: 'person', key: testPseudonyms.ofHandle('x', 'budikenari'), until }]);
    const broken = `${readFileSync(file, 'utf8')}\n{"kind":"per`;
    expect(broken).toContain('person');
    expect((await applyErasures(db, readErasures(file), now)).mentions).toBe(1);
    expect(await shown()).toEqual([]);
    expect((await applyErasures(db, readErasures(file), now)).mentions).toBe(0);
    expect(id).toBeGreaterThan(0);
    expect(readErasures(join(folder, 'tidak ada'))).toEqual([]);
  });

  test('a restriction freezes what is there and what comes, until it is lifted', async () => {
    const id = await addPost();
    const other = await addPost({ authorHandle: 'anikenanga' });
    const { json } = await request('restrict');
    await ask(admin, `/api/v1/subject-requests/${json.id}/done`, {});
    const later = await addPost();
    expect(await shown()).toEqual([other]);
    expect((await ask(admin, `/api/v1/mentions/${id}`)).status).toBe(404);
    expect((await ask(admin, '/api/v1/mentions?format=csv')).text.match(/Lampu/g)).toHaveLength(1);
    const { json: lifted } = await ask(admin, `/api/v1/subject-requests/${json.id}/lift`, {});
    expect(lifted).toEqual({ mentions: 2 });
    expect((await shown()).sort()).toEqual([id, other, later].sort());
    const queued = await db.selectFrom('scoreQueue').select('mentionId').execute();
    expect(queued.map(({ mentionId }) => mentionId)).toEqual([id, later]);
  });

  test('a refusal names its ground', async () => {
    const { json } = await request('access');
    const path = `/api/v1/subject-requests/${json.id}/refusal`;
    expect((await ask(admin, path, { answer: 'Tidak' })).status).toBe(400);
    const answer = { legalGround: 'UU 27/2022 Pasal 33', answer: 'Data memuat orang lain.' };
    expect((await ask(admin, path, answer)).json).toMatchObject({ outcome: 'refused', ...answer });
    expect((await ask(auditor, `/privasi/${json.id}`)).text).toContain('UU 27/2022 Pasal 33');
  });
});

test('signs of other people are replaced, the rest of a text stays', () => {
  expect(
    redactOthers(
      'Kata @sari_uji (sari@warga.test, +62 812 3456 789, NIK 3516012345678901): lihat https://x.test/sari pukul 06.00',
    ),
  ).toBe('Kata [akun lain] ([surel], [telepon], NIK [nomor]): lihat [tautan] pukul 06.00');
});
