import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { createEmptyDatabase, dialects, type TestDatabase } from '../support/db.ts';
import { peopleWith } from './people.ts';
import { seed } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

describe.each(dialects)('a write with an Idempotency-Key on %s', (dialect) => {
  let database: TestDatabase;
  let server: Listening;
  let sent = 0;

  beforeAll(async () => {
    database = await createEmptyDatabase(dialect);
    await seed([], database.db);
    const people = peopleWith({ rina: { name: 'Rina' }, tono: { name: 'Tono' } });
    const sendDigest = async (date: string) => {
      sent += 1;
      if (date.endsWith('-01')) throw new Error('the mail server burns');
      return { version: date, recipients: sent, approved: false };
    };
    server = await serveApi(makeApiDeps(database.db, { people, sendDigest }));
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  const post = async (path: string, key: string | null, body?: unknown, token = 'rina') => {
    const response = await fetch(`${server.origin}/api/v1/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(key === null ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return {
      status: response.status,
      replayed: response.headers.get('idempotency-replayed'),
      body: await response.json(),
    };
  };
  const notes = async () => {
    const issue = await (await fetch(`${server.origin}/api/v1/issues/1`)).json();
    return issue.history.filter(({ kind }: { kind: string }) => kind === 'note').length;
  };

  it('is carried out once, and its repeat gets the same answer', async () => {
    const first = await post('issues/1/notes', '"catatan-1"', { note: 'Sudah ditelepon.' });
    expect([first.status, first.replayed]).toEqual([200, null]);
    const again = await post('issues/1/notes', '"catatan-1"', { note: 'Sudah ditelepon.' });
    expect(again).toEqual({ status: 200, replayed: 'true', body: first.body });
    expect(await notes()).toBe(1);
    // Without a key each is a request of its own; so is the same key of somebody else.
    await post('issues/1/notes', null, { note: 'Sudah ditelepon.' });
    await post('issues/1/notes', '"catatan-1"', { note: 'Sudah ditelepon.' }, 'tono');
    expect(await notes()).toBe(3);
  });

  it('is carried out once also when it is sent many times at once', async () => {
    const before = await notes();
    const answers = await Promise.all(
      Array.from({ length: 15 }, () => post('issues/1/notes', 'sekaligus', { note: 'Serentak.' })),
    );
    expect((await notes()) - before).toBe(1);
    for (const { status, body } of answers) {
      if (status !== 200) expect([status, body.type]).toEqual([409, 'urn:kentongan:problem:idempotency-key-running']);
    }
    expect(answers.some(({ status, replayed }) => status === 200 && replayed === null)).toBe(true);
  });

  it('is refused when the key was used for something else', async () => {
    await post('issues/1/notes', 'satu', { note: 'A' });
    for (const [path, text] of [
      ['issues/1/notes', 'B'],
      ['issues/2/notes', 'A'],
    ] as const) {
      const { status, body } = await post(path, 'satu', { note: text });
      expect([status, body.type, body.title]).toEqual([
        422,
        'urn:kentongan:problem:idempotency-key-reused',
        'Permintaan tidak dapat dijalankan',
      ]);
    }
  });

  it('may be sent again after a refusal, which changed nothing', async () => {
    expect((await post('issues/1/notes', 'ralat', { note: '' })).status).toBe(400);
    expect((await post('issues/1/notes', 'ralat', { note: 'Lengkap.' })).status).toBe(200);
  });

  it('is not carried out again when nobody knows how it ended', async () => {
    const before = sent;
    expect((await post('digests/2026-11-01/send', 'kirim')).status).toBe(500);
    const { status, body } = await post('digests/2026-11-01/send', 'kirim');
    expect([status, body.type]).toEqual([409, 'urn:kentongan:problem:idempotency-key-unknown']);
    expect(sent).toBe(before + 1);
  });

  it('needs a key that can be one', async () => {
    for (const key of ['a b', 'x'.repeat(201), '""', 'ké']) {
      const { status, body } = await post('issues/1/notes', key, { note: 'A' });
      expect([status, body.type]).toEqual([400, 'urn:kentongan:problem:invalid-idempotency-key']);
    }
  });

  it('leaves nothing readable in the database', async () => {
    await post('issues/1/notes', 'rahasia-kunci', { note: 'kalimat yang hanya di sini' });
    const rows = await database.db.selectFrom('idempotencyKeys').selectAll().execute();
    const text = JSON.stringify(rows);
    expect(rows.length).toBeGreaterThan(3);
    expect(text).not.toContain('rahasia-kunci');
    expect(text).not.toContain('kalimat');
  });
});
