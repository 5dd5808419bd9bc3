/**
 * Times the report of a day, a week and a month from a store of a million mentions, beside the plain way: loading every mention of the
 * period and of the one before, and counting.
 *
 *   npx tsx scripts/bench-digest.ts [mentions] [file]
 *
 * The file (SQLite; a temporary one unless named) is filled when it does not exist: a minute for a million. Times are of one process,
 * first on a fresh connection, then the median of three more; `cpu` is what the process itself used, which a busy machine does not
 * change.
 */
import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Region } from '../src/core/region.ts';
import { previousReport, reportWindow } from '../src/core/report-period.ts';
import { contentWords, wordsOf } from '../src/issues/words.ts';
import { type DigestDeps, makeDigest } from '../src/jobs/digest.ts';
import { closeDatabase, openDatabase } from '../src/store/database.ts';
import { loadMentionViews } from '../src/store/mention-rows.ts';
import type { Db } from '../src/store/schema.ts';
import { seedMentions } from './bench-digest-seed.ts';

const count = Number(process.argv[2] ?? 1_000_000);
const named = process.argv[3];
const file = named ?? join(tmpdir(), `bench-digest-${process.pid}.db`);
const now = new Date('2026-11-30T23:00:00.000Z');
const region: Region = {
  ...{
    code: '35.16',
    name: 'Kabupaten Banyuraga',
    shortName: 'Banyuraga',
    kind: 'kabupaten',
    province: 'Provinsi Sagara',
  },
  ...{ timezone: 'Asia/Jakarta', capital: null, aliases: [], officials: [], landmarks: [], namesakes: [] },
  ...{ districts: [], agencies: [] },
};

interface Timing {
  readonly wall: number;
  readonly cpu: number;
}

async function time(work: () => Promise<unknown>): Promise<Timing> {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - start, cpu: (user + system) / 1000 };
}

function median(timings: readonly Timing[]): Timing {
  const middle = (pick: (timing: Timing) => number) =>
    timings.map(pick).sort((a, b) => a - b)[timings.length >> 1] ?? 0;
  return { wall: middle(({ wall }) => wall), cpu: middle(({ cpu }) => cpu) };
}

/** Every mention of both periods read and counted, in portions, so that memory holds. */
async function countPlainly(db: Db, date: string): Promise<number> {
  const to = reportWindow(date, region.timezone).to;
  const from = reportWindow(previousReport(date), region.timezone).from;
  const rows = await db
    .selectFrom('scores')
    .select('mentionId')
    .where('about', '=', region.code)
    .where('publishedAt', '>=', from)
    .where('publishedAt', '<', to)
    .execute();
  const labels = new Map<string, number>();
  const words = new Map<string, number>();
  for (let start = 0; start < rows.length; start += 5_000) {
    const ids = rows.slice(start, start + 5_000).map(({ mentionId }) => mentionId);
    for (const { title, text, score } of await loadMentionViews(db, ids)) {
      const label = score?.sentiment.label ?? 'unscored';
      labels.set(label, (labels.get(label) ?? 0) + 1);
      for (const word of new Set(contentWords(wordsOf(`${title ?? ''} ${text}`))))
        words.set(word, (words.get(word) ?? 0) + 1);
    }
  }
  return rows.length;
}

const ms = (value: number) => `${Math.round(value)} ms`.padStart(10);

if (!existsSync(file)) await seedMentions(file, count);
try {
  console.log(`${count.toLocaleString('en')} mentions`);
  console.log('period          mentions  first        wall        cpu   | plain way: wall');
  for (const [name, date] of [
    ['day (crisis)', '2026-11-21'],
    ['day', '2026-11-10'],
    ['week', '2026-W47'],
    ['month', '2026-11'],
  ] as const) {
    const db = await openDatabase(file);
    const deps: DigestDeps = {
      ...{
        db,
        region,
        now: () => now,
        demo: false,
        lexicon: 'uji',
        program: 'uji',
        preparedBy: 'uji',
        addressedTo: [],
      },
      themes: { days: 14, count: 2 },
    };
    let counted = 0;
    const make = async () => {
      counted = (await makeDigest(deps, date)).coverage.counted;
    };
    const first = await time(make);
    const { wall, cpu } = median([await time(make), await time(make), await time(make)]);
    const plain = await time(() => countPlainly(db, date));
    await closeDatabase(db);
    console.log(
      `${name.padEnd(14)}${counted.toLocaleString('en').padStart(10)}${ms(first.wall)}${ms(wall)}${ms(cpu)}   |${ms(plain.wall)}`,
    );
  }
} finally {
  if (named === undefined) for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}
