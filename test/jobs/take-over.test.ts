import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSharedReader } from '../../src/app/province/shared-items.ts';
import { shared as sharedCollector } from '../../src/collectors/shared.ts';
import { silentLog } from '../../src/core/log.ts';
import type { RawPost } from '../../src/core/mention.ts';
import { collectSource } from '../../src/jobs/collect.ts';
import { takeOver } from '../../src/jobs/province/take-over.ts';
import { listFactChecks } from '../../src/store/fact-checks.ts';
import { listPacks, removePack, savePack } from '../../src/store/keyword-packs.ts';
import { leaveUnscored } from '../../src/store/province/unscored.ts';
import { saveStep } from '../../src/store/save-step.ts';
import type { Db } from '../../src/store/schema.ts';
import { findSource, listDueSources, syncSources } from '../../src/store/sources.ts';
import { makeDraft, makeSource, testNow } from '../support/make.ts';
import { openTestProvince, type TestProvince } from '../support/province.ts';
import { region } from './seed.ts';

const zone = 'Asia/Jakarta';
const deps = (db: Db) => ({ db, zone, province: 'Provinsi Jawa Timur' });

let province: TestProvince;
beforeAll(async () => {
  province = await openTestProvince();
  await syncSources(
    province.shared,
    [
      makeSource({ id: 'cekfakta', title: 'Cek Fakta Uji', class: 'fact-check' }),
      makeSource({ id: 'portal', title: 'Portal Provinsi Uji', class: 'government' }),
      makeSource({ id: 'mati', title: 'Tidak dipakai', enabled: false }),
    ],
    testNow,
  );
  const add = (sourceId: string, title: string, over: object = {}) =>
    saveStep(province.shared, {
      sourceId,
      drafts: [
        makeDraft({
          keys: [`url:${title}`],
          kind: 'article',
          url: `https://uji.test/${encodeURIComponent(title)}`,
          title,
          text: `${title}. Isi.`,
          ...over,
        }),
      ],
      ...{ cursor: null, rejected: 0, now: testNow },
    });
  await add('cekfakta', '[SALAH] Bantuan dua juta lewat tautan', {
    review: { claimed: 'Bantuan dua juta lewat tautan', verdict: 'false', rating: 'Salah' },
  });
  await add('portal', `Gubernur meninjau jalan di ${region.shortName}`);
  await add('portal', 'Gubernur membuka pameran di Banyuwangi');
  await add('portal', `Komentar warga ${region.shortName}`, { kind: 'comment' });
});
afterAll(() => province.close());

/** One run of a mirrored source, through the whole pipeline. */
async function collect(db: Db, id: string) {
  const source = await findSource(db, id);
  if (source === null) throw new Error(`no source ${id}`);
  const unused = () => Promise.reject(new Error('nobody outside is asked'));
  const toDraft = (post: RawPost) =>
    makeDraft({
      keys: [`id:${post.idScope}:${post.externalId}`],
      kind: post.kind,
      title: post.title,
      text: post.text,
      url: post.url,
      review: post.review,
    });
  return collectSource(
    {
      ...{ db, zone, toDraft, now: () => testNow, log: silentLog, signal: new AbortController().signal },
      net: { get: unused, call: unused },
      reader: {} as never,
      readFile: unused,
      readShared: createSharedReader(db, region),
      findCollector: () => sharedCollector,
      keyOf: () => {
        throw new Error('no key is needed');
      },
    },
    source,
  );
}

describe('what the province offers', () => {
  test('becomes sources of each regency, once, beside its own', async () => {
    await syncSources(province.first, [makeSource({ id: 'radar' })], testNow);
    await takeOver(deps(province.first), testNow);
    await takeOver(deps(province.first), testNow);
    await syncSources(province.first, [makeSource({ id: 'radar' })], testNow);
    const due = (await listDueSources(province.first, testNow, 10)).map(({ id, collector, class: kind }) => [
      id,
      collector,
      kind,
    ]);
    expect(due.sort()).toEqual([
      ['provinsi-cekfakta', 'shared', 'fact-check'],
      ['provinsi-portal', 'shared', 'government'],
      ['radar', 'feed', 'online-media'],
    ]);
    expect(await findSource(province.second, 'provinsi-portal')).toBeNull();
  });

  test('is read once: fact checks all, the rest where it names the regency', async () => {
    const { first } = province;
    expect((await collect(first, 'provinsi-cekfakta')).totals.stored).toBe(1);
    expect(await collect(first, 'provinsi-portal')).toMatchObject({ status: 'ok', totals: { stored: 1, repeats: 0 } });
    expect((await collect(first, 'provinsi-portal')).totals).toMatchObject({ stored: 0, repeats: 0 });
    const titles = await first.selectFrom('mentions').select('title').orderBy('id').execute();
    expect(titles.map(({ title }) => title)).toEqual([
      '[SALAH] Bantuan dua juta lewat tautan',
      `Gubernur meninjau jalan di ${region.shortName}`,
    ]);
    const checks = await listFactChecks(first, 0, 10);
    expect(checks).toMatchObject([{ claim: { text: expect.stringContaining('Bantuan dua juta') } }]);
    expect(await first.selectFrom('claimReviews').select('verdict').execute()).toEqual([{ verdict: 'false' }]);
  });

  test('goes when the province gives it up, and comes again with it; a pause of the regency stays', async () => {
    const { first, shared } = province;
    const at = testNow.toISOString();
    await first
      .updateTable('sources')
      .set({ pausedAt: at, pausedBy: 'Ani' })
      .where('id', '=', 'provinsi-cekfakta')
      .execute();
    await shared.updateTable('sources').set({ enabled: 0 }).where('id', '=', 'portal').execute();
    await takeOver(deps(first), testNow);
    expect((await findSource(first, 'provinsi-portal'))?.enabled).toBe(false);
    await shared.updateTable('sources').set({ enabled: 1 }).where('id', '=', 'portal').execute();
    await takeOver(deps(first), testNow);
    expect((await findSource(first, 'provinsi-portal'))?.enabled).toBe(true);
    expect((await findSource(first, 'provinsi-cekfakta'))?.enabled).toBe(false);
  });

  test('keyword packs follow the province’s, and leave the regency’s own alone', async () => {
    const { first, shared } = province;
    const pack = {
      ...{ id: 'banjir', title: 'Banjir', stage: 'none' as const, from: null, to: null, purpose: 'uji', basis: 'uji' },
      ...{ keywords: [{ text: 'banjir', theme: 'bencana', near: [] }], candidates: [] },
    };
    await savePack(first, pack, 'Ani', testNow, zone);
    await savePack(shared, { ...pack, title: 'Banjir provinsi' }, 'Budi', testNow, zone);
    const stored = async () => {
      await takeOver(deps(first), testNow);
      return (await listPacks(first)).map(({ pack: { id, title }, updatedBy }) => [id, title, updatedBy]);
    };
    const own = ['banjir', 'Banjir', 'Ani'];
    expect(await stored()).toEqual([own, ['provinsi-banjir', 'Banjir provinsi', 'Provinsi Jawa Timur']]);
    await removePack(shared, 'banjir', 'Budi', testNow);
    expect(await stored()).toEqual([own]);
  });

  test('waits for no verdict where nobody gives one', async () => {
    await leaveUnscored(province.shared);
    expect(await province.shared.selectFrom('scoreQueue').selectAll().execute()).toEqual([]);
  });
});
