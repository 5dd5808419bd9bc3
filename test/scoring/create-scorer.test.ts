import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadModels } from '../../src/app/models.ts';
import type { Doc } from '../../src/core/score.ts';
import { loadGazetteer } from '../../src/regions/gazetteer.ts';
import { toAgencies } from '../../src/regions/region-names.ts';
import { createScorer } from '../../src/scoring/create-scorer.ts';
import { lexiconFiles, parseLexicons } from '../../src/text/parse-lexicons.ts';
import { regionFiles } from '../regions/region-files.ts';
import { smallLexicons } from './small-lexicons.ts';

const models = loadModels();
const shipped = parseLexicons(
  Object.fromEntries(
    lexiconFiles.map((name) => [name, readFileSync(new URL(`../../lexicons/${name}`, import.meta.url), 'utf8')]),
  ),
);
const gazetteer = loadGazetteer(regionFiles, toAgencies(shipped.agencies));
const region = gazetteer.findRegion('35.16');
const scorer = createScorer({ lexicons: shipped, models, region, otherRegencies: gazetteer });
const doc = (title: string | null, text: string, id = '1'): Doc => ({
  id,
  title,
  text,
  publishedAt: null,
  platform: null,
});

describe('createScorer with the lexicons that are shipped', () => {
  const text =
    'Jalan rusak di Kecamatan Kemlagi sudah dilaporkan warga, tidak ada tindakan dari Bupati Mojokerto dan DPUPR.';
  const [line] = scorer.score([doc('Warga Keluhkan Jalan Rusak', text)]);

  it('writes a line with the keys of the contract, in their order', () => {
    expect(Object.keys(line ?? {})).toEqual([
      ...['id', 'language', 'relevance', 'sentiment', 'target', 'attention', 'reasons'],
      ...['hoax', 'topic', 'agency', 'places', 'versions'],
    ]);
    expect(Object.keys(line?.relevance ?? {})).toEqual(['about', 'level', 'confidence', 'why']);
    expect(Object.keys(line?.sentiment ?? {})).toEqual(['label', 'value', 'confidence', 'evidence']);
    expect(Object.keys(line?.sentiment.evidence[0] ?? {})).toEqual(['field', 'start', 'end', 'text', 'weight', 'rule']);
    expect(Object.keys(line?.hoax ?? {})).toEqual(['class', 'value', 'evidence', 'matches']);
  });

  it('alerts on a complaint about a road', () => {
    expect(line).toMatchObject({
      id: '1',
      language: 'id',
      relevance: { about: '35.16', level: 'regency' },
      sentiment: { label: 'negative' },
      target: 'government',
      attention: 'alert',
      topic: 'infrastruktur-jalan',
      agency: 'PUPR',
      places: [{ code: '35.16.15', name: 'Kemlagi', field: 'text' }],
    });
  });

  it.each([
    ['Banyune PDAM mati maneh, wis rong dina ora mili', 'jv'],
    ['Cai PDAM pareum deui wae, teu aya bewara', 'su'],
    ['pajak naik terus tapi jalan rusak dibiarin bertahun2, pemkab ngapain aja sih 😡', 'id'],
  ])('reads comments in %s as negative', (comment, language) => {
    expect(scorer.score([doc(null, comment)])[0]).toMatchObject({ language, sentiment: { label: 'negative' } });
  });

  it('gives the same lines in the same order, however they are batched', () => {
    const docs = ['Jalan rusak', 'Bupati Jombang bagus', '', 'Wali Kota Mojokerto'].map((each, at) =>
      doc(null, each, String(at)),
    );
    expect(scorer.score(docs)).toEqual(docs.flatMap((each) => scorer.score([each])));
    expect(scorer.score(docs).map(({ id }) => id)).toEqual(['0', '1', '2', '3']);
  });

  it('keeps every value in its range and every span equal to its text, for any text', () => {
    const word = fc.constantFrom(
      ...[
        'jalan',
        'rusak',
        'tidak',
        'sangat',
        'Bupati Mojokerto',
        'Kec. Kemlagi',
        'tapi',
        'gpp',
        '😡🏽',
        'bit.ly/x',
        '#JalanRusak',
      ],
      ...['sebarkan ke semua grup', 'Kota Mojokerto', '.', '\n', '"', 'keluhannya', '[SALAH]', 'mantaaap', '𝗵𝗼𝗮𝗸𝘀'],
    );
    const texts = fc.oneof(
      fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.option(texts), texts, (title, body) => {
        const scored = scorer.score([doc(title, body)])[0];
        if (scored === undefined) throw new Error('nothing scored');
        const { relevance, sentiment, hoax, places } = scored;
        const field = (name: 'title' | 'text') => (name === 'title' ? (title ?? '') : body);
        for (const each of [...sentiment.evidence, ...hoax.evidence]) {
          expect(each.text).toBe(field(each.field).slice(each.start, each.end));
          if (each.rule !== 'rest') expect(each.text).not.toBe('');
        }
        for (const each of places) expect(each.end).toBeLessThanOrEqual(field(each.field).length);
        expect(Math.abs(sentiment.value)).toBeLessThanOrEqual(1);
        for (const share of [relevance.confidence, sentiment.confidence, hoax.value]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        if (sentiment.label === 'unscored') expect(sentiment.value).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('has another stamp for other lexicons and another region', () => {
    const stampOf = (lexicons: typeof shipped, code: string | null) =>
      createScorer({
        lexicons,
        models,
        region: code === null ? null : gazetteer.findRegion(code),
        otherRegencies: gazetteer,
      }).stamp;
    const stamps = [
      stampOf(shipped, '35.16'),
      stampOf(smallLexicons, '35.16'),
      stampOf(shipped, '35.17'),
      stampOf(shipped, null),
    ];
    expect(new Set(stamps).size).toBe(4);
    expect(scorer.stamp).toBe(stamps[0]);
  });

  it('scores with two lexicons side by side', () => {
    const small = createScorer({ lexicons: smallLexicons, models, region, otherRegencies: gazetteer });
    const before = scorer.score([doc(null, text)]);
    small.score([doc(null, text)]);
    expect(scorer.score([doc(null, text)])).toEqual(before);
    const rules = (of: typeof scorer) =>
      of.score([doc(null, 'Tanggul jebol di sana')])[0]?.sentiment.evidence.map(({ rule }) => rule);
    expect(rules(scorer)).toContain('lexicon:id-core');
    expect(rules(small)).not.toContain('lexicon:id-core');
  });
});
