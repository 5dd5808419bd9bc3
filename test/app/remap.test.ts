import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Command } from 'commander';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { collectOnce } from '../../src/app/collect-once.ts';
import { lockDatabase } from '../../src/app/lock.ts';
import { openConfigured } from '../../src/app/open-configured.ts';
import { type RemapDeps, type RemapResult, remapSource } from '../../src/app/remap-source.ts';
import { remap } from '../../src/commands/remap.ts';
import type { CollectorType } from '../../src/core/collector.ts';
import { ConfigError, SourceError } from '../../src/core/errors.ts';
import type { KeptAnswer } from '../../src/core/evidence.ts';
import { silentLog } from '../../src/core/log.ts';
import { blankPost, type RawPost } from '../../src/core/mention.ts';
import type { Reader } from '../../src/core/reader.ts';
import { toDraft } from '../../src/ingest/draft.ts';
import { collectSource } from '../../src/jobs/collect.ts';
import { listEvidence, listSourceEvidence } from '../../src/store/evidence.ts';
import { findMention, listVersions } from '../../src/store/mentions.ts';
import { listMetrics } from '../../src/store/metrics.ts';
import { searchMentions } from '../../src/store/search-mentions.ts';
import { findSource, syncSources } from '../../src/store/sources.ts';
import { fetchNet } from '../collectors/fetch-net.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeSource, testNow } from '../support/make.ts';
import { testPseudonyms } from '../support/pseudonyms.ts';
import { serve, type WebServer } from '../support/web-server.ts';

const Posts = z.array(
  z.object({ id: z.string(), teks: z.string(), isi: z.string().optional(), suka: z.int().optional() }),
);
type Item = z.infer<typeof Posts>[number];

/** A platform whose API answers with a list of posts. The versions of the collector differ in what they make of an item. */
function collectorOf(toPost: (item: Item) => Partial<RawPost> | null): CollectorType {
  const read = async ({ body }: Pick<KeptAnswer, 'body'>) => {
    const parsed = Posts.safeParse(JSON.parse(new TextDecoder().decode(body)));
    if (!parsed.success) throw new SourceError('changed', 'not a list of posts');
    const posts = parsed.data.flatMap((item): RawPost[] => {
      const fields = toPost(item);
      if (fields === null) return [];
      const identity = { externalId: item.id, idScope: 'uji:posts', kind: 'post', platform: 'other' } as const;
      return [{ ...blankPost, ...identity, text: item.teks, ...fields }];
    });
    return { posts, rejected: parsed.data.length - posts.length };
  };
  return {
    id: 'feed',
    title: 'Uji',
    facts: { platform: '', collects: '', needs: '', limits: '', cost: '', law: '', tested: '' },
    credential: null,
    terms: 'api',
    minIntervalMs: 60_000,
    example: {},
    configure: (options) => ({
      async collect({ net, cursor }) {
        const { body } = await net.get((options as { url: string }).url);
        return { ...(await read({ body })), cursor: `${Number(cursor) + 1}`, more: false, waitMs: 0 };
      },
      read,
    }),
  };
}

/** Knows `teks` only; drops what has none. */
const v1 = collectorOf((item) => (item.teks === '' ? null : {}));
/** Reads `isi` and `suka` too. */
const v2 = collectorOf((item) => ({
  text: item.isi ?? item.teks,
  metrics: item.suka === undefined ? null : { likes: item.suka, comments: null, shares: null, views: null, others: {} },
}));

const ingest = (post: RawPost, at: Date) =>
  toDraft(post, {
    now: at,
    stemsOf: (text) => text.split(' '),
    detectLanguage: () => 'id',
    isGambling: () => false,
    personOf: testPseudonyms.personOf,
  });

