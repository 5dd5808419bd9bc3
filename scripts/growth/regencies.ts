import { sql } from 'kysely';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import { createCircle } from '../../src/app/province/circle.ts';
import { openTaskQueue } from '../../src/app/tasks/queue.ts';
import { createQueueClock } from '../../src/app/tasks/queue-clock.ts';
import type { Regency } from '../../src/app/tasks/regencies.ts';
import { schemaOf } from '../../src/config/place.ts';
import { silentLog } from '../../src/core/log.ts';
import type { ProvinceMember } from '../../src/core/province.ts';
import { publishRegency } from '../../src/jobs/province/publish.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { loadRegencies } from '../../src/web/province/load.ts';
import type { Figure, Judged, Measured } from './figure.ts';
import { openServerTime } from './postgres-time.ts';
import { issuesEach, seedProvince } from './province-seed.ts';

const now = new Date('2026-11-22T08:00:00.000Z');
const zone = 'Asia/Jakarta';
/** Ticks of the schedule's clock, a second each. */
const ticks = 60;
/** Issues of each regency that something came to between two rounds of publishing. */
const changedEach = 20;

export interface MeasuredProvince {
  readonly measured: readonly Measured[];
  /** What is no time. */
  readonly facts: { readonly relations: number; readonly megabytes: number; readonly longestPublishMs: number };
}

/** What so many regencies in one database cost, with 400 issues and 80 sources each. @param address of an empty database */
export async function measureRegencies(
  address: string,
  count: number,
  say: (text: string) => void,
): Promise<MeasuredProvince> {
  const { gazetteer } = loadKnowledge();
  // Jawa Timur has 38; more are borrowed from other provinces.
  const known = [...gazetteer.regencies].sort(
    (a, b) => Number(b.code.startsWith('35.')) - Number(a.code.startsWith('35.')),
  );
  const codes = known.slice(0, count).map(({ code }) => code);
  const login = await openDatabase(address);
  const time = await openServerTime(login);
  const measured: Measured[] = [];
  const note = (judged: Judged, unit: string, name: string, figure: Figure): void => {
    measured.push({ name, unit, judged, figure });
    say(`${name}: ${figure.cpu.toFixed(2)} ms (${figure.wall.toFixed(2)}) ${unit}`);
  };
  const { server, shared, regencies, migration } = await seedProvince(address, codes, now, time);
  try {
    note('each', 'a regency', 'make its tables', migration);

    const configs = regencies.map(
      ({ code, db }) =>
        ({
          ...{ code, db, host: `${code}.test` },
          config: {
            ...{ credentials: [], mail: {}, schema: schemaOf(code), regencies: null },
            alerting: { telegram: null, whatsapp: null, webhooks: [] },
          },
        }) as unknown as Regency,
    );
    const queue = await openTaskQueue(address, { log: silentLog, supervises: false });
    let second = 0;
    const clock = createQueueClock({
      ...{ regencies: configs, shared: null, queue, log: silentLog },
      now: () => new Date(now.getTime() + second * 1_000),
    });
    await clock.tick();
    note(
      'whole',
      'a second',
      'look what is due and queue it',
      await time.timed(async () => {
        for (let tick = 0; tick < ticks; tick += 1) {
          second += 1;
          await clock.tick();
        }
      }, ticks),
    );
    await clock.close();
    await queue.close();

    let longestPublishMs = 0;
    const publishAll = (at: Date) =>
      time.timed(async () => {
        for (const { code, db } of regencies) {
          const began = performance.now();
          await publishRegency({ db, regency: code, zone }, at);
          longestPublishMs = Math.max(longestPublishMs, performance.now() - began);
        }
      }, regencies.length);
    note('each', 'a regency', `publish ${issuesEach} issues anew`, await publishAll(now));
    for (const { db } of regencies) await changeSome(db);
    note('each', 'a regency', `publish, ${changedEach} issues changed`, await publishAll(later(1)));
    note('each', 'a regency', 'publish, nothing changed', await publishAll(later(2)));

    const members = codes.map((code): ProvinceMember => ({ code, name: code, publicUrl: `https://${code}.test` }));
    const province = createCircle({
      ...{ self: 'province', name: 'Provinsi uji', members, db: shared, now: () => later(2) },
      shortNames: new Map(known.slice(0, count).map(({ code, name }) => [code, name])),
    });
    const deps = { db: shared, now: () => later(2), region: { timezone: zone }, province };
    await loadRegencies(deps as unknown as Parameters<typeof loadRegencies>[0]);
    note(
      'whole',
      'a page',
      'compare the regencies',
      await time.timed(async () => {
        for (let turn = 0; turn < 5; turn += 1)
          await loadRegencies(deps as unknown as Parameters<typeof loadRegencies>[0]);
      }, 5),
    );
    note('whole', 'a look', 'find issues that cross borders', await time.timed(() => province.spreading()));
    const { rows } = await sql<{ relations: number; bytes: number }>`select
      (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname ~ '^r[0-9]' or n.nspname = 'shared') as relations,
      pg_database_size(current_database()) as bytes`.execute(login);
    const { relations = 0, bytes = 0 } = rows[0] ?? {};
    const facts = { relations: Number(relations), megabytes: Number(bytes) / 2 ** 20, longestPublishMs };
    say(
      `relations ${facts.relations}, ${facts.megabytes.toFixed(0)} MB, longest publish ${longestPublishMs.toFixed(0)} ms`,
    );
    return { measured, facts };
  } finally {
    await Promise.all([shared, ...regencies.map(({ db }) => db)].map(closeDatabase));
    await server.close();
    await closeDatabase(login);
  }
}

function later(minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

async function changeSome(db: Db): Promise<void> {
  await sql`update issues set mention_count = mention_count + 1, last_at = ${now.toISOString()}
    where id % ${issuesEach / changedEach} = 0`.execute(db);
}
