import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLexiconFiles } from '../../src/app/files.ts';
import { loadModels } from '../../src/app/models.ts';
import { createCueIndex } from '../../src/scoring/cue-index.ts';
import { createLearned } from '../../src/scoring/learned/create-learned.ts';
import type { Reading } from '../../src/scoring/reading.ts';
import { createSentimentScorer } from '../../src/scoring/sentiment.ts';
import { parseLexicons } from '../../src/text/parse-lexicons.ts';
import { readText } from '../../src/text/read.ts';

const lexicons = parseLexicons(readLexiconFiles());
const index = createCueIndex(lexicons, []);
const scoreSentiment = createSentimentScorer(createLearned(loadModels(), lexicons));

const plain: Reading = { language: 'id', mixed: [], debunks: false, isPlace: () => false };
const judge = (text: string, reading: Partial<Reading> = {}, title: string | null = null) => {
  const doc = readText(title, text, index.vocabulary);
  return scoreSentiment(doc, index.find(doc.tokens), { ...plain, ...reading }, []);
};

describe('verdict', () => {
  it.each([
    ['jalan rusak parah dan warga mengeluh, tidak ada tindakan', 'negative'],
    ['terima kasih, pelayanan puskesmas ramah dan cepat', 'positive'],
    ['jadwal pelayanan SIM keliling hari Senin pukul 08.00', 'neutral'],
    ['sudah tiga kali lapor, belum juga diperbaiki', 'negative'],
  ])('%s is %s', (text, label) => {
    expect(judge(text).label).toBe(label);
  });

  it.each([
    ['halo semua', 'id', 'unscored-short'],
    ['👋', 'und', 'unscored-short'],
    ['the road is very bad', 'en', 'unscored-language'],
    ['lorem ipsum dolor sit', 'und', 'unscored-language'],
  ])('%s in %s is unscored: %s', (text, language, reason) => {
    expect(judge(text, { language })).toMatchObject({ label: 'unscored', value: 0, confidence: 0, reason });
  });

  it('judges two words when one of them has a feeling', () => {
    expect(judge('jalan rusak').label).toBe('negative');
  });
});

describe('evidence', () => {
  const word = fc.constantFrom(
    ...'jalan rusak bagus tidak sekali warga mengeluh terima kasih PDAM mati terus ! ? 😡 👍 . , tapi ora apik alus pisan #JalanRusak 2024'.split(
      ' ',
    ),
  );
  const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(' '));

  it('adds up to the value exactly, to the third decimal', () => {
    fc.assert(
      fc.property(fc.option(text), text, (title, body) => {
        const { value, evidence, label } = judge(body, {}, title);
        const sum = evidence.reduce((all, { weight }) => all + Math.round(weight * 1000), 0);
        if (label !== 'unscored') expect(sum).toBe(Math.round(value * 1000));
      }),
    );
  });

  it('names the words it stands on', () => {
    fc.assert(
      fc.property(text, (body) => {
        for (const { start, end, text: shown } of judge(body).evidence) expect(body.slice(start, end)).toBe(shown);
      }),
    );
  });

  it('names the word that decides', () => {
    const { evidence } = judge('Jalan depan pasar rusak parah sejak lebaran');
    const heaviest = [...evidence].sort((a, b) => a.weight - b.weight)[0];
    expect(heaviest).toMatchObject({ text: 'rusak parah', rule: expect.stringContaining('lexicon:') });
  });

  it('gives the pair of a word and the beginning of a sentence to that word alone', () => {
    const weightOf = (last: string) =>
      judge(`besok rapat meja. ${last} semua warga`).evidence.find(({ text: shown }) => shown === 'meja')?.weight ?? 0;
    expect(Math.sign(weightOf('Kapan'))).toBe(Math.sign(weightOf('Alhamdulillah')));
  });

  it('shows words of a long text, though none weighs much', () => {
    const { evidence } = judge('Jalan rusak parah, pemerintah diam saja. '.repeat(400));
    expect(evidence.length).toBeGreaterThan(3);
  });

  it('has chances that add up: value and confidence fit', () => {
    fc.assert(
      fc.property(text, (body) => {
        const { value, confidence, label } = judge(body);
        expect(Math.abs(value)).toBeLessThanOrEqual(1);
        if (label !== 'unscored' && label !== 'neutral') expect(confidence).toBeGreaterThan(1 / 3 - 0.001);
      }),
    );
  });
});
