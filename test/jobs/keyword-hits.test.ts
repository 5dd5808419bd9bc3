import { beforeEach, describe, expect, test } from 'vitest';
import { createRepeatFinder } from '../../src/app/claims.ts';
import { claimIdOfClarification, claimIdOfMention } from '../../src/core/claim.ts';
import { createHitFinder, type HitDeps } from '../../src/jobs/keyword-hits.ts';
import { createClaimIndex } from '../../src/scoring/claims/claim-index.ts';
import { createClaimReader } from '../../src/scoring/claims/claim-reader.ts';
import { decideRepeat } from '../../src/store/claim-decisions.ts';
import { listAnswersOfMentions } from '../../src/store/claim-repeats.ts';
import { findKnownClaim, listKnownClaims, listRepeats } from '../../src/store/claims.ts';
import { countDirections, countHits } from '../../src/store/count-hits.ts';
import { listHitsOfMentions } from '../../src/store/keyword-hits.ts';
import { removePack, savePack } from '../../src/store/keyword-packs.ts';
import { listSightings } from '../../src/store/list-hits.ts';
import { saveScores } from '../../src/store/scores.ts';
import { candidates, makeKeyword, makePack } from '../issues/packs.ts';
import { smallLexicons } from '../scoring/small-lexicons.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { addMention, addSources, makeScored, makeSource, testNow, testRegion } from './seed.ts';

