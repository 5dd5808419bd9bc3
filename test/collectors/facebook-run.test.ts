import { afterEach, describe, expect, it } from 'vitest';
import { collectorTypes, credentialKinds } from '../../src/collectors/index.ts';
import { silentLog } from '../../src/core/log.ts';
import { toDraft } from '../../src/ingest/draft.ts';
import { collectSource } from '../../src/jobs/collect.ts';
import { createKeyRing, type Key, syncKeys } from '../../src/jobs/credentials.ts';
import { createNet } from '../../src/net/client.ts';
import { listSourceEvidence, loadAnswer } from '../../src/store/evidence.ts';
import { listMetrics } from '../../src/store/metrics.ts';
import { findSource, syncSources } from '../../src/store/sources.ts';
import { useTestDatabase } from '../support/db.ts';
import { makeSource } from '../support/make.ts';
import { testPseudonyms } from '../support/pseudonyms.ts';
import { createBench, now } from './bench.ts';
import { behindGate, graphTime, json, pageOf, token } from './graph-server.ts';

const { site } = createBench();
const page = '100200300';

/** What a collector of an API with a key does inside a whole run: database, keys, evidence, counts, and the real way out. */
describe('a run of facebook-page', () => {
  const db = useTestDatabase('sqlite');
  const net = createNet({ userAgent: 'Kentongan/uji', allowLoopback: true, spacingMs: 0 });
  afterEach(() => net.close());

  it('stores posts, answers and counts once, follows counts, and keeps no token', async () => {
    let likes = 3;
    const posts = Array.from({ length: 30 }, (_, i) => ({ id: `${page}_${i}`, hours: i + 1 }));
    const { origin } = await site(
      behindGate((asked, path) => {
        if (path.endsWith('/comments')) {
          const said = { id: '29_1', created_time: graphTime(now), message: 'Kapan diperbaiki?' };
          return json({ data: path.startsWith(`${page}_0/`) ? [said] : [] });
        }
        const items = posts.map(({ id, hours }) => ({
          id,
          created_time: graphTime(new Date(now.getTime() - hours * 3_600_000)),
          message: `Jalan rusak ${id}`,
          permalink_url: `https://www.facebook.com/${page}/posts/${id.split('_')[1]}`,
          reactions: { summary: { total_count: likes } },
          comments: { summary: { total_count: id === `${page}_0` ? 1 : 0 } },
        }));
        const ids = asked.query.get('ids')?.split(',');
        if (ids === undefined) return json(pageOf(items, asked));
        return json(Object.fromEntries(items.filter(({ id }) => ids.includes(id)).map((item) => [item.id, item])));
      }),
    );
    let at = now;
    const kind = credentialKinds.find(({ id }) => id === 'meta');
    const key: Key = {
      id: 'meta',
      kind: 'meta',
      title: 'Meta',
      variable: 'KENTONGAN_META_TOKEN',
      secret: { reveal: () => token },
      hasSecret: true,
      expires: null,
      budgets: kind?.budgets ?? [],
    };
    await syncKeys(db(), [key], now);
    const options = { page, api: origin };
    await syncSources(
      db(),
      [makeSource({ id: 'fb', collector: 'facebook-page', platform: 'facebook', credential: 'meta', options })],
      now,
    );
    const context = {
      now,
      stemsOf: () => [],
      detectLanguage: () => 'id',
      isGambling: () => false,
      personOf: testPseudonyms.personOf,
    };
    const collect = async () => {
      const source = await findSource(db(), 'fb');
      if (source === null) throw new Error('no source');
      return collectSource(
        {
          db: db(),
          now: () => at,
          log: silentLog,
          net,
          reader: {} as never,
          zone: 'Asia/Jakarta',
          readFile: () => Promise.reject(new Error('no files')),
          findCollector: (id) => collectorTypes.find((type) => type.id === id) ?? null,
          keyOf: createKeyRing(db(), [key], () => at),
          toDraft: (post) => toDraft(post, { ...context, now: at }),
          signal: new AbortController().signal,
        },
        source,
      );
    };

    expect(await collect()).toMatchObject({ status: 'ok', totals: { stored: 31, rejected: 0 } });
    const first = await db().selectFrom('mentions').select(['id', 'parentId', 'kind', 'text']).orderBy('id').execute();
    const comment = first.find((mention) => mention.kind === 'comment');
    expect(first.find((mention) => mention.id === comment?.parentId)?.text).toBe(`Jalan rusak ${page}_0`);

    at = new Date(now.getTime() + 15 * 60_000);
    expect(await collect()).toMatchObject({ status: 'ok', totals: { stored: 0, edits: 0 } });
    likes = 8;
    at = new Date(now.getTime() + 24 * 3_600_000);
    expect(await collect()).toMatchObject({ status: 'ok', totals: { stored: 0, edits: 0 } });
    const counts = await listMetrics(db(), first[0]?.id ?? 0);
    expect(counts.map((snapshot) => snapshot.likes)).toEqual([3, 8]);

    const kept = await listSourceEvidence(db(), 'fb');
    const answers = await Promise.all(kept.map(({ id }) => loadAnswer(db(), id)));
    const bodies = answers.map((answer) => `${answer?.url} ${new TextDecoder().decode(answer?.body)}`);
    expect(bodies.filter((body) => body.includes(token))).toEqual([]);
    expect(bodies.some((body) => body.includes('access_token=***'))).toBe(true);
  });
});
