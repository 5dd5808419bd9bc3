import { describe, expect, it } from 'vitest';
import { createLexiconAlone } from '../../scripts/evaluate/lexicon-alone.ts';
import { createPlainWords } from '../../src/app/evaluation/plain-words.ts';
import { smallLexicons } from '../scoring/small-lexicons.ts';

describe('the word lists without the model', () => {
  const withRules = createLexiconAlone(smallLexicons);
  const withoutRules = createPlainWords(smallLexicons);

  it.each([
    ['jalan rusak parah', 'negative', 'negative'],
    ['pelayanan puskesmas bagus', 'positive', 'positive'],
    ['pelayanan puskesmas tidak bagus', 'negative', 'positive'],
    ['jadwal pelayanan hari senin', 'neutral', 'neutral'],
    ['di rumah sakit umum daerah ada jadwal baru', 'neutral', 'negative'],
  ])('%s: %s with our rules, %s without', (text, ruled, plain) => {
    expect([withRules(null, text), withoutRules(null, text)]).toEqual([ruled, plain]);
  });

  it('leave a long text with a single word of feeling neutral', () => {
    const long = `${'laporan kegiatan rutin kantor kecamatan pada hari kerja '.repeat(20)} bagus`;
    expect(withRules(null, long)).toBe('neutral');
    expect(withRules(null, 'bagus')).toBe('positive');
  });
});
