import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleLoader } from '../../src/app/alert-rules.ts';
import { type Installation, openInstallation } from '../../src/app/installation.ts';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import { createLogger } from '../../src/app/logger.ts';
import { digestDepsOf } from '../../src/app/make-digest.ts';
import { createProcessing } from '../../src/app/processing.ts';
import { units } from '../../src/app/units.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { KeywordPack } from '../../src/core/keyword-pack.ts';
import { createFieldNames } from '../../src/core/search-fields.ts';
import { planSearch } from '../../src/core/search-plan.ts';
import { parseQuery } from '../../src/core/search-query-parser.ts';
import { createAlerter } from '../../src/jobs/alert.ts';
import { makeDigest } from '../../src/jobs/digest.ts';
import { watchSpikes } from '../../src/jobs/spikes.ts';
import { backupDatabase } from '../../src/store/backup.ts';
import { sqliteHandleOf } from '../../src/store/database.ts';
import { listIssues } from '../../src/store/issues.ts';
import { savePack } from '../../src/store/keyword-packs.ts';
import { purgeMentions } from '../../src/store/purge.ts';
import { scrubFiles } from '../../src/store/purge-files.ts';
import { refreshDayCounts } from '../../src/store/refresh-day-counts.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { type MentionQuery, searchMentions } from '../../src/store/search-mentions.ts';
import { countSentiment } from '../../src/store/stats.ts';
import { stemsOf } from '../../src/text/stems.ts';
import { seedMentions } from '../bench-digest-seed.ts';
import { type Figure, type Judged, type Measured, middleOf, timed } from './figure.ts';
import { freshDrafts, freshPosts } from './fresh-drafts.ts';

const end = Date.parse('2026-11-30T23:00:00.000Z');
const now = new Date(end);
const dayMs = 86_400_000;
/** Fresh items: ten steps of fifty. */
const [steps, draftsPerStep] = [10, 50];
/** Mentions deleted to learn what one costs; a month of a million would be a third of them. */
const mostPurged = 5_000;

/** Every step of a regency on SQLite, in a database that holds so many mentions of ninety days. @param folder for its files */
export async function measureSqlite(
  size: number,
  folder: string,
  say: (text: string) => void,
): Promise<readonly Measured[]> {
  const file = join(folder, `tumbuh-${size}.db`);
  const measured: Measured[] = [];
  const note = (judged: Judged, unit: string, name: string, figure: Figure): void => {
    measured.push({ name, unit, judged, figure });
    say(`${name}: ${figure.cpu.toFixed(2)} ms (${figure.wall.toFixed(2)}) ${unit}`);
  };
  await seedMentions(file, size, { end, searchable: true });
  const installation = await open(file, folder);
  try {
    const { db, region } = installation;
    await settle(installation);
    const zone = region.timezone;
    note(
      'whole',
      'all 90 days',
      'count all days anew',
      await timed(async () => {
        while ((await refreshDayCounts(db, { zone, maxDays: 10 })).left > 0);
      }),
    );
    await measureItems(installation, note);
    await measureReads(installation, note);
    await measureUpkeep(installation, file, note);
  } finally {
    await installation.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  }
  return measured;
}

type Note = (judged: Judged, unit: string, name: string, figure: Figure) => void;

function open(file: string, folder: string): Promise<Installation> {
  const path = join(folder, 'kentongan.yaml');
  const config = {
    region: { code: '35.16' },
    contact: 'mailto:uji@contoh.test',
    database: file,
    legal: { purpose: 'mengukur', basis: 'hanya untuk uji' },
    sources: [
      {
        ...{ id: 'umpan-baru', title: 'Umpan baru', collector: 'feed', class: 'online-media' },
        options: { url: 'https://baru.test/feed' },
      },
    ],
  };
  writeFileSync(path, JSON.stringify(config));
  return openInstallation({
    kind: 'live',
    config: loadConfig(path, units, process.env),
    knowledge: loadKnowledge(),
    log: createLogger('error'),
    now: () => now,
  });
}

/** As an installation is that has run for a while: judged by the scorer of today, everything looked at once. */
async function settle({ db, scorer, region }: Installation): Promise<void> {
  const handle = sqliteHandleOf(db);
  if (handle === null) throw new Error('only for SQLite');
  handle.prepare('update scores set stamp = ?').run(scorer.stamp);
  handle.exec("update mentions set citizen = case kind when 'article' then 0 else 1 end");
  const pack: KeywordPack = {
    ...{ id: 'layanan', title: 'Layanan', stage: 'none', from: null, to: null, purpose: 'uji', basis: 'uji' },
    keywords: ['air', 'pipa bocor', 'listrik padam'].map((text) => ({ text, theme: 'air', near: [] })),
    candidates: [],
  };
  await savePack(db, pack, 'uji', now, region.timezone);
  handle.exec('delete from watch_queue; delete from score_queue; analyze');
}

