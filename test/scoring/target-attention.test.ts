import { describe, expect, it } from 'vitest';
import { emptyGazetteer } from '../../src/regions/gazetteer.ts';
import { createScorer } from '../../src/scoring/create-scorer.ts';
import { decideAttention } from '../../src/scoring/target-attention.ts';
import { smallLexicons } from './small-lexicons.ts';

const scorer = createScorer({ lexicons: smallLexicons, region: null, otherRegencies: emptyGazetteer });
const judge = (title: string | null, text: string) => {
  const scored = scorer.score([{ id: '1', title, text, publishedAt: null, platform: null }])[0];
  return `${scored?.target} [${scored?.reasons.join(' ')}]`;
};

describe('target and reasons', () => {
  it.each([
    ['Warga Mengeluh Jalan Rusak', 'DPUPR lambat, tidak ada tindakan.', 'government [complaint-about-service]'],
    ['Jalan rusak', 'Jalan di desa kami rusak parah, lambat.', 'government [complaint-about-service]'],
    ['Pungli di kantor', 'Bupati tahu ada pungli.', 'government [corruption]'],
    ['Banjir di desa', 'Air naik, banjir di mana-mana.', 'other [hazard]'],
    ['Motor dicuri', 'Motor dicuri di pasar.', 'other [crime]'],
    ['Upacara di alun-alun', 'Bupati memimpin upacara.', 'government [ceremony]'],
    ['Puskesmas bagus', 'Bupati memuji puskesmas, bagus dan aman.', 'government [praise]'],
    [null, 'sebarkan ke semua grup, terakhir malam ini', 'none [hoax-claim]'],
    [null, 'the road is bad and this is it', 'none [unscored-language]'],
    [null, 'Selamat pagi semua warga', 'none []'],
  ])('%s | %s → %s', (title, text, expected) => {
    expect(judge(title, text)).toBe(expected);
  });
});

describe('decideAttention', () => {
  const facts = { relevant: true, label: 'negative', target: 'government', reasons: [] as string[] } as const;
  it.each([
    ['negative and aimed at government', {}, 'alert'],
    ['not about the region', { relevant: false }, 'none'],
    ['not aimed at government', { target: 'other' }, 'watch'],
    ['a hazard that is dealt with', { reasons: ['hazard-with-response'] }, 'watch'],
    [
      'a complaint about how a hazard is dealt with',
      { reasons: ['complaint-about-service', 'hazard-with-response'] },
      'alert',
    ],
    ['weakly negative', { label: 'neutral', reasons: ['weakly-negative'] }, 'watch'],
    ['neutral', { label: 'neutral' }, 'none'],
    ['praise', { label: 'positive', reasons: ['praise'] }, 'none'],
    ['a chain message', { label: 'neutral', reasons: ['hoax-claim'] }, 'watch'],
    ['not scored', { label: 'unscored', reasons: ['unscored-language'] }, 'none'],
  ] as const)('%s', (_, change, attention) => {
    expect(decideAttention({ ...facts, ...change })).toBe(attention);
  });
});
