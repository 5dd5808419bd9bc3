import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { NetClient, NetResponse } from '../../src/core/net.ts';
import { recordAnswers } from '../../src/jobs/evidence.ts';
import { prune } from '../../src/jobs/prune.ts';
import { listSourceEvidence } from '../../src/store/evidence.ts';
import { insertRun, listRuns } from '../../src/store/runs.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { useTestDatabase } from '../support/db.ts';
import { addSources, makeDraft, makeSource, testNow } from './seed.ts';

const text = (body: string) => new TextEncoder().encode(body);

function response(body: string | Uint8Array, overrides: Partial<NetResponse> = {}): NetResponse {
  return {
    status: 200,
    url: 'https://kabar-uji.test/feed',
    movedTo: null,
    notModified: false,
    headers: { 'content-type': 'text/xml' },
    body: typeof body === 'string' ? text(body) : body,
    validators: { etag: null, lastModified: null },
    freshForMs: 0,
    ...overrides,
  };
}

/** A recorder over a net that gives these answers in order. */
function record(answers: readonly NetResponse[], secret: string | null = null) {
  const left = [...answers];
  const next = async () => {
    const answer = left.shift();
    if (answer === undefined) throw new Error('no answer left');
    return answer;
  };
  const net: NetClient = { get: next, call: next };
  return recordAnswers({ net, readFile: async () => text('berkas'), now: () => testNow }, secret);
}

describe('recordAnswers', () => {
  test('hands answers through untouched, and keeps a compressed copy', async () => {
    const given = response('<rss>isi</rss>', { url: 'https://www.kabar-uji.test/umpan/?utm_source=x' });
    const recorder = record([given]);
    expect(await recorder.net.get('https://kabar-uji.test/feed')).toBe(given);
    const [kept, ...others] = await recorder.take(true);
    expect(others).toEqual([]);
    expect({ ...kept, body: gunzipSync(kept?.body ?? '').toString() }).toEqual({
      url: 'https://www.kabar-uji.test/umpan/?utm_source=x',
      contentType: 'text/xml',
      fetchedAt: testNow.toISOString(),
      sha256: '47c30378e21addc06402d7f765f6c253a448b6e95d3c07dae3e3f11ae3b83772',
      size: 14,
      body: '<rss>isi</rss>',
      pageKeys: ['url:https://kabar-uji.test/feed', 'url:https://kabar-uji.test/umpan'],
    });
    expect(await recorder.take(true)).toEqual([]);
  });

  test('keeps neither secrets nor what is no answer', async () => {
    const token = response('{"token":"rahasia"}');
    const recorder = record([
      token,
      response('gagal', { status: 403 }),
      response('', { status: 304, notModified: true }),
      response(''),
      response('{"data":[]}', { headers: {} }),
    ]);
    const { net } = recorder;
    await net.call('https://api.test/session', { isSecret: true });
    await net.call('https://api.test/posts', {});
    await net.get('https://kabar-uji.test/feed');
    await net.get('https://kabar-uji.test/kosong');
    await net.call('https://api.test/posts', {});
    expect((await recorder.take(true)).map(({ contentType, size }) => [contentType, size])).toEqual([[null, 11]]);
  });

  test('blots out the key where a platform prints it, and leaves what the collector reads alone', async () => {
    const key = 'EAAB|uji-kunci';
    const body = `{"paging":{"next":"https://api.test/?access_token=EAAB%7Cuji-kunci&after=2","token":"${key}"}}`;
    const given = response(body);
    const recorder = record([given, response('tanpa kunci')], key);
    await recorder.net.call('https://api.test/posts', {});
    await recorder.net.call('https://api.test/posts', {});
    const kept = (await recorder.take(true)).map((answer) => gunzipSync(answer.body).toString());
    expect(kept).toEqual([
      `{"paging":{"next":"https://api.test/?access_token=***&after=2","token":"***"}}`,
      'tanpa kunci',
    ]);
    expect(new TextDecoder().decode(given.body)).toBe(body);
  });

  test('holds 20 MB of a step at most; small answers after a large one still fit', async () => {
    const megabytes = (count: number) => response(new Uint8Array(count * 1_048_576).fill(97));
    const recorder = record([megabytes(10), megabytes(9), megabytes(2), response('kecil'), megabytes(10)]);
    for (let n = 0; n < 4; n++) await recorder.net.get(`https://kabar-uji.test/${n}`);
    expect((await recorder.take(true)).map(({ size }) => size)).toEqual([10_485_760, 9_437_184, 5]);
    // The next step has all the room again, and what is not needed is not even compressed.
    await recorder.net.get('https://kabar-uji.test/5');
    expect(await recorder.take(false)).toEqual([]);
  });

  test('files that a collector reads are answers too, and faults pass through', async () => {
    const recorder = record([]);
    expect(await recorder.readFile('/data/klipping uji.csv')).toEqual(text('berkas'));
    expect(await recorder.take(true)).toMatchObject([
      { url: 'file:///data/klipping%20uji.csv', size: 6, pageKeys: [] },
    ]);
    await expect(recorder.net.get('https://kabar-uji.test/')).rejects.toThrow('no answer left');
    expect(await recorder.take(true)).toEqual([]);
  });
});

describe('prune', () => {
  const db = useTestDatabase('sqlite');
  const day = 86_400_000;
  const daysAgo = (days: number) => new Date(testNow.getTime() - days * day).toISOString();

  async function seed(): Promise<void> {
    await addSources(db(), [makeSource()]);
    for (const days of [31, 29, -3]) {
      const answer = { url: `https://a.test/${days}`, contentType: null, sha256: `${days}`, size: 1, pageKeys: [] };
      await saveStep(db(), {
        sourceId: 'kabar-uji',
        drafts: [makeDraft({ keys: [`key:${days}`] })],
        cursor: null,
        rejected: 0,
        now: testNow,
        evidence: [{ ...answer, fetchedAt: daysAgo(days), body: text('x') }],
      });
    }
    const totals = { stored: 0, repeats: 0, edits: 0, rejected: 0, setAside: 0 };
    const run = { sourceId: 'kabar-uji', startedAt: daysAgo(31), endedAt: daysAgo(31), error: null, totals };
    await insertRun(db(), run);
  }
  const kept = async () => (await listSourceEvidence(db(), 'kabar-uji')).map(({ url }) => url);

  test('removes answers and runs that were kept for long enough', async () => {
    await seed();
    expect(await prune(db(), 30, testNow)).toEqual({ evidence: 1, runs: 1 });
    expect(await kept()).toEqual(['https://a.test/-3', 'https://a.test/29']);
    expect(await listRuns(db(), 'kabar-uji', 5)).toEqual([]);
    expect(await prune(db(), 30, testNow)).toEqual({ evidence: 0, runs: 0 });
  });

  test('keeps none at all where none are wanted', async () => {
    await seed();
    expect(await prune(db(), 0, testNow)).toMatchObject({ evidence: 3 });
    expect(await kept()).toEqual([]);
  });
});
