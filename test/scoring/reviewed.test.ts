import { describe, expect, it } from 'vitest';
import type { ClaimReview, Verdict } from '../../src/core/claim.ts';
import type { HoaxClass } from '../../src/core/score.ts';
import { withReview } from '../../src/scoring/reviewed.ts';
import { makeScored } from '../support/make.ts';

const region = '35.16';
const spread = (hoaxClass: HoaxClass = 'claim', about: string | null = region) => {
  const scored = makeScored({ label: 'neutral', target: 'other', attention: 'watch', about });
  const matches = [{ claimId: 'mention:7', similarity: 0.9, url: null }];
  return {
    ...scored,
    reasons: ['hoax-claim', 'known-claim'],
    hoax: { class: hoaxClass, value: 0.9, evidence: [], matches },
  };
};
const found = (verdict: Verdict): ClaimReview => ({ claimed: null, verdict, rating: verdict });

describe('withReview', () => {
  it('leaves alone what nobody checked', () => {
    const scored = spread();
    expect(withReview(scored, { review: null, isChecker: false, region })).toBe(scored);
  });

  it.each<Verdict>(['false', 'misleading', 'scam', 'satire', 'unrated'])(
    '%s makes it a fact check, never a claim',
    (verdict) => {
      for (const read of ['claim', 'none', 'mention', 'fact-check'] as const) {
        const checked = withReview(spread(read), { review: found(verdict), isChecker: false, region });
        expect(checked.hoax).toMatchObject({ class: 'fact-check', value: 0.3, matches: [] });
        expect(checked.reasons).toEqual(['fact-check']);
        expect(checked.attention).toBe('none');
      }
    },
  );

  it('what was found true is neither', () => {
    const classes = (['claim', 'fact-check', 'mention', 'none'] as const).map(
      (read) => withReview(spread(read), { review: found('true'), isChecker: true, region }).hoax.class,
    );
    expect(classes).toEqual(['mention', 'mention', 'mention', 'none']);
    expect(withReview(spread('claim'), { review: found('true'), isChecker: false, region }).reasons).toEqual([]);
  });

  it("a fact checker's own texts are fact checks without a word of data", () => {
    const checked = withReview(spread('none'), { review: null, isChecker: true, region });
    expect(checked.hoax.class).toBe('fact-check');
  });

  it('keeps what else deserves attention', () => {
    const angry = { ...spread(), reasons: ['needs-answer', 'hoax-claim'] };
    expect(withReview(angry, { review: found('false'), isChecker: false, region })).toMatchObject({
      attention: 'alert',
      reasons: ['needs-answer', 'fact-check'],
    });
    const elsewhere = { ...spread('claim', '32.10'), reasons: ['needs-answer'] };
    expect(withReview(elsewhere, { review: found('false'), isChecker: false, region }).attention).toBe('none');
  });
});
