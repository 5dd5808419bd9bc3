import { beforeEach, describe, expect, test } from 'vitest';
import { type ClusterDeps, createClusterer } from '../../src/jobs/cluster.ts';
import { mergeIssues, splitIssue } from '../../src/store/issue-hands.ts';
import { changeState, renameIssue } from '../../src/store/issue-life.ts';
import { findIssue, listIssueMentions, listIssues } from '../../src/store/issues.ts';
import { saveScores } from '../../src/store/scores.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { hashOf } from '../support/make.ts';
import { addMention, addSources, hoursBefore, makeScored, makeSource, testNow } from './seed.ts';

const pump =
  'Pompa utama instalasi Cempaka terbakar sehingga aliran ke dua kecamatan terhenti sejak subuh dan baru pulih setelah suku cadang tiba.';
const queue =
  'Antrean jeriken mengular di sumur tua Rinjingan, ibu-ibu begadang menunggu giliran menimba sambil membawa gerobak pinjaman tetangga.';

/** What the program finds by itself, and what it leaves alone because a person has decided. */
describe.each(dialects)('grouping and what people decide, on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const who = { who: 'Sari', why: 'Sudah dicek.', now: testNow };
  const deps = (): ClusterDeps => ({ db: db(), now: () => testNow, signal: new AbortController().signal });
  const cluster = () => createClusterer(deps()).clusterPending();
  const report = (text: string, hours: number, title = text.slice(0, 30)) =>
    addMention(db(), { title, text, scored: { topic: 'lainnya', agency: null }, publishedAt: hoursBefore(hours) });

  async function groups(): Promise<number[][]> {
    const { items } = await listIssues(db(), { limit: 50 });
    const members = await Promise.all(items.map(({ id }) => listIssueMentions(db(), id, 50)));
    return members
      .map((own) => own.map(({ id }) => id).sort((a, b) => a - b))
      .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  }

  async function issueOf(mentionId: number): Promise<number> {
    const row = await db()
      .selectFrom('mentions')
      .select('issueId')
      .where('id', '=', mentionId)
      .executeTakeFirstOrThrow();
    return row.issueId ?? 0;
  }

  async function scoreAgain(mentionId: number, title: string, text: string): Promise<void> {
    const scored = makeScored({ topic: 'kesehatan', agency: null });
    expect(
      await saveScores(db(), [{ mentionId, contentHash: hashOf(`${title}\n${text}`), scored, stamp: 'v2' }], testNow),
    ).toBe(1);
  }

  let first = 0;
  let second = 0;
  beforeEach(async () => {
    await addSources(db(), [makeSource()]);
    first = await report(pump, 20);
    second = await report(queue, 18);
    expect(await cluster()).toEqual({ clustered: 2, newIssues: 2, merged: 0 });
  });
  const bridge = () => report(`${pump} ${queue}`, 10, 'Pompa Terbakar, Warga Antre di Sumur');

  test('a later report that is about both makes two issues one, and running again changes nothing', async () => {
    const [older, younger] = [await issueOf(first), await issueOf(second)];
    const third = await bridge();
    expect(await cluster()).toEqual({ clustered: 1, newIssues: 0, merged: 1 });
    expect(await groups()).toEqual([[first, second, third]]);
    expect(await findIssue(db(), younger)).toMatchObject({ mergedInto: older, mentionCount: 0 });
    const events = await db().selectFrom('issueEvents').selectAll().orderBy('id').execute();
    expect(events).toMatchObject([
      { issueId: younger, kind: 'merge', fromValue: String(younger), toValue: String(older), who: 'kentongan' },
      { issueId: older, kind: 'merge' },
    ]);
    expect(events[0]?.why).toBe(
      'Digabung otomatis: sebutan “Pompa Terbakar, Warga Antre di Sumur” menunjukkan bahwa keduanya membahas peristiwa yang sama.',
    );
    expect(await cluster()).toEqual({ clustered: 0, newIssues: 0, merged: 0 });
    expect(await groups()).toEqual([[first, second, third]]);
  });

  test('an issue in hand keeps its number: the other is joined to it, though it is older', async () => {
    const [older, younger] = [await issueOf(first), await issueOf(second)];
    await changeState(db(), { issueId: younger, to: 'diverifikasi', ...who });
    await bridge();
    expect(await cluster()).toMatchObject({ merged: 1 });
    expect(await findIssue(db(), older)).toMatchObject({ mergedInto: younger });
    expect(await findIssue(db(), younger)).toMatchObject({ state: 'diverifikasi', mentionCount: 3 });
  });

  test('two issues in hand stay two', async () => {
    await renameIssue(db(), { issueId: await issueOf(first), title: 'Pompa', ...who });
    await changeState(db(), { issueId: await issueOf(second), to: 'diverifikasi', ...who });
    await bridge();
    expect(await cluster()).toMatchObject({ clustered: 1, newIssues: 0, merged: 0 });
    expect(await groups()).toHaveLength(2);
  });

  test('what a person has split is never joined again, nor do its mentions move when they are scored again', async () => {
    const third = await bridge();
    await cluster();
    await splitIssue(db(), { issueId: await issueOf(first), mentionIds: [second], title: null, ...who });
    const fourth = await report(`${pump} ${queue}`, 5, 'Pompa Terbakar, Warga Masih Antre');
    await scoreAgain(second, queue.slice(0, 30), queue);
    expect(await cluster()).toMatchObject({ clustered: 2, newIssues: 0, merged: 0 });
    expect(await groups()).toEqual([[first, third, fourth], [second]]);
  });

  test('what a person has joined stays joined, and later reports of either come to it', async () => {
    const clusterer = createClusterer(deps());
    const [from, into] = [await issueOf(first), await issueOf(second)];
    await report('Turnamen voli antardesa dibuka, dua belas regu ikut bertanding.', 12);
    await clusterer.clusterPending();
    await mergeIssues(db(), { from, into, ...who });
    const third = await report(pump, 4, 'Pompa Belum Pulih, Warga Menunggu');
    await scoreAgain(first, pump.slice(0, 30), pump);
    expect(await clusterer.clusterPending()).toMatchObject({ clustered: 2, newIssues: 0, merged: 0 });
    expect((await groups())[0]).toEqual([first, second, third]);
    expect(await issueOf(first)).toBe(into);
  });

  test('a comment that came before its post follows it, unless a person has put it elsewhere', async () => {
    const answer = { kind: 'comment', title: null, scored: { topic: 'lainnya', agency: null } } as const;
    const free = await addMention(db(), {
      ...answer,
      text: 'kapan dipasang lampunya',
      parentKey: 'uji:kiriman',
      publishedAt: hoursBefore(6),
    });
    const pinned = await addMention(db(), {
      ...answer,
      text: 'beda soal ini min',
      parentKey: 'uji:kiriman',
      publishedAt: hoursBefore(6),
    });
    await cluster();
    await mergeIssues(db(), { from: await issueOf(pinned), into: await issueOf(first), ...who });
    const post = await addMention(db(), {
      kind: 'post',
      title: 'Lampu Jalan Padam',
      text: 'Seluruh lampu jalan lingkar padam sejak bulan lalu.',
      keys: ['uji:kiriman'],
      scored: { topic: 'lainnya', agency: null },
      publishedAt: hoursBefore(7),
    });
    expect(await cluster()).toMatchObject({ clustered: 1, newIssues: 1 });
    expect(await groups()).toEqual([[first, pinned], [second], [free, post]]);
  });
});