const unused = (): never => {
  throw new Error('not used by this collector');
};
const unusedReader = new Proxy({} as Reader, { get: unused });
const servers: WebServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  let answer: string;
  let asked: number;
  let clock: Date;
  beforeEach(async () => {
    const server = await serve((_, response) => {
      asked += 1;
      response.end(answer);
    });
    servers.push(server);
    asked = 0;
    clock = testNow;
    await syncSources(db(), [makeSource({ options: { url: server.origin } })], testNow);
  });

  const source = async () => {
    const found = await findSource(db(), 'kabar-uji');
    if (found === null) throw new Error('no source');
    return found;
  };

  async function collect(type: CollectorType, items: readonly Item[], keepsEvidence = true): Promise<void> {
    answer = JSON.stringify(items);
    clock = new Date(clock.getTime() + 3_600_000);
    const outcome = await collectSource(
      {
        db: db(),
        now: () => clock,
        log: silentLog,
        net: fetchNet,
        reader: unusedReader,
        zone: 'Asia/Jakarta',
        readFile: unused,
        findCollector: () => type,
        keyOf: unused,
        toDraft: (post) => ingest(post, clock),
        signal: new AbortController().signal,
        keepsEvidence,
      },
      await source(),
    );
    expect(outcome).toMatchObject({ status: 'ok', error: null });
  }

  async function remapWith(type: CollectorType, dryRun = false): Promise<RemapResult> {
    const deps: RemapDeps = {
      db: db(),
      now: () => clock,
      log: silentLog,
      reader: unusedReader,
      zone: 'Asia/Jakarta',
      toDraft: ingest,
    };
    const before = asked;
    const result = await remapSource(deps, await source(), type, dryRun);
    expect(asked).toBe(before);
    return result;
  }

  const mentions = async () => (await searchMentions(db(), { limit: 50 })).items;

  test('what an older version dropped is read from what was kept, without asking again', async () => {
    await collect(v1, [
      { id: 'a', teks: 'Jalan rusak', isi: 'Jalan rusak parah di Sukalaras', suka: 3 },
      { id: 'b', teks: '', isi: 'Hanya isi' },
    ]);
    const [before] = await mentions();
    const state = await source();
    expect(state).toMatchObject({ cursor: '1', itemCount: 1, rejectedCount: 1 });

    const expected = { sourceId: 'kabar-uji', answers: 1, unreadable: 0, stored: 1, edits: 1, unchanged: 0 };
    expect(await remapWith(v2, true)).toEqual(expected);
    expect(await mentions()).toEqual([before]);
    expect(await source()).toEqual(state);

    expect(await remapWith(v2)).toEqual(expected);
    const id = before?.id ?? 0;
    expect(await findMention(db(), id)).toMatchObject({
      text: 'Jalan rusak parah di Sukalaras',
      metrics: { likes: 3 },
      metricsAt: clock.toISOString(),
    });
    expect(await listVersions(db(), id)).toMatchObject([{ text: 'Jalan rusak' }]);
    const added = (await mentions()).find(({ text }) => text === 'Hanya isi');
    // The time of collection stands in for a date that is not given, also years later.
    expect(added).toMatchObject({ publishedAt: before?.publishedAt, precision: 'guessed' });
    expect(await listEvidence(db(), added?.id ?? 0)).toEqual(await listSourceEvidence(db(), 'kabar-uji'));
    // Only what the source holds has grown.
    expect(await source()).toEqual({ ...state, itemCount: 2 });

    expect(await remapWith(v2)).toEqual({ ...expected, stored: 0, edits: 0, unchanged: 2 });
    await collect(v2, [{ id: 'a', teks: 'Jalan rusak', isi: 'Jalan rusak parah di Sukalaras', suka: 3 }]);
    expect(await mentions()).toHaveLength(2);
  });

  test('of several answers the newest decides the text, and each gives its count at its own time', async () => {
    await collect(v1, [{ id: 'a', teks: 'Satu', isi: 'Satu lengkap', suka: 1 }]);
    await collect(v1, [
      { id: 'a', teks: 'Dua', suka: 5 },
      { id: 'c', teks: 'Lain' },
    ]);
    const id = (await mentions()).find(({ text }) => text === 'Dua')?.id ?? 0;
    const result = await remapWith(v2);
    // The reading of the newest answer is what is stored already: the older text must not come back.
    expect(result).toMatchObject({ answers: 2, stored: 0, edits: 0, unchanged: 2 });
    expect((await findMention(db(), id))?.text).toBe('Dua');
    const hoursLater = (hours: number) => new Date(testNow.getTime() + hours * 3_600_000).toISOString();
    expect((await listMetrics(db(), id)).map(({ at, likes }) => [at, likes])).toEqual([
      [hoursLater(1), 1],
      [hoursLater(2), 5],
    ]);
  });

  test('an answer that cannot be read is counted, and the others are read', async () => {
    await collect(v1, [{ id: 'a', teks: 'Satu', isi: 'Satu lengkap' }]);
    await collect(v1, [{ id: 'b', teks: 'Dua', isi: 'Dua lengkap' }]);
    const [newest] = await listSourceEvidence(db(), 'kabar-uji');
    const html = gzipSync('{"galat":"bentuk lain"}');
    await db()
      .updateTable('evidence')
      .set({ body: html })
      .where('id', '=', newest?.id ?? 0)
      .execute();
    expect(await remapWith(v2)).toMatchObject({ answers: 1, unreadable: 1, edits: 1 });
    expect((await mentions()).map(({ text }) => text).sort()).toEqual(['Dua', 'Satu lengkap']);
  });

  test('where no answers are kept there is nothing to read', async () => {
    await collect(v1, [{ id: 'a', teks: 'Satu', isi: 'Satu lengkap' }], false);
    expect(await mentions()).toHaveLength(1);
    expect(await remapWith(v2)).toEqual({
      sourceId: 'kabar-uji',
      answers: 0,
      unreadable: 0,
      stored: 0,
      edits: 0,
      unchanged: 0,
    });
  });
});

