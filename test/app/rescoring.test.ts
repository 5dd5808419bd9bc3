import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadStoredClaims } from '../../src/app/claims.ts';
import { createOfficeHolder } from '../../src/app/lexicon/office-holder.ts';
import { loadModels } from '../../src/app/models.ts';
import { scoreDepsOf } from '../../src/app/processing.ts';
import { createRescoring, type RescoredInstallation } from '../../src/app/rescoring/rescoring.ts';
import { silentLog } from '../../src/core/log.ts';
import type { ScoredDoc } from '../../src/core/score.ts';
import { type RescoreOptions, rescoreStale } from '../../src/jobs/rescore.ts';
import { scorePending } from '../../src/jobs/score.ts';
import { emptyGazetteer } from '../../src/regions/gazetteer.ts';
import { createClaimReader } from '../../src/scoring/claims/claim-reader.ts';
import { createScorer } from '../../src/scoring/create-scorer.ts';
import { changeEntry } from '../../src/store/lexicon-changes.ts';
import { listStaleStamps } from '../../src/store/score-stamps.ts';
import { listUnscored } from '../../src/store/scores.ts';
import { lexiconFiles, parseLexicons } from '../../src/text/parse-lexicons.ts';
import { addMention, addSources, makeSource, region, testNow } from '../jobs/seed.ts';
import { smallLexiconFiles } from '../scoring/small-lexicons.ts';
import { dialects, useTestDatabase } from '../support/db.ts';

const models = loadModels();
type Files = Readonly<Record<string, string>>;
const all: RescoreOptions = { since: null, write: true, mostExamples: 5 };
const withRow = (files: Files, name: string, row: string): Files => ({
  ...files,
  [name]: `${files[name]}\n${row.replaceAll('|', '\t')}`,
});
const by = { who: 'Analis', why: 'uji', now: testNow };

