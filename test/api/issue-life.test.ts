import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { openApiPath } from '../../src/api/openapi.ts';
import { createAskJudge } from '../../src/jobs/questions.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { judgeQueued } from '../../src/store/question-queue.ts';
import type { Db } from '../../src/store/schema.ts';
import { addIssue } from '../store/life-seed.ts';
import { peopleWith } from './people.ts';
import { now, openSeedDatabase, region, store } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

const token = 'token-uji-yang-cukup-panjang';
const people = peopleWith({ [token]: { name: 'Rina' } });

let db: Db;
let server: Listening;
let ids: number[] = [];
let issueId = 0;

beforeEach(async () => {
  db = await openSeedDatabase();
  const red = { label: 'negative', attention: 'alert' } as const;
  ids = [
    await store(db, { ...red, source: 'kabar-wanasari', minutes: 3000, title: 'Air Mati', text: 'Air mati dua hari.' }),
    await store(db, {
      ...red,
      source: 'info-warga',
      minutes: 2900,
      kind: 'post',
      platform: 'facebook',
      text: 'Air mati lagi.',
    }),
    await store(db, {
      ...red,
      source: 'info-warga',
      minutes: 2500,
      kind: 'comment',
      platform: 'facebook',
      text: 'Kapan PDAM memperbaiki?',
      agency: 'PDAM',
    }),
    await store(db, { source: 'pemkab', minutes: 2400, title: 'Penjelasan', text: 'Pompa sedang diganti.' }),
    await store(db, { ...red, source: 'pena-teluk', minutes: 1500, title: 'Air Masih Keruh', text: 'Air keruh.' }),
  ];
  issueId = await addIssue(db, ids, 'Air mati');
  server = await serveApi(makeApiDeps(db, { people }));
});
afterEach(async () => {
  await server.close();
  await closeDatabase(db);
});

// biome-ignore lint/suspicious/noExplicitAny: answers are checked value by value
type Answer = { status: number; answer: any };

async function send(path: string, body: unknown, bearer = token): Promise<Answer> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${bearer}` };
  const response = await fetch(`${server.origin}/api/v1${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
}
async function get(path: string): Promise<Answer> {
  const response = await fetch(`${server.origin}/api/v1${path}`);
  return { status: response.status, answer: await response.json() };
}

describe('the state of an issue', () => {
  it('is changed by the person of the token, and its history says so', async () => {
    const { status, answer } = await send(`/issues/${issueId}/state`, { to: 'diteruskan', agency: 'PDAM', why: 'air' });
    // Sunday, 17.10 in Jakarta: due on Monday at the same time.
    expect([status, answer.state, answer.agency, answer.dueAt]).toEqual([
      200,
      'diteruskan',
      'PDAM',
      '2026-11-23T10:10:00.000Z',
    ]);
    const { answer: issue } = await get(`/issues/${issueId}`);
    expect(issue.history).toMatchObject([
      { kind: 'state', from: 'baru', to: 'diteruskan', who: 'Rina', why: 'air', at: now.toISOString() },
      { kind: 'due', to: '2026-11-23T10:10:00.000Z' },
    ]);
    expect((await get('/issues?overdue=true')).answer.items).toEqual([]);
    await db.updateTable('issues').set({ dueAt: now.toISOString() }).where('id', '=', issueId).execute();
    expect((await get('/issues?overdue=true&state=diteruskan')).answer.items).toHaveLength(1);
  });

  it.each([
    [{ to: 'selesai', why: 'sudah' }, 409, 'wrong-state'],
    [{ to: 'bukan-isu' }, 409, 'reason-needed'],
    [{ to: 'diteruskan', agency: 'Dishub' }, 400, 'invalid-body'],
    [{ to: 'diteruskan', agency: 'PDAM', dueAt: '2026-11-21' }, 400, 'due-passed'],
    [{ to: 'diteruskan', agency: 'PDAM', dueAt: 'besok' }, 400, 'invalid-body'],
    [{ to: 'tutup' }, 400, 'invalid-body'],
    [{ to: 'bukan-isu', why: 'a\r\nBcc: x@y.test' }, 400, 'invalid-body'],
    [{ to: 'bukan-isu', why: '\u202egnilor' }, 400, 'invalid-body'],
    [{ to: 'bukan-isu', why: ' ' }, 400, 'invalid-body'],
    [{ to: 'bukan-isu', why: 'x', who: 'Orang lain' }, 400, 'invalid-body'],
    [JSON.parse('{"to":"diverifikasi","__proto__":{"who":"x"}}'), 400, 'invalid-body'],
    [[], 400, 'invalid-body'],
  ])('is not changed by %j', async (body, status, code) => {
    const given = await send(`/issues/${issueId}/state`, body);
    expect([given.status, given.answer.type]).toEqual([status, `urn:kentongan:problem:${code}`]);
    expect((await get(`/issues/${issueId}`)).answer).toMatchObject({ state: 'baru', history: [] });
  });

  it('is not changed without a token, nor where there is no issue', async () => {
    expect((await send(`/issues/${issueId}/state`, { to: 'diverifikasi' }, 'salah')).status).toBe(401);
    expect((await send('/issues/999/state', { to: 'diverifikasi' })).status).toBe(404);
    expect((await send('/issues/x/state', { to: 'diverifikasi' })).status).toBe(400);
  });
});