describe('kentongan remap', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kentongan-remap-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const database = join(folder, 'kentongan.db');
  const configPath = join(folder, 'kentongan.yaml');
  const sheet = join(folder, 'klipping.csv');

  /** Runs the command as `main` does; tells what it wrote and its exit code. */
  async function run(...args: readonly string[]) {
    const out: string[] = [];
    const err: string[] = [];
    let code = 0;
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
    try {
      const program = new Command();
      remap(program, (exit) => {
        code = exit;
      });
      await program.parseAsync(['node', 'kentongan', 'remap', ...args, '--config', configPath]);
    } finally {
      vi.restoreAllMocks();
    }
    return {
      lines: out
        .join('')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
      err: err.join(''),
      code,
    };
  }

  test('reads what a real collection has kept, names unknown sources, and waits for no running server', async () => {
    writeFileSync(
      sheet,
      'tanggal,media,judul,isi\n2026-11-20,Koran Sore,Pasar Ngoro direvitalisasi,Pedagang pasar menyambut baik.\n2026-11-20,Koran Pagi,Jalan Pacet longsor,Warga memutar lewat Trawas.\n',
    );
    writeFileSync(
      configPath,
      `region: { code: "35.16" }
contact: mailto:uji@contoh.test
database: ${JSON.stringify(database)}
legal: { purpose: pemantauan isu publik, basis: tugas kehumasan }
sources:
  - { id: klipping, title: Klipping, collector: klipping, class: print, platform: print, options: { path: ${JSON.stringify(sheet)} } }
  - { id: lain, title: Lain, collector: klipping, class: print, platform: print, options: { path: ${JSON.stringify(`${sheet}.lain`)} } }
`,
    );
    const stream = { isTTY: false, write: () => true } as unknown as NodeJS.WriteStream;
    expect(await collectOnce(configPath, ['klipping'], stream)).toMatchObject([
      { status: 'ok', totals: { stored: 2 } },
    ]);

    const line = { source: 'klipping', answers: 1, unreadable: 0, stored: 0, edits: 0, unchanged: 2 };
    expect(await run()).toMatchObject({ lines: [line], code: 0 });
    const none = { source: 'lain', answers: 0, unreadable: 0, stored: 0, edits: 0, unchanged: 0 };
    expect(await run('lain')).toMatchObject({ lines: [none], err: expect.stringContaining('1 sumber dibaca ulang') });
    await expect(run('tidak-ada')).rejects.toThrow(ConfigError);

    // One row is lost; its sheet is still there.
    const installation = await openConfigured(configPath, silentLog);
    await installation.db.deleteFrom('mentions').where('publisher', '=', 'Koran Pagi').execute();
    await installation.close();
    rmSync(sheet);
    const restored = { ...line, stored: 1, unchanged: 1 };
    const unlock = lockDatabase(database);
    try {
      expect(await run('--dry-run')).toMatchObject({ lines: [restored], err: expect.stringContaining('--dry-run') });
      await expect(run()).rejects.toThrow('sedang dipakai');
    } finally {
      unlock();
    }
    expect(await run('klipping')).toMatchObject({ lines: [restored] });
    expect(await run('klipping')).toMatchObject({ lines: [line] });
  });
});
