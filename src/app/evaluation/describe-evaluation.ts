import { type Topic, topicNames } from '../../core/topics.ts';
import type { Comparison, Evaluation } from './evaluate-file.ts';
import type { Measured } from './measure.ts';

/** What office staff call the labels. */
const labelNames: Readonly<Record<string, string>> = {
  negative: 'negatif',
  neutral: 'netral',
  positive: 'positif',
  unscored: 'tidak terskor',
  alert: 'merah',
  watch: 'kuning',
  government: 'pemerintah',
  other: 'pihak lain',
};
type NameOf = (label: string) => string;
const sentimentName: NameOf = (label) => labelNames[label] ?? label;
const attentionName: NameOf = (label) => (label === 'none' ? 'hijau' : sentimentName(label));
const targetName: NameOf = (label) => (label === 'none' ? 'tidak ada' : sentimentName(label));
const topicName: NameOf = (label) => topicNames[label as Topic] ?? label;

/** Classes that still fit side by side in a terminal. */
const mostColumns = 5;

/** The evaluation as a page of plain text for office staff, in Indonesian. */
export function describeEvaluation(evaluation: Evaluation): string {
  const { file, region, rows, rejected, sentiment, unscored, attention, target, topic, versions } = evaluation;
  const lines = [
    `${file}: ${rows} baris dinilai, ${rejected.length} baris dilewati`,
    `Wilayah: ${region === null ? 'tidak disebut; setiap teks dianggap tentang daerah sendiri' : `${region.name} (${region.code})`}`,
    `Versi: penilai ${versions.sentiment}, model ${versions.model}, kamus ${versions.lexicon}`,
  ];
  if (sentiment !== null) {
    lines.push(...section('Nada', sentiment, sentimentName, [['Daftar kata biasa', sentiment.plain]]));
    lines.push(`  Tidak terskor padahal berlabel: ${unscored.wrongly} baris (dihitung salah).`);
  }
  if (unscored.labelled > 0) {
    lines.push(
      '',
      `Berlabel "tidak terskor": ${unscored.labelled} baris, ${unscored.found} di antaranya tidak diskor.`,
    );
  }
  if (attention !== null) lines.push(...section('Perhatian', attention, attentionName));
  if (target !== null) lines.push(...section('Sasaran', target, targetName));
  if (topic !== null) lines.push(...section('Topik', topic, topicName));
  lines.push(
    '',
    'Akurasi: bagian jawaban yang sama dengan label. F1: gabungan ketelitian dan kelengkapan satu kelas; Macro-F1: rata-ratanya.',
    'Semua dalam persen; 100 berarti selalu sama dengan label.',
  );
  return `${lines.join('\n')}\n`;
}

function section(
  title: string,
  { ours, majority, majorityLabel }: Comparison,
  nameOf: NameOf,
  others: readonly (readonly [string, Measured])[] = [],
): readonly string[] {
  const labels = Object.keys(ours.byLabel);
  const isNarrow = labels.length <= mostColumns;
  const all: readonly (readonly [string, Measured])[] = [
    ['Kentongan', ours],
    ...others,
    [`Selalu "${nameOf(majorityLabel)}"`, majority],
  ];
  const figures = table(
    ['', 'Akurasi', 'Macro-F1', ...(isNarrow ? labels.map((label) => `F1 ${nameOf(label)}`) : [])],
    all.map(([name, measured]) => [
      name,
      percent(measured.accuracy),
      percent(measured.macroF1),
      ...(isNarrow ? labels.map((label) => percent(measured.byLabel[label]?.f1 ?? 0)) : []),
    ]),
  );
  return [
    '',
    `${title} (${ours.rows} baris)`,
    ...figures,
    '',
    ...(isNarrow ? matrix(ours, nameOf) : byClass(ours, nameOf)),
  ];
}

/** Rows are what the file says, columns what was answered. */
function matrix({ confusion }: Measured, nameOf: NameOf): readonly string[] {
  const truths = Object.keys(confusion);
  const answered = new Set(truths.flatMap((truth) => Object.keys(confusion[truth] ?? {})));
  const columns = [...truths, ...[...answered].filter((label) => !truths.includes(label)).sort()];
  return [
    '  Matriks kekeliruan (confusion matrix): baris = label berkas, kolom = jawaban Kentongan',
    ...table(
      ['', ...columns.map(nameOf)],
      truths.map((truth) => [nameOf(truth), ...columns.map((said) => String(confusion[truth]?.[said] ?? 0))]),
    ),
  ];
}

/** Many classes: each with its F1 and what it was most often taken for. */
function byClass({ byLabel, confusion }: Measured, nameOf: NameOf): readonly string[] {
  return table(
    ['label berkas', 'baris', 'F1', 'paling sering tertukar dengan'],
    Object.entries(byLabel).map(([label, { rows, f1 }]) => {
      const [taken] = Object.entries(confusion[label] ?? {})
        .filter(([said]) => said !== label)
        .sort((a, b) => b[1] - a[1]);
      return [nameOf(label), String(rows), percent(f1), taken === undefined ? '' : `${nameOf(taken[0])} (${taken[1]})`];
    }),
  );
}

/** The first column to the left, numbers to the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length)));
  return all.map((row) =>
    `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}`.trimEnd(),
  );
}

function percent(share: number): string {
  return (share * 100).toFixed(1).replace('.', ',');
}
