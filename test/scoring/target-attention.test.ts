import { describe, expect, it } from 'vitest';
import { loadModels } from '../../src/app/models.ts';
import { type AttentionFacts, decideAttention } from '../../src/core/attention.ts';
import { emptyGazetteer } from '../../src/regions/gazetteer.ts';
import { createScorer } from '../../src/scoring/create-scorer.ts';
import { smallLexicons } from './small-lexicons.ts';

const models = loadModels();
const scorer = createScorer({ lexicons: smallLexicons, models, region: null, otherRegencies: emptyGazetteer });
const judge = (title: string | null, text: string) => {
  const scored = scorer.score([{ id: '1', title, text, publishedAt: null, platform: null }])[0];
  if (scored === undefined) throw new Error('nothing was scored');
  return scored;
};

describe('target and reasons', () => {
  it.each([
    ['Warga Mengeluh Jalan Rusak', 'DPUPR lambat, tidak ada tindakan.', 'government', 'complaint-about-service'],
    ['Pungli di kantor', 'Bupati tahu ada pungli.', 'government', 'corruption'],
    ['Banjir di desa', 'Air naik, banjir di mana-mana.', null, 'hazard'],
    ['Motor dicuri', 'Motor dicuri maling di pasar, pencuri kabur.', 'other', 'crime'],
    ['Upacara di alun-alun', 'Bupati memimpin upacara.', 'government', 'ceremony'],
    [null, 'Puskesmas bagus, petugas dinas ramah dan cepat.', 'government', 'praise'],
    [null, 'sebarkan ke semua grup, terakhir malam ini', null, 'hoax-claim'],
    [null, 'the road is bad and this is it', null, 'unscored-language'],
  ])('%s | %s → %s, %s', (title, text, target, reason) => {
    const scored = judge(title, text);
    if (target !== null) expect(scored.target).toBe(target);
    expect(scored.reasons).toContain(reason);
  });
});

describe('decideAttention', () => {
  const facts = { relevant: true, label: 'negative', target: 'government', reasons: [] as string[] } as const;
  it.each([
    ['what the government has to answer', { reasons: ['needs-answer'] }, 'alert'],
    ['a denial that the government has to give', { label: 'neutral', reasons: ['needs-answer'] }, 'alert'],
    ['a complaint about the government', { reasons: ['complaint-about-service'] }, 'alert'],
    ['negative and aimed at government', {}, 'alert'],
    ['not about the region', { relevant: false, reasons: ['needs-answer'] }, 'none'],
    ['a crime that is not the government’s', { target: 'other', reasons: ['crime'] }, 'watch'],
    ['a private disappointment', { target: 'other' }, 'none'],
    ['a hazard that is dealt with', { reasons: ['hazard-with-response'] }, 'watch'],
    ['weakly negative about government', { label: 'neutral', reasons: ['weakly-negative'] }, 'watch'],
    ['neutral', { label: 'neutral' }, 'none'],
    ['praise', { label: 'positive', reasons: ['praise'] }, 'none'],
    ['a chain message', { label: 'neutral', target: 'other', reasons: ['hoax-claim'] }, 'watch'],
    ['not scored', { label: 'unscored', reasons: ['unscored-language'] }, 'none'],
  ] as const)('%s', (_, change, attention) => {
    expect(decideAttention({ ...facts, ...change } as AttentionFacts)).toBe(attention);
  });
});