describe('an issue', () => {
  it('is named, given to an agency, given time and remarked on by hand', async () => {
    expect((await send(`/issues/${issueId}/title`, { title: 'Air ledeng mati' })).answer.title).toBe('Air ledeng mati');
    expect((await send(`/issues/${issueId}/agency`, { agency: 'PUPR', why: 'pipa' })).answer.agency).toBe('PUPR');
    expect((await send(`/issues/${issueId}/agency`, { agency: 'Dishub' })).status).toBe(400);
    expect((await send(`/issues/${issueId}/due`, { dueAt: '2026-11-24' })).status).toBe(409);
    await send(`/issues/${issueId}/state`, { to: 'diteruskan' });
    // A date is its whole day.
    expect((await send(`/issues/${issueId}/due`, { dueAt: '2026-11-24' })).answer.dueAt).toBe(
      '2026-11-24T17:00:00.000Z',
    );
    expect((await send(`/issues/${issueId}/notes`, { note: 'Camat:\nsudah ditelepon' })).status).toBe(200);
    const { history } = (await get(`/issues/${issueId}`)).answer;
    expect(history.map(({ kind }: { kind: string }) => kind)).toEqual([
      'title',
      'agency',
      'state',
      'due',
      'due',
      'note',
    ]);
  });

  it('is taken apart and put together', async () => {
    const split = await send(`/issues/${issueId}/split`, { mentionIds: [ids[4]], title: 'Air keruh', why: 'lain' });
    expect(split.answer).toMatchObject({ title: 'Air keruh', mentionCount: 1, state: 'baru' });
    expect((await send(`/issues/${issueId}/split`, { mentionIds: [], why: 'lain' })).status).toBe(400);
    expect((await send(`/issues/${issueId}/split`, { mentionIds: [ids[4]], why: 'lain' })).status).toBe(409);
    const merged = await send(`/issues/${split.answer.id}/merge`, { into: issueId, why: 'ternyata sama' });
    expect(merged.answer).toMatchObject({ id: issueId, mentionCount: 5 });
    expect((await get(`/issues/${split.answer.id}`)).answer).toMatchObject({ mergedInto: issueId, mentions: [] });
    expect((await send(`/issues/${issueId}/merge`, { into: issueId, why: 'x' })).status).toBe(409);
    expect((await send(`/issues/${issueId}/merge`, { into: 1.5, why: 'x' })).status).toBe(400);
  });

  it('tells its spread, its answer and what came of it', async () => {
    const marked = await send(`/issues/${issueId}/clarifications`, { mentionId: ids[3] });
    expect([marked.status, marked.answer.state]).toEqual([200, 'ditanggapi']);
    const { answer } = await get(`/issues/${issueId}`);
    expect(answer).toMatchObject({
      answeredAt: '2026-11-20T18:10:00.000Z',
      responseMs: 600 * 60_000,
      effect: { hours: 24, before: { negative: 3, all: 3 }, after: { negative: 1, all: 1 }, complete: true },
      clarifications: [{ title: 'Penjelasan', text: 'Pompa sedang diganti.', agency: 'PDAM' }],
      headline: null,
    });
    expect(answer.spread).toMatchObject({
      first: { publisher: 'Kabar Wanasari' },
      voices: [{ name: 'Kabar Wanasari' }, { name: 'Info Warga Wanasari', kind: 'account' }, { name: 'Pena Teluk' }],
      unit: 'hour',
    });
    expect(answer.spread.timeline.at(-1)).toMatchObject({ media: 2, accounts: 1, comments: 1, negative: 4 });
    expect([answer.mediaCount, answer.accountCount, answer.commentCount]).toEqual([2, 1, 1]);
  });
});

