import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installation, openInstallation } from '../../src/app/installation.ts';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import { createBurstThread } from '../../src/app/rescoring/burst-thread.ts';
import { createRescoreThreads, type RescoreThreads } from '../../src/app/rescoring/rescore-threads.ts';
import { units } from '../../src/app/units.ts';
import { parseConfig } from '../../src/config/load.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Doc } from '../../src/core/score.ts';
import { changeEntry } from '../../src/store/lexicon-changes.ts';
import { addMention, testNow } from '../jobs/seed.ts';

const config = parseConfig(
  `
region: { code: "35.16" }
contact: mailto:uji@contoh.test
database: ":memory:"
legal: { purpose: menguji, basis: menguji }
sources:
  - { id: warga, title: Warga, collector: feed, class: community, options: { url: "https://warga.contoh.test/feed" } }
`,
  'uji.yaml',
  units,
  {},
);
const claim = {
  claimId: 'cek',
  title: 'Bupati bagikan 500 sepeda motor gratis',
  text: 'buruan daftar, bupati membagikan 500 sepeda motor gratis untuk warga kabupaten',
  url: 'https://cek.contoh.test/motor',
};
const toDoc = (text: string, id: number): Doc => ({
  ...{ id: String(id), title: null, text, publishedAt: testNow.toISOString(), platform: 'web' as const },
});
const docs = [
  'Jalan di Kecamatan Mojosari rusak parah, warga mengeluh sudah dua tahun tidak diperbaiki',
  'INFO bupati bagikan 500 motor gratis, sepeda motor baru, buruan daftar warga kabupaten',
  'Pelayanan kantor itu ambyarnya minta ampun',
].map(toDoc);

let installation: Installation;
const warnings: string[] = [];
beforeAll(async () => {
  const log = { ...silentLog, warn: (_: object, message: string) => void warnings.push(message) };
  installation = await openInstallation({ kind: 'live', config, knowledge: loadKnowledge(), log, now: () => testNow });
});
afterAll(() => installation.close());

async function addText(times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await addMention(installation.db, { sourceId: 'warga', title: null, text: `jalan rusak ${time}`, scored: null });
  }
}

/** Nothing waits any more, and no source is new. */
async function endBurst(): Promise<void> {
  await installation.db.deleteFrom('scoreQueue').execute();
  await installation.db.updateTable('sources').set({ lastRunAt: testNow.toISOString() }).execute();
}

describe('a thread that reads texts while many wait', () => {
  test('is not begun where few wait or the machine has no room', async () => {
    await addText();
    let started = 0;
    const startThreads = async () => {
      started += 1;
      throw new Error('no memory');
    };
    // One text, and twenty that a source which was never read may bring.
    await createBurstThread(installation, { fewest: 22, startThreads }).prepare();
    await createBurstThread(installation, { fewest: 1, hasRoom: () => false, startThreads }).prepare();
    expect(started).toBe(0);
    // One that does not start is not tried again in the same burst.
    const failing = createBurstThread(installation, { fewest: 21, hasRoom: () => true, startThreads });
    await failing.prepare();
    await failing.prepare();
    expect([started, failing.scoreAs(installation.scorer.stamp)]).toEqual([1, null]);
    await endBurst();
    await failing.prepare();
    await addText(21);
    await failing.prepare();
    expect(started).toBe(2);
    expect(warnings.splice(0)).toHaveLength(2);
  });

  test('says what this thread says, learns claims and words, and is closed when the burst is over', async () => {
    const { db, scorer, claims, office } = installation;
    let threads: RescoreThreads | null = null;
    const burst = createBurstThread(installation, {
      ...{ fewest: 1, hasRoom: () => true },
      startThreads: async (...parts) => {
        threads = await createRescoreThreads(...parts);
        return threads;
      },
    });
    const read = async () => burst.scoreAs(scorer.stamp)?.(docs);
    await burst.prepare();
    expect(await read()).toEqual(scorer.score(docs));

    claims.add(claim);
    burst.learn({ add: claim });
    const withClaim = await read();
    expect(withClaim).toEqual(scorer.score(docs));
    expect(withClaim?.[1]?.hoax.matches).toMatchObject([{ claimId: 'cek' }]);
    burst.learn({ remove: 'cek' });
    claims.remove('cek');
    expect(await read()).toEqual(scorer.score(docs));

    // Ended from outside, as when the system takes its memory.
    await (threads as RescoreThreads | null)?.close();
    await expect(read()).rejects.toThrow('ended');
    expect(warnings.splice(0)).toHaveLength(1);
    await burst.prepare();
    expect(await read()).toBeUndefined();

    await endBurst();
    await burst.prepare();
    const changeWord = async (weight: number) =>
      office.use(await changeEntry(db, { who: 'Analis', why: 'uji', now: testNow, term: 'ambyar', weight }));
    const before = scorer.score(docs);
    await changeWord(-3);
    await addText();
    await burst.prepare();
    const afterwards = await read();
    expect(afterwards).toEqual(scorer.score(docs));
    expect(afterwards).not.toEqual(before);
    await changeWord(-1);
    // It judges by the words before these.
    expect(burst.scoreAs(scorer.stamp)).toBeNull();
    await endBurst();
    await burst.prepare();
    expect((threads as RescoreThreads | null)?.hasEnded()).toBe(true);
  });
});
