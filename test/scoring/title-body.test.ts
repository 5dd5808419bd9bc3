import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import type { SentimentLabel } from '../../src/core/score.ts';
import { createScorer } from '../../src/scoring/create-scorer.ts';
import { createCueIndex } from '../../src/scoring/cue-index.ts';
import { compareTitle, fieldOf } from '../../src/scoring/title-body.ts';
import { readText } from '../../src/text/read.ts';
import { smallLexicons } from './small-lexicons.ts';

const { vocabulary } = createCueIndex(smallLexicons, []);
const body =
  'Kepala dinas menerangkan bahwa dana itu sudah dibagikan kepada warga dan daftar penerima bisa dilihat di balai desa setiap hari kerja mulai pukul delapan pagi sampai sore nanti.';
const read = (title: string | null, text = body) => readText(title, text, vocabulary);
type Said = readonly [label: SentimentLabel, value: number, words: number];
const scoreWith = (title: Said, text: Said) => (field: 'title' | 'text') => {
  const [label, value] = field === 'title' ? title : text;
  return { label, value };
};
const unitsOf = (title: number, text: number) => [
  { first: 0, contribution: title },
  { first: 5, contribution: text },
];

describe('compareTitle', () => {
  it.each([
    [['negative', -0.8, -3], ['neutral', 0, 0], 'title-harsher'],
    [['negative', -0.6, -3], ['positive', 0.4, 2], 'title-harsher'],
    [['negative', -0.8, -3], ['negative', -0.7, 0], null],
    [['negative', -0.4, -3], ['neutral', -0.3, 0], null],
    [['neutral', 0, -3], ['positive', 0.9, 2], null],
    [['negative', -0.9, -3], ['unscored', 0, 0], null],
    [['negative', -0.9, 0], ['neutral', 0, 0], null],
    [['negative', -0.9, -3], ['neutral', 0, -4], null],
  ] as const)('title %j, body %j → %s', (title, text, finding) => {
    const units = unitsOf(title[2], text[2]);
    expect(compareTitle(read('Dana lenyap'), units, scoreWith(title, text))).toBe(finding);
  });

  it('scores only what it must', () => {
    const asked: string[] = [];
    const ask = (label: SentimentLabel) => (field: 'title' | 'text') => {
      asked.push(field);
      return { label, value: label === 'negative' ? -1 : 0 };
    };
    compareTitle(read(null), unitsOf(-3, 0), ask('negative'));
    compareTitle(read('Dana lenyap', 'Dinas menjawab.'), unitsOf(-3, 0), ask('negative'));
    compareTitle(read('Dana dibagikan'), unitsOf(1, 0), ask('negative'));
    expect(asked).toEqual([]);
    compareTitle(read('Dana lenyap'), unitsOf(-3, 0), ask('neutral'));
    expect(asked).toEqual(['title']);
    compareTitle(read('Dana lenyap'), unitsOf(-3, 0), ask('negative'));
    expect(asked).toEqual(['title', 'title', 'text']);
  });

  it('does not count links to other items as a body', () => {
    const links = `Dinas menjawab.\nBaca juga: ${body.replaceAll('.', '')}`;
    const say = scoreWith(['negative', -1, -3], ['neutral', 0, 0]);
    expect(compareTitle(read('Dana lenyap', links), unitsOf(-3, 0), say)).toBeNull();
    expect(compareTitle(read('Dana lenyap', links.replace('Baca juga: ', '')), unitsOf(-3, 0), say)).not.toBeNull();
  });
});

describe('fieldOf', () => {
  it('cuts a document into its title and its body', () => {
    const doc = read('Dana desa lenyap', 'Warga bertanya 3 kali.');
    const title = fieldOf(doc, 'title');
    const text = fieldOf(doc, 'text');
    expect(title.part.tokens).toEqual(doc.tokens.slice(0, 3));
    expect([title.part.words, title.from, title.part.bodyStart, title.part.text]).toEqual([3, 0, 3, '']);
    expect(text.part.tokens).toEqual(doc.tokens.slice(3));
    expect([text.part.words, text.from, text.part.bodyStart, text.part.title]).toEqual([3, 3, 0, '']);
  });
});

describe('the shipped scorer', () => {
  const { lexicons, models, gazetteer } = loadKnowledge();
  const scorer = createScorer({ lexicons, models, region: null, otherRegencies: gazetteer });
  const reasonsOf = (text: string) =>
    scorer.score([{ id: '1', title: 'Jalan Rusak Parah, Warga Geram', text, publishedAt: null, platform: null }])[0]
      ?.reasons;

  it('tells that a title is harsher than what stands under it', () => {
    const mended =
      'Jalan itu kini mulus. Dinas menyelesaikan pengaspalan sepanjang dua kilometer pekan lalu dan warga menyambut dengan syukuran. Kepala desa berterima kasih atas perbaikan yang cepat dan rapi, anak-anak senang berangkat sekolah lagi.';
    const complained =
      'Warga geram karena jalan rusak parah sejak tiga tahun lalu dan belum ada perbaikan. Banyak pengendara jatuh, debu masuk ke rumah, dan keluhan yang disampaikan berulang kali tidak pernah ditanggapi oleh dinas sampai sekarang.';
    expect(reasonsOf(mended)).toContain('title-harsher');
    expect(reasonsOf(complained)).not.toContain('title-harsher');
  });
});
