import { describe, expect, test } from 'vitest';
import { type ClusterDeps, clusterPending, createClusterer } from '../../src/jobs/cluster.ts';
import { listIssueMentions, listIssues, listUnclustered } from '../../src/store/issues.ts';
import { saveScores } from '../../src/store/scores.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { hashOf } from '../support/make.ts';
import { addMention, addSources, hoursBefore, makeScored, makeSource, testNow } from './seed.ts';

describe.each(dialects)('clusterPending on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const deps = (overrides: Partial<ClusterDeps> = {}): ClusterDeps => ({
    db: db(),
    now: () => testNow,
    signal: new AbortController().signal,
    ...overrides,
  });
  const release =
    'Perumda Air Minum mengakui pompa utama di instalasi Cempaka rusak sehingga aliran ke dua kecamatan terhenti sejak subuh. ' +
    'Suku cadang dipesan dari luar provinsi dan diperkirakan tiba lusa. Pelanggan diminta bersabar.';

  async function issues() {
    const { items } = await listIssues(db(), { limit: 50 });
    return Promise.all(
      items.map(async ({ id, title }) => ({
        title,
        members: (await listIssueMentions(db(), id, 50)).map((mention) => mention.id).sort((a, b) => a - b),
      })),
    );
  }

  test('puts copies and comments into one issue, other matters into others, and does so once', async () => {
    await addSources(db(), [makeSource(), makeSource({ id: 'forum', title: 'Forum Warga', class: 'community' })]);
    const post = await addMention(db(), {
      sourceId: 'forum',
      kind: 'post',
      title: 'air mati woy',
      text: release,
      keys: ['uji:kiriman'],
      publishedAt: hoursBefore(9),
    });
    const comment = await addMention(db(), {
      sourceId: 'forum',
      kind: 'comment',
      title: null,
      text: 'sama di sini juga',
      parentKey: 'uji:kiriman',
      publishedAt: hoursBefore(8),
    });
    const other = await addMention(db(), {
      title: 'Turnamen Voli Dibuka',
      text: 'Dua belas regu memperebutkan piala.',
      scored: { topic: 'olahraga-budaya-wisata', agency: null },
      publishedAt: hoursBefore(7),
    });
    await addMention(db(), { title: 'Bukan daerah kita', text: release, scored: { about: null } });
    const announced: unknown[] = [];
    expect(await clusterPending(deps({ announce: (event) => announced.push(event) }))).toEqual({
      clustered: 3,
      newIssues: 2,
      merged: 0,
    });
    expect(announced).toHaveLength(1);
    expect(await issues()).toEqual([
      { title: 'Turnamen Voli Dibuka', members: [other] },
      { title: 'air mati woy', members: [post, comment] },
    ]);
    expect(await clusterPending(deps())).toEqual({ clustered: 0, newIssues: 0, merged: 0 });
    expect(await listUnclustered(db(), 5)).toEqual([]);
  });

  test('joins what comes later, and the first article gives the issue its name', async () => {
    await addSources(db(), [makeSource(), makeSource({ id: 'forum', class: 'community' })]);
    const post = await addMention(db(), {
      sourceId: 'forum',
      kind: 'post',
      title: 'air mati',
      text: release,
      publishedAt: hoursBefore(9),
    });
    await clusterPending(deps());
    const article = await addMention(db(), {
      title: 'Pompa Rusak, Dua Kecamatan Tanpa Air',
      text: release,
      publishedAt: hoursBefore(3),
    });
    expect(await clusterPending(deps())).toEqual({ clustered: 1, newIssues: 0, merged: 0 });
    expect(await issues()).toEqual([{ title: 'Pompa Rusak, Dua Kecamatan Tanpa Air', members: [post, article] }]);
  });

  test('a mention that is scored again stays where it is', async () => {
    await addSources(db(), [makeSource()]);
    const text = 'Jalan berlubang.';
    const id = await addMention(db(), { title: 'Jalan', text });
    await clusterPending(deps());
    const before = await issues();
    const again = {
      mentionId: id,
      contentHash: hashOf(`Jalan\n${text}`),
      scored: makeScored({ topic: 'kesehatan' }),
      stamp: 'v2',
    };
    expect(await saveScores(db(), [again], testNow)).toBe(1);
    expect(await clusterPending(deps())).toEqual({ clustered: 1, newIssues: 0, merged: 0 });
    expect(await issues()).toEqual(before);
  });

  test('more than one batch gives the same issues as one', async () => {
    await addSources(db(), [makeSource()]);
    const words = ['pupuk langka', 'sampah menumpuk', 'lampu padam'];
    for (let index = 0; index < 12; index += 1) {
      const matter = words[index % 3] ?? '';
      await addMention(db(), {
        title: `Soal ${matter}`,
        text: `Warga mengeluh ${matter} sudah berhari-hari dan minta ditangani ${matter}.`,
        scored: { topic: 'lainnya', agency: null },
        publishedAt: hoursBefore(20 - index),
      });
    }
    expect(await clusterPending(deps())).toEqual({ clustered: 12, newIssues: 3, merged: 0 });
    expect((await issues()).map(({ members }) => members.length)).toEqual([4, 4, 4]);
  });

  test('a comment on a post from long ago joins its issue', async () => {
    await addSources(db(), [makeSource()]);
    const post = await addMention(db(), { text: release, keys: ['uji:lama'], publishedAt: hoursBefore(20 * 24) });
    await clusterPending(deps());
    const comment = await addMention(db(), { kind: 'comment', title: null, text: 'masih mati', parentKey: 'uji:lama' });
    expect(await clusterPending(deps())).toEqual({ clustered: 1, newIssues: 0, merged: 0 });
    expect((await issues()).map(({ members }) => members)).toEqual([[post, comment]]);
  });

  test('a clusterer that remembers gives the same issues as one that does not, also after a failed save', async () => {
    await addSources(db(), [makeSource()]);
    const clusterer = createClusterer(deps());
    const titles = ['Air Mati', 'Air Masih Mati', 'Air Belum Hidup'];
    for (const [index, title] of titles.entries()) {
      await addMention(db(), { title, text: `${release} Laporan ${title}.`, publishedAt: hoursBefore(5 - index) });
      if (index === 1) {
        await db().schema.alterTable('issues').renameTo('hilang').execute();
        await expect(clusterer.clusterPending()).rejects.toThrow();
        await db().schema.alterTable('hilang').renameTo('issues').execute();
      }
      expect(await clusterer.clusterPending()).toEqual({ clustered: 1, newIssues: index === 0 ? 1 : 0, merged: 0 });
    }
    expect(await issues()).toMatchObject([{ title: 'Air Mati' }]);
    expect((await issues())[0]?.members).toHaveLength(3);
  });
});
