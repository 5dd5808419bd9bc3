import { describe, expect, it } from 'vitest';
import { parseLabelled } from '../../src/app/evaluation/labelled-file.ts';
import { ConfigError } from '../../src/core/errors.ts';

const brief = (file: ReturnType<typeof parseLabelled>) => ({
  rows: file.rows.map(({ line, text, sentiment }) => [line, text, sentiment]),
  rejected: file.rejected.map(({ line, reason }) => [line, reason]),
});

describe('parseLabelled', () => {
  it('reads tab-separated rows after notes and names the bad ones by line', () => {
    const text = [
      '# catatan',
      'id\tsentiment\ttext',
      '1\tnegative\tjalan "rusak" lagi',
      '2\tburuk\tjalan rusak',
      '3\tneutral\t',
      '',
      '5\tPOSITIF\t"kata ""bagus"" itu"',
      '6',
    ].join('\n');
    expect(brief(parseLabelled('a.tsv', text))).toEqual({
      rows: [
        [3, 'jalan "rusak" lagi', 'negative'],
        [7, 'kata "bagus" itu', 'positive'],
      ],
      rejected: [
        [4, 'label «buruk» tidak dikenal'],
        [5, 'teks kosong'],
        [8, 'teks kosong'],
      ],
    });
  });

  it.each([',', ';'])('reads a sheet separated by "%s", with line breaks in cells', (mark) => {
    const text = `Teks${mark}Label\r\n"satu${mark} dua\r\nbaris"${mark}netral\r\nbaik sekali${mark}positif\r\n${mark}netral\r\n`;
    expect(brief(parseLabelled('a.csv', text))).toEqual({
      rows: [
        [2, `satu${mark} dua\nbaris`, 'neutral'],
        [4, 'baik sekali', 'positive'],
      ],
      rejected: [[5, 'teks kosong']],
    });
  });

  it('reads JSON lines, with the other columns', () => {
    const text = [
      '{"title":"Jalan rusak","label":"negative","attention":"merah","topic":"infrastruktur-jalan","target":"pemerintah"}',
      'bukan json',
      '[1]',
      '{"text":"apa","sentiment":"neutral","topic":"cuaca"}',
      '{"text":"apa","sentiment":5}',
      '{"text":"apa","sentiment":"constructor"}',
    ].join('\n');
    const file = parseLabelled('a.jsonl', text);
    expect(file.rows).toEqual([
      {
        line: 1,
        title: 'Jalan rusak',
        text: '',
        sentiment: 'negative',
        attention: 'alert',
        topic: 'infrastruktur-jalan',
        target: 'government',
      },
    ]);
    expect(file.rejected).toEqual([
      { line: 2, reason: 'bukan objek JSON' },
      { line: 3, reason: 'bukan objek JSON' },
      { line: 4, reason: 'topic «cuaca» tidak dikenal' },
      { line: 5, reason: 'label kosong' },
      { line: 6, reason: 'label «constructor» tidak dikenal' },
    ]);
  });

  it('reads text and label without a heading', () => {
    expect(brief(parseLabelled('a.tsv', 'bagus sekali\tpositive\nburuk\tnegative\n')).rows).toEqual([
      [1, 'bagus sekali', 'positive'],
      [2, 'buruk', 'negative'],
    ]);
  });

  it('prefers `sentiment` when a file has `label` too', () => {
    expect(brief(parseLabelled('a.csv', 'label,sentiment,text\nx,negative,buruk\n')).rows).toEqual([
      [2, 'buruk', 'negative'],
    ]);
  });

  it.each([
    ['an empty file', '', 'perlu kolom'],
    ['no label column', 'id,text\n1,halo\n', 'perlu kolom'],
    ['no text column', 'id,label\n1,netral\n', 'perlu kolom'],
    ['no usable row', 'text,label\nhalo,apa\n', 'tidak ada baris'],
    ['only broken JSON', '{"text":\n', 'tidak ada baris'],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseLabelled('a.csv', text)).toThrow(ConfigError);
    expect(() => parseLabelled('a.csv', text)).toThrow(message);
  });
});
