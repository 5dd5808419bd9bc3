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
    [null, 'Klik tautan, terakhir malam ini, kirim kode OTP', 'claim'],
    [null, 'Bendungan jebol, kata orang dalam', 'claim'],
    [null, 'Diskon toko berlaku terakhir malam ini', 'none'],
    [null, 'Rapat warga jam 8, sebarkan ke semua grup', 'none'],
    [null, 'Waspada banjir, waspada longsor', 'none'],
    ['[SALAH] Bendungan jebol', 'Pesan itu dipastikan hoaks. "sebarkan ke semua grup"', 'fact-check'],
    ['Kabar bendungan jebol dipastikan hoaks', 'BPBD menjelaskan keadaan.', 'fact-check'],
    ['Pelatihan literasi digital', 'Diskominfo melatih pelajar.', 'mention'],
    [null, 'syukurlah cuma hoax', 'mention'],
    ['Jalan rusak', 'Warga mengeluh.', 'none'],
  ])('%s | %s → %s', (title, text, kind) => {
    expect(judge(title, text).class).toBe(kind);
  });

  it.each([
    [null, 'Polres memastikan kabar penculikan di pasar tidak benar', 'a denial without the word hoaks'],
    [null, 'Sudah dicek ke posnya, airnya biasa saja. Tolong jangan disebar', 'somebody who asked'],
    [null, 'HOAKS! Bendungan jebol malam ini', 'a verdict in front'],
    ['Bupati membantah', 'Ia membantah kabar pasar dijual. Kabar itu tidak benar.', 'news that denies in its body'],
  ])('calls %s | %s a fact check (%s)', (title, text, _why) => {
    expect(judge(title, text).class).toBe('fact-check');
  });

  it.each([
    [null, 'Pelayanan di loket itu tidak benar', 'a complaint'],
    ['Sekda membantah terima uang proyek', 'Ia menunjukkan kuitansi.', 'the denial of an accusation, not of a rumour'],
  ])('does not call %s | %s one (%s)', (title, text, _why) => {
    expect(judge(title, text).class).toBe('none');
  });

  it('takes a question about a hoax for talk, not for a denial', () => {
    expect(judge(null, 'min, kabar bendungan itu hoaks apa benar?').class).toBe('mention');
  });

  it('asks more of news, which quotes the messages that it reports', () => {
    const words = 'Bendungan jebol, kata orang dalam';
    expect(judge(null, words).class).toBe('claim');
    expect(judge('Pesan beredar di Sumberwaras', words).class).toBe('none');
  });

  it('counts shouting and odd addresses beside other cues, and shows them', () => {
    const said = 'Klik tautan bantuan-warga.xyz/cek terakhir malam ini';
    expect(judge(null, said).evidence.map(({ text, rule }) => [text, rule])).toEqual([
      ['Klik tautan', 'hoax:bait'],
      ['terakhir malam ini', 'hoax:bait'],
      ['bantuan-warga.xyz/cek', 'hoax:link'],
    ]);
    expect(judge(null, said.replace('bantuan-warga.xyz', 'warga.go.id')).class).toBe('none');
    expect(judge(null, 'Klik tautan bantuan-warga[.]online terakhir malam ini').class).toBe('claim');
    expect(judge(null, 'Waspada bendungan jebol').class).toBe('none');
    expect(judge(null, 'Waspada bendungan jebol!!!').class).toBe('claim');
    expect(judge(null, 'KERJA BAKTI MINGGU BESOK WARGA SEKALIAN!!!').class).toBe('none');
  });

  it('counts a number of readers asked for', () => {
    expect(judge(null, 'Ditutup-tutupi, kirim ke teman').class).toBe('none');
    expect(judge(null, 'Ditutup-tutupi, kirim ke 10 teman').class).toBe('claim');
  });

  it('shows the cues of a verdict and none without one', () => {
    const claim = judge(null, 'terakhir malam ini, sebarkan ke semua grup');
    expect(claim.evidence.map(({ text, rule }) => [text, rule])).toEqual([
      ['terakhir malam ini', 'hoax:bait'],
      ['sebarkan ke semua grup', 'hoax:spread'],
    ]);
    expect(judge(null, 'Waspada banjir').evidence).toEqual([]);
  });

  it('gives evidence that is exactly a slice of the text', () => {
    const text =
      'AWAS WARGA KAMPUNG SEBELAH 😱 bendungan jebol!!! kata orang dalam https://tolong.xyz/a sebarkan ke semua grup';
    const { evidence } = judge(null, text);
    expect(evidence.length).toBeGreaterThan(4);
    for (const { start, end, text: slice } of evidence) expect(text.slice(start, end)).toBe(slice);
  });

  it('has a value from 0 to 1 that is higher for a chain message than for its check', () => {
    const claim = judge(null, 'terakhir malam ini, sebarkan ke semua grup').value;
    const check = judge('[SALAH] Bansos', 'Klaim: terakhir malam ini, sebarkan ke semua grup').value;
    expect(claim).toBeGreaterThan(check);
    expect(claim).toBeLessThan(1);
    expect(check).toBeGreaterThanOrEqual(0);
  });
});
