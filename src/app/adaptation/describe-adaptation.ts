import { type Adaptation, fewestCorrections, mostHarm } from '../../scoring/learned/adapt.ts';
import { type Question, questions } from '../../scoring/learned/corrections.ts';
import type { Change } from '../../scoring/learned/lesson.ts';
import { labelNames } from '../label-names.ts';
import type { OfficeAdaptation } from './adapt-office.ts';
import type { ListedAdapter } from './manage-adapters.ts';
import type { FlipPreview } from './preview-flips.ts';

const questionNames: Readonly<Record<Question, string>> = {
  sentiment: 'Nada',
  target: 'Sasaran',
  attention: 'Perhatian',
};

/** What was learned and what it would change, in Indonesian. */
export function describeAdaptation({ file, corrections, rejected, adaptation, flips }: OfficeAdaptation): string {
  const { gained, general, strength, adapter } = adaptation;
  const lines = [`${file}: ${corrections} koreksi dipelajari, ${rejected.length} baris dilewati`];
  if (gained.length > 0) {
    lines.push('', 'Pada koreksi Anda (diuji silang 5 lipat: setiap koreksi dinilai tanpa ikut dipelajari):');
    lines.push(...gained.map((change) => `${changeLine(change)}${isTaken(change, adapter) ? '' : '; tidak dipakai'}`));
  }
  if (general.length > 0) {
    lines.push(
      '',
      `Pada ${general[0]?.before.rows ?? 0} teks umum (boleh turun paling banyak ${points(mostHarm)} angka):`,
    );
    lines.push(...general.map(changeLine));
  }
  if (adapter !== null && strength < 1) {
    lines.push('', `Agar teks umum tidak terganggu, penyesuaian dilemahkan menjadi ${percent(strength)} persen.`);
  }
  lines.push(
    '',
    ...(adapter === null ? [reasonLine(adaptation.reason)] : flips === null ? noDatabase : flipLines(flips)),
  );
  return `${lines.join('\n')}\n`;
}

const noDatabase = ['Belum ada basis data, jadi belum ada sebutan yang dapat dibandingkan.'];

/** The stored adapters, one a line. */
export function describeAdapters(adapters: readonly ListedAdapter[]): string {
  return adapters
    .map(({ name, active, content }) => {
      const mark = active ? '* ' : '  ';
      if (typeof content === 'string') return `${mark}${name}  ${content}\n`;
      const { madeAt, corrections, model } = content;
      return `${mark}${name}  ${madeAt.slice(0, 10)}  ${corrections} koreksi  model ${model}\n`;
    })
    .join('');
}

/** A question of which the folds taught nothing stays as it was. Without an adapter none is taken, and the reason follows. */
function isTaken({ question }: Change, adapter: Adaptation['adapter']): boolean {
  return adapter === null || adapter.columns.includes(questions[question].columns[0]);
}

function changeLine({ question, before, after }: Change): string {
  const figures = (name: string, from: number, to: number) =>
    `${name} ${points(from)} → ${points(to)} (${signed(to - from)})`;
  return `  ${questionNames[question]}, ${before.rows} teks: ${figures('tepat', before.accuracy, after.accuracy)}, ${figures('Macro-F1', before.macroF1, after.macroF1)}`;
}

function reasonLine(reason: Adaptation['reason']): string {
  switch (reason) {
    case 'too-few':
      return `Tidak dibuat: perlu paling sedikit ${fewestCorrections} koreksi, dan baru berarti mulai beberapa ratus.`;
    case 'hurts-others':
      return 'Tidak dibuat: yang dipelajari merusak penilaian teks umum, dan bila dilemahkan tidak lagi membantu.';
    default:
      return 'Tidak dibuat: koreksi ini tidak memperbaiki penilaian teks yang belum dilihat.';
  }
}

function flipLines({ days, judged, cut, flipped, examples }: FlipPreview): readonly string[] {
  const which = cut ? `${judged} sebutan terbaru` : `${judged} sebutan`;
  return [
    `Dari ${which} dalam ${days} hari terakhir, nada ${flipped} sebutan akan berubah${examples.length === 0 ? '.' : ':'}`,
    ...examples.map(
      ({ title, url, before, after }) =>
        `  ${labelNames[before]} → ${labelNames[after]}  ${title}${url === null ? '' : `  ${url}`}`,
    ),
    ...(flipped > examples.length && examples.length > 0 ? [`  … dan ${flipped - examples.length} lagi`] : []),
  ];
}

function points(share: number): string {
  return (share * 100).toFixed(1).replace('.', ',');
}

function percent(share: number): string {
  return String(Math.round(share * 1_000) / 10).replace('.', ',');
}

function signed(share: number): string {
  return `${share < 0 ? '−' : '+'}${points(Math.abs(share))}`;
}
