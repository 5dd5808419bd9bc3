import { describe, expect, test } from 'vitest';
import { heedKnownClaim } from '../../src/core/attention.ts';
import { claimIdOfMention } from '../../src/core/claim.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Doc, ScoredDoc, Scorer } from '../../src/core/score.ts';
import { type ScoreDeps, scorePending } from '../../src/jobs/score.ts';
import { type ClaimIndex, createClaimIndex } from '../../src/scoring/claims/claim-index.ts';
import { createClaimReader } from '../../src/scoring/claims/claim-reader.ts';
import { findRepeated, withKnownClaim } from '../../src/scoring/claims/repeated-claims.ts';
import { withReview } from '../../src/scoring/reviewed.ts';
import { listFactChecks } from '../../src/store/fact-checks.ts';
import { findMention } from '../../src/store/mentions.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { readText } from '../../src/text/read.ts';
import { createVocabulary } from '../../src/text/vocabulary.ts';
import { smallLexicons } from '../scoring/small-lexicons.ts';
import { useTestDatabase } from '../support/db.ts';
import { addMention, addSources, makeDraft, makeScored, makeSource, testNow } from './seed.ts';

const db = useTestDatabase('sqlite');
const vocabulary = createVocabulary({
  terms: [],
  rootTerms: [],
  hosts: [],
  slang: smallLexicons.slang,
  languageBits: new Map(),
});

/** Knows a fact check by its stamp, and matches claims as the real scorer does. */
function createTestScorer(claims: ClaimIndex): Scorer {
  const judge = (doc: Doc): ScoredDoc => {
    const hoaxClass = doc.title?.startsWith('[SALAH]') ? 'fact-check' : 'none';
    const scored = { ...makeScored({ label: 'neutral', attention: 'none' }), id: doc.id };
    const matches = findRepeated(claims, readText(doc.title, doc.text, vocabulary), doc.id, hoaxClass);
    const hoax = { ...scored.hoax, class: hoaxClass, matches } as const;
    const reasons = withKnownClaim([], hoax);
    return { ...scored, hoax, reasons, attention: heedKnownClaim('none', true, reasons) };
  };
  return { stamp: 'v1', score: (docs) => docs.map(judge) };
}

function makeDeps(claims: ClaimIndex, overrides: Partial<ScoreDeps> = {}): ScoreDeps {
  return {
    db: db(),
    now: () => testNow,
    log: silentLog,
    scorer: createTestScorer(claims),
    claims,
    inContext: (scored) => scored,
    signal: new AbortController().signal,
    ...overrides,
  };
}

const check = {
  title: '[SALAH] Bupati bagikan 500 sepeda motor gratis',
  text: 'Narasi: buruan daftar, bupati Sagara membagikan 500 sepeda motor untuk warga. Faktanya tidak ada pembagian.',
  url: 'https://cek.test/motor',
} as const;
const repeat = {
  title: null,
  text: 'INFO! bupati sagara bagikan 500 motor gratis, sepeda motor baru. buruan daftar!!',
} as const;

const scoreOf = async (id: number) => (await findMention(db(), id))?.score ?? null;