async function measureItems(installation: Installation, note: Note): Promise<void> {
  const { db, region, toDraft, log } = installation;
  const processing = createProcessing(installation);
  const count = steps * draftsPerStep;
  const store = async (seed: number): Promise<Figure> => {
    const drafts = freshDrafts((post) => toDraft(post), freshPosts(count, region.name, now, seed));
    return timed(async () => {
      for (let start = 0; start < drafts.length; start += draftsPerStep) {
        const some = drafts.slice(start, start + draftsPerStep);
        await saveStep(db, { sourceId: 'umpan-baru', drafts: some, cursor: null, rejected: 0, now });
      }
    }, count);
  };
  const alerter = createAlerter({ db, now: () => now, log, rules: ruleLoader(installation), routes: [] });
  // The first round compiles, fills caches and reads what is known; the second is what every later item costs.
  await store(101);
  await processing.score();
  note('whole', 'a restart', 'group: read what is known', await timed(() => processing.group()));
  await processing.watch();
  note('whole', 'first look', 'decide alerts: all open issues', await timed(() => alerter.raise()));
  note('each', 'an item', 'store a step of 50', await store(202));
  note('each', 'an item', 'score', await timed(() => processing.score(), count));
  note('each', 'an item', 'group into issues', await timed(() => processing.group(), count));
  note('each', 'an item', 'keywords, claims, questions', await timed(() => processing.watch(), count));
  note('whole', 'a look', 'decide alerts: what is new', await timed(() => alerter.raise()));
  note('whole', 'a look', 'look for spikes', await middleOf(3, () => watchSpikes(db, new Map(), now)));
  const zone = region.timezone;
  note('whole', 'the days touched', 'count days', await timed(() => refreshDayCounts(db, { zone, maxDays: 5 })));
}

async function measureReads(installation: Installation, note: Note): Promise<void> {
  const { db, region } = installation;
  const fields = createFieldNames(region, []);
  const searchOf = (text: string): MentionQuery => {
    const { node } = planSearch(parseQuery(text, fields).tree, { stemsOf, now, zone: region.timezone });
    if (node === null) throw new Error(`nothing to search for: ${text}`);
    return { node, limit: 50 };
  };
  for (const text of ['air mati', 'puskesmas sentimen:negatif', '"pipa bocor"']) {
    note('whole', 'a search', `search ${text}`, await middleOf(5, () => searchMentions(db, searchOf(text))));
  }
  note('whole', 'a page', 'issue list', await middleOf(5, () => listIssues(db, { limit: 50 })));
  const week = Array.from({ length: 7 }, (_, day) => ({
    from: new Date(end - (day + 1) * dayMs).toISOString(),
    to: new Date(end - day * dayMs).toISOString(),
  }));
  note(
    'whole',
    'a week',
    'statistics',
    await middleOf(3, async () => {
      for (const period of week) await countSentiment(db, { ...period, about: region.code });
    }),
  );
  note(
    'whole',
    'a report',
    'daily report',
    await middleOf(3, () => makeDigest(digestDepsOf(installation), '2026-11-29')),
  );
}

async function measureUpkeep({ db }: Installation, file: string, note: Note): Promise<void> {
  const copy = `${file}.salinan`;
  note('whole', 'a copy', 'backup', await timed(() => backupDatabase(db, copy, now.toISOString())));
  if (statSync(copy).size === 0) throw new Error('the copy is empty');
  rmSync(copy);
  const handle = sqliteHandleOf(db);
  note('whole', 'a check', 'check of integrity', await timed(async () => void handle?.pragma('quick_check')));
  const before = new Date(end - 60 * dayMs).toISOString();
  let deleted = 0;
  const figure = await timed(async () => {
    for (const citizen of [true, false]) {
      for (let more = true; more && deleted < mostPurged; ) {
        const done = await purgeMentions(db, citizen, before, now.toISOString());
        deleted += done.deleted;
        more = done.more;
      }
    }
  });
  note('each', 'a mention', 'delete what is old', {
    cpu: figure.cpu / Math.max(1, deleted),
    wall: figure.wall / Math.max(1, deleted),
  });
  note(
    'whole',
    'a night',
    'make it unreadable in the files',
    await timed(() => scrubFiles(db, { now, patient: true, signal: null })),
  );
}