const zone = 'Asia/Jakarta';
const bansos = makePack({
  id: 'bansos',
  keywords: [makeKeyword('bansos dipotong', 'pungutan'), makeKeyword('bansos', 'penipuan', ['palsu'])],
});
const pilkada = makePack({
  ...{ id: 'pilkada', stage: 'kampanye', from: '2026-11-20', to: '2026-11-22', candidates },
  keywords: [makeKeyword('politik uang', 'politik-uang'), makeKeyword('curang', 'kecurangan')],
});

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  beforeEach(() => addSources(db(), [makeSource(), makeSource({ id: 'warga', class: 'public', platform: 'x' })]));

  const makeDeps = (overrides: Partial<HitDeps> = {}): HitDeps => ({
    db: db(),
    now: () => testNow,
    zone,
    region: testRegion,
    claims: { add: () => {}, remove: () => {} },
    repeatsOf: () => [],
    signal: new AbortController().signal,
    ...overrides,
  });
  const save = (pack: typeof bansos) => savePack(db(), pack, 'Uji', testNow, zone);
  const hitsIn = async (packId: string) => (await listSightings(db(), { packId, limit: 50 })).items;

  describe('packs', () => {
    test('are held against every relevant mention once, within their dates', async () => {
      await save(bansos);
      await save(pilkada);
      const first = await addMention(db(), { title: 'Bansos dipotong', text: 'Bansos palsu beredar' });
      await addMention(db(), { text: 'Politik uang di dua desa' });
      await addMention(db(), { text: 'Politik uang lama', publishedAt: '2026-11-19T16:59:59.999Z' });
      await addMention(db(), { text: 'Bansos dipotong di tempat lain', scored: { about: null } });
      await addMention(db(), { text: 'Bansos dipotong, belum dinilai', scored: null });
      const finder = createHitFinder(makeDeps());
      expect(await finder.findHits()).toMatchObject({ watched: 4, hits: 3 });
      expect(await finder.findHits()).toMatchObject({ watched: 0, hits: 0 });
      expect(await listHitsOfMentions(db(), [first])).toEqual([
        {
          ...{
            packId: 'bansos',
            keyword: 'bansos',
            theme: 'penipuan',
            mentionId: first,
            field: 'title',
            start: 0,
            end: 6,
          },
          ...{ candidates: [], at: testNow.toISOString() },
        },
        {
          ...{ packId: 'bansos', keyword: 'bansos dipotong', theme: 'pungutan', mentionId: first, field: 'title' },
          ...{ start: 0, end: 15, candidates: [], at: testNow.toISOString() },
        },
      ]);
      expect(await hitsIn('pilkada')).toHaveLength(1);
    });

    test('of elections are kept out of what alerts are made from', async () => {
      await save(pilkada);
      const id = await addMention(db(), { text: 'Politik uang' });
      await createHitFinder(makeDeps()).findHits();
      expect(await listHitsOfMentions(db(), [id])).toEqual([]);
      expect(await hitsIn('pilkada')).toHaveLength(1);
    });

    test('follow edits and new verdicts', async () => {
      await save(bansos);
      const finder = createHitFinder(makeDeps());
      const keys = ['uji:sunting'];
      const id = await addMention(db(), { keys, text: 'Bansos dipotong' });
      await finder.findHits();
      expect(await hitsIn('bansos')).toHaveLength(1);
      await addMention(db(), { keys, text: 'Bansos sudah lengkap' });
      const row = await db().selectFrom('mentions').select(['contentHash']).where('id', '=', id).executeTakeFirst();
      const contentHash = row?.contentHash ?? '';
      await saveScores(db(), [{ mentionId: id, contentHash, scored: makeScored(), stamp: 'uji' }], testNow);
      await finder.findHits();
      expect(await hitsIn('bansos')).toEqual([]);

      const other = await addMention(db(), { text: 'Bansos dipotong lagi' });
      await finder.findHits();
      const hash = await db().selectFrom('mentions').select('contentHash').where('id', '=', other).executeTakeFirst();
      const elsewhere = makeScored({ about: null });
      await saveScores(
        db(),
        [{ mentionId: other, contentHash: hash?.contentHash ?? '', scored: elsewhere, stamp: 'uji' }],
        testNow,
      );
      await finder.findHits();
      expect(await hitsIn('bansos')).toEqual([]);
    });

    test('that change are held against the last months again, and those that go take their hits along', async () => {
      const finder = createHitFinder(makeDeps());
      await addMention(db(), { text: 'Pungli bansos', publishedAt: '2026-09-01T00:00:00.000Z' });
      await addMention(db(), { text: 'Pungli bansos dulu', publishedAt: '2026-08-01T00:00:00.000Z' });
      await finder.findHits();
      expect(await save(bansos)).toBe('added');
      expect(await finder.findHits()).toMatchObject({ watched: 1, hits: 0 });
      const wider = { ...bansos, keywords: [makeKeyword('pungli bansos', 'pungutan')] };
      expect(await save(wider)).toBe('changed');
      expect(await finder.findHits()).toMatchObject({ watched: 1, hits: 1 });
      expect(await save(wider)).toBe('unchanged');
      expect(await finder.findHits()).toMatchObject({ watched: 0 });
      expect(await save({ ...wider, to: '2026-08-31' })).toBe('changed');
      expect(await hitsIn('bansos')).toEqual([]);
      expect(await removePack(db(), 'bansos', 'Uji', testNow)).toBe(true);
      expect(await removePack(db(), 'bansos', 'Uji', testNow)).toBe(false);
      expect(await db().selectFrom('keywordHits').selectAll().execute()).toEqual([]);
      const trail = await db().selectFrom('audit').select(['action', 'object', 'who']).orderBy('id').execute();
      expect(trail.map(({ action }) => action)).toEqual(['pack.save', 'pack.save', 'pack.save', 'pack.remove']);
      expect(new Set(trail.map(({ object, who }) => `${object} ${who}`))).toEqual(new Set(['pack:bansos Uji']));
    });

    test('go on after a stop where they were', async () => {
      await save(bansos);
      for (let at = 0; at < 450; at += 1) await addMention(db(), { text: `Bansos dipotong ${at}` });
      const finder = createHitFinder(makeDeps());
      expect(await finder.findHits(1)).toMatchObject({ watched: 200, hits: 200 });
      expect(await createHitFinder(makeDeps()).findHits()).toMatchObject({ watched: 250, hits: 250 });
    });

    test('a mention whose verdict changes while it is looked at is looked at again', async () => {
      await save(bansos);
      const id = await addMention(db(), { text: 'Bansos dipotong' });
      const row = await db().selectFrom('mentions').select('contentHash').where('id', '=', id).executeTakeFirst();
      let overtaken = false;
      const deps = makeDeps();
      const overtaking = new Proxy(db(), {
        get(target, name) {
          if (name === 'transaction' && !overtaken) {
            return () => ({
              execute: async (work: never) => {
                overtaken = true;
                const scored = makeScored({ label: 'positive' });
                const contentHash = row?.contentHash ?? '';
                await saveScores(target, [{ mentionId: id, contentHash, scored, stamp: 'uji' }], testNow);
                return target.transaction().execute(work);
              },
            });
          }
          const value = Reflect.get(target, name, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      expect(await createHitFinder({ ...deps, db: overtaking }).findHits()).toMatchObject({ watched: 0 });
      expect(overtaken).toBe(true);
      expect(await createHitFinder(deps).findHits()).toMatchObject({ watched: 1, hits: 1 });
    });
  });

  describe('counts', () => {
    test('by theme, by day of the regency, and by direction for every candidate', async () => {
      await save(pilkada);
      const against = { label: 'negative', target: 'other' } as const;
      await addMention(db(), {
        title: null,
        text: 'Sastra Wulung curang, politik uang',
        scored: { ...against, hoaxClass: 'claim' },
      });
      await addMention(db(), { title: null, text: 'Bu Laras curang', scored: against });
      await addMention(db(), { title: null, text: 'Bu Laras tidak curang', scored: { label: 'positive' } });
      await addMention(db(), {
        ...{ title: null, text: 'Laras Tirta Ningrum dan Bang Sastra soal politik uang' },
        publishedAt: '2026-11-20T17:00:00.000Z',
        scored: against,
      });
      await addMention(db(), { title: null, text: 'Pemilu curang' });
      await createHitFinder(makeDeps()).findHits();
      expect(await countHits(db(), 'pilkada', {}, zone)).toEqual({
        mentions: 5,
        themes: [
          { theme: 'kecurangan', mentions: 4 },
          { theme: 'politik-uang', mentions: 2 },
        ],
        days: [
          { date: '2026-11-21', mentions: 1 },
          { date: '2026-11-22', mentions: 4 },
        ],
      });
      expect(await countDirections(db(), 'pilkada', {})).toEqual([
        { id: '01', mentions: { for: 0, against: 1, neither: 1 }, claims: { for: 0, against: 1, neither: 0 } },
        { id: '02', mentions: { for: 1, against: 1, neither: 1 }, claims: { for: 0, against: 0, neither: 0 } },
      ]);
      const later = { from: '2026-11-22T00:00:00.000Z' };
      expect((await countHits(db(), 'pilkada', later, zone)).mentions).toBe(4);
      expect((await countDirections(db(), 'pilkada', later)).map(({ mentions }) => mentions.neither)).toEqual([0, 0]);
    });

    test('leave out what was set aside', async () => {
      await save(bansos);
      const id = await addMention(db(), { text: 'Bansos dipotong' });
      await createHitFinder(makeDeps()).findHits();
      await db().updateTable('mentions').set({ setAside: 'gambling-spam' }).where('id', '=', id).execute();
      expect((await countHits(db(), 'bansos', {}, zone)).mentions).toBe(0);
      expect(await hitsIn('bansos')).toEqual([]);
    });
  });

  describe('known claims', () => {
    const clarify = async (title: string, claimed: string, issueId: number | null = null) => {
      const at = testNow.toISOString();
      const row = {
        issueId,
        title,
        claimed,
        text: 'Tidak benar.',
        url: 'https://uji.test/klarifikasi',
        agency: 'Diskominfo',
      };
      const values = { ...row, publishedAt: at, who: 'Uji', at };
      const { id } = await db().insertInto('clarifications').values(values).returning('id').executeTakeFirstOrThrow();
      return { id, claimId: claimIdOfClarification(id) };
    };
    const rumour = 'bupati sagara membagikan 500 sepeda motor gratis untuk warga, buruan daftar';
    const repeat = 'INFO! bupati sagara bagikan 500 motor gratis, sepeda motor baru. buruan daftar!!';
    const withIndex = () => {
      const claims = createClaimIndex(createClaimReader(smallLexicons));
      return { claims, finder: createHitFinder(makeDeps({ claims, repeatsOf: createRepeatFinder(claims) })) };
    };

    test('a clarification is known at once, also to what was published before it, and no more when it is removed', async () => {
      const { claims, finder } = withIndex();
      const before = await addMention(db(), { title: null, text: repeat, scored: { hoaxClass: 'claim' } });
      await finder.findHits();
      expect(await listAnswersOfMentions(db(), [before])).toEqual([]);
      const { id, claimId } = await clarify('Bupati tidak membagikan motor', rumour);
      const after = await addMention(db(), { title: null, text: `${repeat} sekarang` });
      await finder.findHits();
      expect(claims.size()).toBe(1);
      expect(await listAnswersOfMentions(db(), [before, after])).toEqual(
        [before, after].map((mentionId) => ({
          ...{ claimId, mentionId, title: 'Bupati tidak membagikan motor', url: 'https://uji.test/klarifikasi' },
          ...{ similarity: expect.any(Number), kind: 'match' },
        })),
      );
      await db().deleteFrom('clarifications').where('id', '=', id).execute();
      await finder.findHits();
      expect(claims.size()).toBe(0);
      expect(await db().selectFrom('claimRepeats').selectAll().execute()).toEqual([]);
    });

    test('the answer itself repeats nothing, and neither does a fact check', async () => {
      const { finder } = withIndex();
      await clarify('Bupati tidak membagikan motor', rumour);
      await addMention(db(), { text: repeat, url: 'https://uji.test/klarifikasi' });
      await addMention(db(), { text: `${repeat} (cek fakta)`, scored: { hoaxClass: 'fact-check' } });
      expect(await finder.findHits()).toMatchObject({ watched: 2, repeats: 0 });
    });

    test('suggestions and matches are told apart, and a person has the last word', async () => {
      const { claimId } = await clarify('Jawaban', 'klaim');
      const similarities = new Map([
        ['mirip', { similarity: 0.2, kind: 'suggest' as const }],
        ['sama', { similarity: 0.9, kind: 'match' as const }],
      ]);
      const repeatsOf: HitDeps['repeatsOf'] = ({ text }) => {
        const found = similarities.get(text);
        return found === undefined ? [] : [{ claimId, url: null, ...found }];
      };
      const finder = createHitFinder(makeDeps({ repeatsOf }));
      const near = await addMention(db(), { title: null, text: 'mirip' });
      const same = await addMention(db(), { title: null, text: 'sama' });
      await addMention(db(), { title: null, text: 'lain' });
      await finder.findHits();
      const kinds = async () =>
        (await listAnswersOfMentions(db(), [near, same])).map(({ mentionId, kind }) => [mentionId, kind]);
      const since = '2026-11-01T00:00:00.000Z';
      const known = async () =>
        (await listKnownClaims(db(), { since, limit: 10 })).map(({ matches, suggestions }) => [matches, suggestions]);
      expect(await kinds()).toEqual([
        [same, 'match'],
        [near, 'suggest'],
      ]);
      expect(await known()).toEqual([[1, 1]]);
      expect((await listRepeats(db(), { undecided: true, limit: 10 })).items.map(({ mentionId }) => mentionId)).toEqual(
        [near],
      );

      const decision = { claimId, who: 'Petugas', at: testNow.toISOString() };
      expect(await decideRepeat(db(), { ...decision, mentionId: near, verdict: 'confirmed' })).toBe(true);
      expect(await decideRepeat(db(), { ...decision, mentionId: same, verdict: 'rejected' })).toBe(true);
      expect(
        await decideRepeat(db(), { ...decision, claimId: 'mention:1', mentionId: same, verdict: 'rejected' }),
      ).toBe(false);
      expect(await kinds()).toEqual([[near, 'match']]);
      expect(await known()).toEqual([[1, 0]]);
      expect((await listRepeats(db(), { claimId, limit: 10 })).items).toHaveLength(1);
      expect(
        (await listRepeats(db(), { claimId, rejected: true, limit: 10 })).items.map(({ verdict }) => verdict),
      ).toEqual(['rejected', 'confirmed']);

      // Looked at again, the words of the person stand.
      await db().insertInto('watchQueue').values({ mentionId: same, claims: 1 }).execute();
      await finder.findHits();
      expect(await kinds()).toEqual([[near, 'match']]);
      expect(await decideRepeat(db(), { ...decision, mentionId: same, verdict: 'confirmed' })).toBe(true);
      expect(await kinds()).toEqual([
        [same, 'match'],
        [near, 'match'],
      ]);
      const trail = await db().selectFrom('audit').select(['action', 'object', 'who']).orderBy('id').execute();
      expect(trail.map(({ action }) => action)).toEqual(['claim.confirm', 'claim.reject', 'claim.confirm']);
      expect(trail[0]).toMatchObject({ object: `claim:${claimId}`, who: 'Petugas' });
    });

    test('a fact check that comes later is held against what looked like a hoax before', async () => {
      const { claims, finder } = withIndex();
      const id = await addMention(db(), { title: null, text: repeat, scored: { hoaxClass: 'claim' } });
      await finder.findHits();
      const check = await addMention(db(), {
        ...{ title: '[SALAH] Bupati bagikan motor', text: rumour, url: 'https://cek.test/motor' },
        scored: { about: null, hoaxClass: 'fact-check' },
      });
      claims.add({ claimId: claimIdOfMention(check), title: null, text: rumour, url: 'https://cek.test/motor' });
      await finder.findHits();
      expect(await listAnswersOfMentions(db(), [id])).toMatchObject([
        { claimId: claimIdOfMention(check), title: '[SALAH] Bupati bagikan motor', kind: 'match' },
      ]);
      expect(await findKnownClaim(db(), claimIdOfMention(check))).toMatchObject({
        kind: 'fact-check',
        matches: 1,
        by: 'Kabar Uji',
      });
      expect(await findKnownClaim(db(), claimIdOfMention(id))).toBeNull();
      expect(await findKnownClaim(db(), '__proto__')).toBeNull();
    });

    test('repeats come in pages, newest first', async () => {
      const { claimId } = await clarify('Jawaban', 'klaim');
      const repeatsOf = () => [{ claimId, url: null, similarity: 0.9, kind: 'match' as const }];
      const ids: number[] = [];
      for (let at = 0; at < 5; at += 1) ids.push(await addMention(db(), { text: `sebutan ${at}` }));
      await createHitFinder(makeDeps({ repeatsOf })).findHits();
      const first = await listRepeats(db(), { claimId, limit: 3 });
      const second = await listRepeats(db(), { claimId, limit: 3, cursor: first.next ?? '' });
      expect([...first.items, ...second.items].map(({ mentionId }) => mentionId)).toEqual(ids.reverse());
      expect(second.next).toBeNull();
    });
  });
});
