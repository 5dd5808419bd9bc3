import { describe, expect, it } from 'vitest';
import { createCueIndex } from '../../src/scoring/cue-index.ts';
import { scoreHoax } from '../../src/scoring/hoax.ts';
import { readText } from '../../src/text/read.ts';
import { smallLexicons } from './small-lexicons.ts';

const index = createCueIndex(smallLexicons, []);
const judge = (title: string | null, text: string) => {
  const doc = readText(title, text, index.vocabulary);
  return scoreHoax(doc, index.find(doc.tokens));
};

describe('scoreHoax', () => {
  it.each([
    [null, 'Bansos 1,5 juta, terakhir malam ini, sebarkan ke semua grup!', 'claim'],
    [null, 'Klik tautan bit.ly/bansos terakhir malam ini', 'claim'],
    [null, 'Diskon toko berlaku terakhir malam ini', 'none'],
    [null, 'Waspada banjir, waspada longsor', 'none'],
    ['[SALAH] Bendungan jebol', 'Pesan itu dipastikan hoaks. "sebarkan ke semua grup"', 'fact-check'],
    ['Kabar bendungan jebol dipastikan hoaks', 'BPBD menjelaskan keadaan.', 'fact-check'],
    ['Pelatihan literasi digital', 'Diskominfo melatih pelajar.', 'mention'],
    [null, 'syukurlah cuma hoax', 'mention'],
    ['Jalan rusak', 'Warga mengeluh.', 'none'],
  ])('%s | %s → %s', (title, text, kind) => {
    expect(judge(title, text).class).toBe(kind);
  });

  it('shows the cues of a verdict and none without one', () => {
    const claim = judge(null, 'terakhir malam ini, sebarkan ke semua grup');
    expect(claim.evidence.map(({ text, rule }) => [text, rule])).toEqual([
      ['terakhir malam ini', 'hoax:bait'],
      ['sebarkan ke semua grup', 'hoax:spread'],
    ]);
    expect(judge(null, 'Waspada banjir').evidence).toEqual([]);
  });

  it('has a value from 0 to 1 that is higher for a chain message than for its check', () => {
    const claim = judge(null, 'terakhir malam ini, sebarkan ke semua grup').value;
    const check = judge('[SALAH] Bansos', 'Klaim: terakhir malam ini, sebarkan ke semua grup').value;
    expect(claim).toBeGreaterThan(check);
    expect(claim).toBeLessThan(1);
    expect(check).toBeGreaterThanOrEqual(0);
  });
});