describe('clarifications', () => {
  const text = { title: 'Bukan hoaks kami', text: 'Paragraf satu.\n\nParagraf dua.', claimed: 'Bantuan lewat tautan' };

  it('are stored with an issue or without, and listed', async () => {
    const open = await send('/clarifications', { ...text, url: 'https://pemkab.test/1', publishedAt: '2026-11-21' });
    expect(open.answer).toMatchObject({ issueId: null, who: 'Rina', publishedAt: '2026-11-20T17:00:00.000Z' });
    const own = await send(`/issues/${issueId}/clarifications`, { ...text, answers: false });
    expect(own.answer.state).toBe('baru');
    expect((await get('/clarifications')).answer.items).toHaveLength(2);
    expect((await get(`/clarifications?issue=${issueId}`)).answer.items).toHaveLength(1);
    const csv = await fetch(`${server.origin}/api/v1/clarifications`, { headers: { accept: 'text/csv' } });
    expect(await csv.text()).toContain('Bukan hoaks kami');
  });

  it.each([
    ['/clarifications', { title: 'x' }, 400],
    ['/clarifications', { ...text, url: 'javascript:alert(1)' }, 400],
    ['/clarifications', { ...text, publishedAt: '2026-12-01' }, 400],
    ['/clarifications', { ...text, agency: 'Dishub' }, 400],
    ['/clarifications', { ...text, text: 'nol\u0000' }, 400],
    ['/issues/1/clarifications', { title: 'x' }, 400],
    ['/issues/1/clarifications', { mentionId: 1 }, 409],
  ])('%s refuses %j', async (path, body, status) => {
    expect((await send(path, body)).status).toBe(status);
    expect((await get('/clarifications')).answer.items).toEqual([]);
  });
});

describe('questions', () => {
  beforeEach(() => judgeQueued(db, 100, createAskJudge(region)));

  it('are listed without who asked, as JSON and CSV', async () => {
    const { answer } = await get('/questions?agency=PDAM&waiting=true&kind=question');
    expect(answer.items).toMatchObject([
      { mentionId: ids[2], text: 'Kapan PDAM memperbaiki?', issueId, answeredAt: null },
    ]);
    expect((await get('/questions?agency=-')).answer.items).toEqual([]);
    expect((await get('/questions?waiting=false')).answer.items).toEqual([]);
    const csv = await fetch(`${server.origin}/api/v1/questions`, { headers: { accept: 'text/csv' } });
    expect(await csv.text()).toContain('Kapan PDAM memperbaiki?');
  });

  it('are called answered by a person, once', async () => {
    const path = `/questions/${ids[2]}/answered`;
    expect((await send(path, { note: 'lewat telepon' })).answer).toMatchObject({
      answeredBy: 'Rina',
      answeredAt: now.toISOString(),
    });
    expect((await send(path, {})).status).toBe(409);
    expect((await send('/questions/999/answered', {})).status).toBe(404);
    const [row] = await db.selectFrom('audit').selectAll().where('object', '=', `question:${ids[2]}`).execute();
    expect(row).toMatchObject({ who: 'Rina', action: 'question.answered', detail: '{"note":"lewat telepon"}' });
  });
});

it('is in the API document', async () => {
  const document = await (await fetch(`${server.origin}${openApiPath}`)).json();
  for (const path of ['state', 'title', 'agency', 'due', 'notes', 'merge', 'split', 'clarifications']) {
    expect(document.paths[`/api/v1/issues/{id}/${path}`].post.security).toEqual([{ token: [] }, { session: [] }]);
  }
  expect(document.components.schemas.IssueWithMentions.properties).toHaveProperty('history');
});