describe('claims of stored fact checks', () => {
  test('a later mention that repeats one points at it and is watched; the fact check does not match itself', async () => {
    await addSources(db(), [makeSource()]);
    const claims = createClaimIndex(createClaimReader(smallLexicons));
    const checkId = await addMention(db(), { ...check, scored: null });
    await scorePending(makeDeps(claims));
    expect(claims.size()).toBe(1);
    expect((await scoreOf(checkId))?.hoax.matches).toEqual([]);

    const repeatId = await addMention(db(), { ...repeat, scored: null });
    const otherId = await addMention(db(), {
      title: 'Bupati resmikan jembatan',
      text: 'Jembatan gantung Wulung dibuka',
      scored: null,
    });
    await scorePending(makeDeps(claims));
    const score = await scoreOf(repeatId);
    expect(score?.hoax.matches).toMatchObject([{ claimId: claimIdOfMention(checkId), url: check.url }]);
    expect(score?.hoax.matches[0]?.similarity).toBeGreaterThan(0.5);
    expect([score?.reasons, score?.attention]).toEqual([['known-claim'], 'watch']);
    expect((await scoreOf(otherId))?.hoax.matches).toEqual([]);
  });

  test('a fact check scored again still does not match itself, and one that is edited away is forgotten', async () => {
    await addSources(db(), [makeSource()]);
    const claims = createClaimIndex(createClaimReader(smallLexicons));
    const checkId = await addMention(db(), { ...check, keys: ['uji:cek'], scored: null });
    await scorePending(makeDeps(claims));
    await scorePending(makeDeps(claims, { scorer: { ...createTestScorer(claims), stamp: 'v2' } }));
    expect((await scoreOf(checkId))?.hoax.matches).toEqual([]);

    const edited = makeDraft({
      keys: ['uji:cek'],
      ...check,
      title: 'Bupati bagikan 500 sepeda motor gratis',
      contentHash: 'lain',
    });
    await saveStep(db(), { sourceId: 'kabar-uji', drafts: [edited], cursor: null, rejected: 0, now: testNow });
    await scorePending(makeDeps(claims, { scorer: { ...createTestScorer(claims), stamp: 'v2' } }));
    expect((await scoreOf(checkId))?.hoax).toMatchObject({ class: 'none', matches: [] });
    expect(claims.size()).toBe(0);
  });

  test('a review that comes later reaches the index in its own words; one that turns true leaves it', async () => {
    await addSources(db(), [makeSource()]);
    const claims = createClaimIndex(createClaimReader(smallLexicons));
    const deps = makeDeps(claims, {
      inContext: (scored, { review, source, kind }) =>
        withReview(scored, {
          review,
          isChecker: source?.class === 'fact-check' && kind === 'article',
          region: '35.16',
        }),
    });
    const plain = {
      keys: ['uji:kabar'],
      title: 'Kabar pembagian motor',
      text: 'Pemeriksaan lengkap ada di halaman ini.',
    };
    const id = await addMention(db(), { ...plain, scored: null });
    await scorePending(deps);
    expect(claims.size()).toBe(0);

    const save = (verdict: 'false' | 'true') => {
      const review = { claimed: repeat.text, verdict, rating: verdict };
      const drafts = [makeDraft({ ...plain, review })];
      return saveStep(db(), { sourceId: 'kabar-uji', drafts, cursor: null, rejected: 0, now: testNow });
    };
    await save('false');
    await scorePending(deps);
    expect((await scoreOf(id))?.hoax.class).toBe('fact-check');
    const repeatId = await addMention(db(), { ...repeat, scored: null });
    await scorePending(deps);
    expect((await scoreOf(repeatId))?.hoax.matches).toMatchObject([{ claimId: claimIdOfMention(id) }]);

    await save('true');
    await scorePending(deps);
    expect(claims.size()).toBe(0);
    const later = await addMention(db(), { ...repeat, text: `${repeat.text} sebarkan`, scored: null });
    await scorePending(deps);
    expect((await scoreOf(later))?.hoax.matches).toEqual([]);
  });

  test('are listed in pages, only fact checks', async () => {
    await addSources(db(), [makeSource()]);
    const ids: number[] = [];
    for (let at = 0; at < 5; at += 1) {
      ids.push(await addMention(db(), { ...check, text: `${check.text} ${at}`, scored: { hoaxClass: 'fact-check' } }));
      await addMention(db(), { scored: { hoaxClass: 'claim' } });
    }
    const first = await listFactChecks(db(), 0, 3);
    const rest = await listFactChecks(db(), first.at(-1)?.mentionId ?? 0, 3);
    expect([...first, ...rest].map(({ mentionId }) => mentionId)).toEqual(ids);
    expect(first[0]?.claim).toEqual({
      claimId: claimIdOfMention(ids[0] ?? 0),
      title: check.title,
      text: `${check.text} 0`,
      url: check.url,
    });
  });
});