describe.each(dialects)('going through earlier scores on %s', (dialect) => {
  const db = useTestDatabase(dialect);

  /** The program as it starts with these word lists. */
  async function start(files: Files = smallLexiconFiles) {
    const readFiles = () => Object.fromEntries(lexiconFiles.map((name) => [name, files[name] ?? '']));
    const lexicons = parseLexicons(readFiles());
    const claims = await loadStoredClaims(db(), () => createClaimReader(lexicons));
    const office = createOfficeHolder(db());
    await office.follow();
    const parts = { lexicons, models, region, otherRegencies: emptyGazetteer, claims, office: office.current };
    const installation = {
      ...{ db: db(), now: () => testNow, log: silentLog, kind: 'demo', knowledge: { lexicons } },
      ...{ scorer: createScorer(parts), claims, office, region },
    } as unknown as RescoredInstallation;
    const deps = scoreDepsOf(installation, createRescoring(installation, { threads: 0, readFiles }));
    return {
      deps,
      scorer: installation.scorer,
      change: async (term: string, weight: number | null) =>
        office.use(await changeEntry(db(), { ...by, term, weight })),
    };
  }

  /** Every score without who made it. */
  async function verdicts(): Promise<readonly unknown[]> {
    const rows = await db().selectFrom('scores').selectAll().orderBy('mentionId').execute();
    return rows.map(({ stamp: _, scoredAt: __, detail, ...row }) => {
      const { versions: ___, ...verdict } = JSON.parse(detail) as ScoredDoc;
      return { ...row, clustered: 0, verdict };
    });
  }

  /** Forgets whatever is known of earlier scores, so that all are made again. */
  async function scoreEverything(deps: Awaited<ReturnType<typeof start>>['deps']): Promise<number> {
    await db().deleteFrom('scoreStamps').execute();
    await db().updateTable('scores').set({ stamp: 'tidak dikenal' }).execute();
    return (await rescoreStale(deps, all)).rescored;
  }

  beforeEach(() =>
    addSources(db(), [
      makeSource(),
      makeSource({ id: 'desa', class: 'village' }),
      makeSource({ id: 'cek', class: 'fact-check' }),
    ]),
  );
  const add = (text: string, more: Parameters<typeof addMention>[1] = {}) =>
    addMention(db(), { title: null, text, scored: null, ...more });

  test('a word of the office: only texts that hold it are scored again, all others keep who judged them', async () => {
    const held = await add('Kantor itu ambyarnya minta ampun kata warga.');
    const other = await add('Warga menanam padi di sawah bersama camat.');
    const { deps, change, scorer } = await start();
    await scorePending(deps);
    const earlier = scorer.stamp;
    await change('ambyar', -3);
    expect(await listUnscored(db(), scorer.stamp, 5)).toHaveLength(2);
    expect(await rescoreStale(deps, all)).toMatchObject({ looked: 2, rescored: 1, done: true });
    expect(await listUnscored(db(), scorer.stamp, 5)).toEqual([]);
    expect(await listStaleStamps(db(), scorer.stamp)).toEqual([]);
    const rows = await db()
      .selectFrom('scores')
      .select(['mentionId', 'stamp', 'detail'])
      .orderBy('mentionId')
      .execute();
    expect(rows.map(({ mentionId, stamp, detail }) => [mentionId, stamp, JSON.parse(detail).versions.lexicon])).toEqual(
      [
        [held, scorer.stamp, scorer.lexiconVersion],
        [other, earlier, earlier.split('-')[1]],
      ],
    );
    // A second change is told from the words of the first, also for scores that have kept their stamp.
    await change('padi', 2);
    expect(await rescoreStale(deps, all)).toMatchObject({ looked: 2, rescored: 1 });
    expect(await scoreEverything(deps)).toBe(2);
  });

  test('word lists of another version are told from those that were kept', async () => {
    await add('Proyek itu mangkrak sejak tahun lalu kata warga.');
    await add('Warga menanam padi di sawah bersama camat.');
    const before = await start();
    await scorePending(before.deps);
    const after = await start(withRow(smallLexiconFiles, 'id-core.tsv', 'mangkrak|-3|failure'));
    expect(await rescoreStale(after.deps, all)).toMatchObject({ looked: 2, rescored: 1 });
    const quick = await verdicts();
    expect(await scoreEverything(after.deps)).toBe(2);
    expect(await verdicts()).toEqual(quick);
    // And back: scores that were never made again are those of the first lists still.
    expect(await rescoreStale((await start()).deps, all)).toMatchObject({ looked: 2 });
  });

  test('everything is scored where it cannot be told: unknown stamps, other rules, other claims', async () => {
    await add('Warga menanam padi di sawah bersama camat.');
    const { deps, change } = await start();
    await scorePending(deps);
    await db().updateTable('scoreStamps').set({ rest: 'aturan lain' }).execute();
    await change('ambyar', -3);
    expect(await rescoreStale(deps, all)).toMatchObject({ rescored: 1 });
    await add('[SALAH] Bendungan jebol malam ini. Setelah sudah dicek, kabar itu dipastikan hoaks.', {
      sourceId: 'cek',
    });
    await scorePending(deps);
    await change('ambyar', -2);
    expect(await rescoreStale(deps, all)).toMatchObject({ rescored: 2 });
    // Now all have been compared with the claims that are known.
    await change('ambyar', -1);
    expect(await rescoreStale(deps, all)).toMatchObject({ looked: 2, rescored: 0 });
    await db().deleteFrom('scoreStamps').execute();
    await change('ambyar', 1);
    expect(await rescoreStale(deps, all)).toMatchObject({ rescored: 2 });
  });

  test('an answer follows what it answers, also one that was scored before it; and a source that is another now', async () => {
    const parent = await add('Jalan di Kedungrinjing ambyar sekali kata warga.', { keys: ['uji:induk'] });
    const answer = await add('Benar itu, kami juga merasakan.', { kind: 'comment', parentKey: 'uji:induk' });
    const { deps, change } = await start();
    await scorePending(deps);
    await db()
      .updateTable('scores')
      .set({ scoredAt: '2026-01-01T00:00:00.000Z' })
      .where('mentionId', '=', answer)
      .execute();
    await change('padi', 1);
    expect(await rescoreStale(deps, all)).toMatchObject({ looked: 2, rescored: 1 });
    expect(parent).toBeLessThan(answer);
    await db().updateTable('sources').set({ class: 'village' }).where('id', '=', 'kabar-uji').execute();
    await change('padi', 2);
    expect(await rescoreStale(deps, all)).toMatchObject({ looked: 2, rescored: 2 });
  });

  test('what is stopped goes on where it was, and a verdict of an earlier scorer does not slip in behind', async () => {
    for (let index = 0; index < 5; index += 1) await add(`Kantor ${index} ambyar sekali kata warga.`);
    const { deps, change, scorer } = await start();
    await scorePending(deps);
    const earlier = { ...deps.scorer, stamp: scorer.stamp };
    await change('ambyar', -3);
    expect(await rescoreStale(deps, { ...all, mostMs: 0 })).toMatchObject({ looked: 0, done: false });
    await add('Warga memuji layanan kantor.');
    expect(await scorePending({ ...deps, scorer: earlier, rescoring: undefined as never })).toMatchObject({
      scored: 0,
    });
    expect(await scorePending(deps)).toMatchObject({ scored: 6 });
    expect(await listUnscored(db(), scorer.stamp, 9)).toEqual([]);
  });

  test('the quick way gives the same as scoring everything, whatever changes', async () => {
    const words =
      'mangkrak mangkraknya rusak bagus banjir tidak gk jalan air sakit lampu dalan ambyar ambyarnya heboh hebohnya kurang sangat tapi membantah warga kedungrinjing padi 👍'.split(
        ' ',
      );
    const word = fc.constantFrom(...words);
    const text = fc.array(word, { minLength: 2, maxLength: 9 }).map((each) => each.join(' '));
    const term = fc.oneof(
      word,
      fc.tuple(word, word).map((pair) => pair.join(' ')),
    );
    const listed = fc.oneof(
      term.map((each) => ['id-core.tsv', `${each}|-3|failure`] as const),
      fc.tuple(word, word).map(([form, standard]) => ['slang.tsv', `${form}|${standard}`] as const),
      term.map((each) => ['negators.tsv', `${each}|3`] as const),
      term.map((each) => ['topics.tsv', `kesehatan|${each}|3`] as const),
      term.map((each) => ['hoax.tsv', `${each}|debunk|3`] as const),
    );
    const officeWord = fc.tuple(term, fc.constantFrom(-3, 2, null));
    let left = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, fc.boolean()), { minLength: 15, maxLength: 15 }),
        fc.array(
          fc.oneof(
            listed,
            officeWord.map((entry) => ['office', entry] as const),
          ),
          { minLength: 1, maxLength: 3 },
        ),
        async (texts, changes) => {
          await db().deleteFrom('mentions').execute();
          let files: Files = smallLexiconFiles;
          let app = await start(files);
          for (const [index, [body, local]] of texts.entries()) {
            const isAnswer = index % 3 === 2;
            await add(body, {
              keys: [`acak:${index}`],
              sourceId: local ? 'desa' : 'kabar-uji',
              ...(isAnswer ? { kind: 'comment', parentKey: `acak:${index - 1}` } : {}),
            });
          }
          await scorePending(app.deps);
          for (const [name, row] of changes) {
            if (name === 'office') await app.change(row[0], row[1]);
            else {
              const more = withRow(files, name, row);
              try {
                parseLexicons(Object.fromEntries(lexiconFiles.map((file) => [file, more[file] ?? ''])));
              } catch {
                // Stands there already.
                continue;
              }
              files = more;
              app = await start(files);
            }
            const { looked, rescored } = await rescoreStale(app.deps, all);
            left += looked - rescored;
          }
          const quick = await verdicts();
          expect(await scoreEverything(app.deps)).toBe(texts.length);
          expect(await verdicts()).toEqual(quick);
        },
      ),
      { numRuns: dialect === 'sqlite' ? 5 : 1 },
    );
    if (dialect === 'sqlite') expect(left).toBeGreaterThan(0);
  });
});
