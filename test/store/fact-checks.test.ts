import { beforeEach, describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/core/claim.ts';
import { claimIdOfMention } from '../../src/core/claim.ts';
import { listFactChecks, loadReviews } from '../../src/store/fact-checks.ts';
import { addMention, addSources, makeSource } from '../jobs/seed.ts';
import { dialects, useTestDatabase } from '../support/db.ts';

const rated = (verdict: Verdict, claimed: string | null = null) => ({ claimed, verdict, rating: verdict });

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  beforeEach(() => addSources(db(), [makeSource(), makeSource({ id: 'klarifikasi', class: 'fact-check' })]));
  const listed = async () => (await listFactChecks(db(), 0, 100)).map(({ mentionId }) => mentionId);

  test('every review counts that found something else than true, scored or not', async () => {
    const ids: number[] = [];
    for (const verdict of ['false', 'misleading', 'scam', 'satire', 'unrated'] as const) {
      ids.push(await addMention(db(), { text: verdict, review: rated(verdict), scored: null }));
    }
    await addMention(db(), { text: 'benar', review: rated('true'), scored: { hoaxClass: 'fact-check' } });
    expect(await listed()).toEqual(ids);
  });

  test('without a review a text counts that reads like a fact check', async () => {
    const id = await addMention(db(), { text: 'cek', scored: { hoaxClass: 'fact-check' } });
    await addMention(db(), { text: 'pesan berantai', scored: { hoaxClass: 'claim' } });
    await addMention(db(), { text: 'belum dinilai', scored: null });
    expect(await listed()).toEqual([id]);
  });

  test('what a fact-checking source publishes counts, but not its comments, pages and true findings', async () => {
    const own = { sourceId: 'klarifikasi', scored: { hoaxClass: 'none' } } as const;
    const id = await addMention(db(), { ...own, text: 'Isu penculikan di pasar tidak terjadi' });
    await addMention(db(), { ...own, text: 'Terima kasih infonya', kind: 'comment' });
    await addMention(db(), { ...own, text: 'Tentang kami', kind: 'page' });
    await addMention(db(), { ...own, text: 'Jembatan memang ditutup', review: rated('true') });
    await addMention(db(), { ...own, text: 'gacor', setAside: 'gambling-spam', scored: null });
    expect(await listed()).toEqual([id]);
  });

  test('the claim is told in the words of the data, else by the text of the check', async () => {
    const title = '[SALAH] Bupati bagikan motor';
    const url = 'https://cek.test/1';
    const said = await addMention(db(), {
      title,
      text: 'Panjang',
      url,
      review: rated('false', 'Motor gratis dari bupati'),
    });
    const open = await addMention(db(), { title, text: 'x'.repeat(5_000), url, review: rated('false') });
    expect((await listFactChecks(db(), 0, 10)).map(({ claim }) => claim)).toEqual([
      { claimId: claimIdOfMention(said), title, text: 'Motor gratis dari bupati', url },
      { claimId: claimIdOfMention(open), title, text: 'x'.repeat(4_000), url },
    ]);
  });

  test('comes in pages, oldest first', async () => {
    const ids: number[] = [];
    for (let at = 0; at < 5; at += 1) {
      ids.push(
        await addMention(db(), {
          text: `cek ${at}`,
          review: at % 2 === 0 ? rated('false') : null,
          scored: { hoaxClass: 'fact-check' },
        }),
      );
    }
    const first = await listFactChecks(db(), 0, 2);
    const rest = await listFactChecks(db(), first.at(-1)?.mentionId ?? 0, 10);
    expect([first.length, [...first, ...rest].map(({ mentionId }) => mentionId)]).toEqual([2, ids]);
  });

  test('reviews are loaded for those that have one', async () => {
    const with_ = await addMention(db(), { text: 'a', review: rated('scam', 'Tautan bansos') });
    const without = await addMention(db(), { text: 'b' });
    expect([...(await loadReviews(db(), [with_, without]))]).toEqual([[with_, rated('scam', 'Tautan bansos')]]);
    expect((await loadReviews(db(), [])).size).toBe(0);
  });
});
