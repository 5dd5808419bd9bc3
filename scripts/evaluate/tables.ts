/** The report's tables, printed for a terminal or as Markdown. */
import type { Measured } from '../../src/app/evaluation/measure.ts';
import type { QuestionFigures, SetFigures } from './figures.ts';
import type { Timed } from './timing.ts';

export interface Table {
  readonly title: string;
  readonly note?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Report {
  /** Node, model and lexicon, and what the sets hash to. */
  readonly versions: Readonly<Record<string, string>>;
  readonly sets: readonly SetFigures[];
  readonly timing: Timed;
}

export function tablesOf({ sets, timing }: Report): readonly Table[] {
  return [
    mainTable(sets),
    placesTable(sets),
    groupTable('Ours by language', sets, ({ byLanguage }) => byLanguage),
    groupTable('Ours by kind of text', sets, ({ byKind }) => byKind),
    calibrationTable(sets),
    coverageTable(sets),
    timingTable(timing),
  ].filter(({ rows }) => rows.length > 0);
}

/** Classes that are told apart in the main table; topics and agencies are too many. */
const mostClasses = 4;
/** What is shown by language and by kind. */
const groupedQuestions = new Set(['sentiment', 'target', 'attention']);

function mainTable(sets: readonly SetFigures[]): Table {
  return {
    title: 'Everybody on every set',
    note: 'Accuracy, macro-F1 over the labels that the set has, and F1 by class, in percent. `unscored` counts as wrong.',
    head: ['set', 'question', 'who', 'n', 'accuracy', 'macro-F1', 'F1 by class'],
    rows: sets.flatMap(({ title, questions }) =>
      questions.flatMap(({ question, rows, bySystem }) =>
        Object.entries(bySystem).map(([who, measured]) => [
          title,
          question,
          who,
          String(rows),
          percent(measured.accuracy),
          percent(measured.macroF1),
          who === 'majority' ? '' : classes(measured),
        ]),
      ),
    ),
  };
}

function placesTable(sets: readonly SetFigures[]): Table {
  return {
    title: 'Districts and villages that the text names',
    head: ['set', 'named', 'precision', 'recall'],
    rows: sets.flatMap(({ title, places }) =>
      places === null ? [] : [[title, String(places.wanted), percent(places.precision), percent(places.recall)]],
    ),
  };
}

function groupTable(
  title: string,
  sets: readonly SetFigures[],
  groupsOf: (figures: QuestionFigures) => Readonly<Record<string, Measured>>,
): Table {
  return {
    title,
    head: ['set', 'question', 'group', 'n', 'accuracy', 'macro-F1', 'F1 by class'],
    rows: sets.flatMap((set) =>
      set.questions
        .filter(({ question }) => groupedQuestions.has(question))
        .flatMap((figures) =>
          Object.entries(groupsOf(figures)).map(([group, measured]) => [
            set.title,
            figures.question,
            group,
            String(measured.rows),
            percent(measured.accuracy),
            percent(measured.macroF1),
            classes(measured),
          ]),
        ),
    ),
  };
}

function calibrationTable(sets: readonly SetFigures[]): Table {
  return {
    title: 'Calibration of the confidence',
    note: 'Expected calibration error in ten bins; by bin: mean confidence → accuracy (rows).',
    head: ['set', 'n', 'error', 'bins'],
    rows: eachCalibrated(sets, ({ title }, { calibration }) =>
      calibration === null
        ? []
        : [
            title,
            String(calibration.rows),
            percent(calibration.error),
            calibration.bins
              .map(({ rows, confidence, accuracy }) => `${percent(confidence)} → ${percent(accuracy)} (${rows})`)
              .join(', '),
          ],
    ),
  };
}

function coverageTable(sets: readonly SetFigures[]): Table {
  const firstCoverage = sets
    .flatMap(({ questions }) => questions.map(({ coverage }) => coverage))
    .find((each) => each.length > 0);
  return {
    title: 'Accuracy of the surest answers',
    head: ['set', ...(firstCoverage ?? []).map(({ share }) => `surest ${share * 100}%`)],
    rows: eachCalibrated(sets, ({ title }, { coverage }) =>
      coverage.length === 0
        ? []
        : [title, ...coverage.map(({ accuracy, from }) => `${percent(accuracy)} (from ${from.toFixed(2)})`)],
    ),
  };
}

function eachCalibrated(
  sets: readonly SetFigures[],
  toRow: (set: SetFigures, figures: QuestionFigures) => readonly string[],
): readonly (readonly string[])[] {
  return sets.flatMap((set) => set.questions.map((figures) => toRow(set, figures)).filter((row) => row.length > 0));
}

function timingTable({ texts, milliseconds, floorMilliseconds, slowest }: Timed): Table {
  const each = texts === 0 ? 0 : milliseconds / texts;
  return {
    title: 'The slowest texts',
    note:
      `${texts} texts one by one on one thread: ${milliseconds.toFixed(0)} ms, ${each.toFixed(3)} ms a text; ` +
      `splitting them into words alone ${floorMilliseconds.toFixed(0)} ms.`,
    head: ['set', 'id', 'characters', 'ms'],
    rows: slowest.map((row) => [row.set, row.id, String(row.characters), row.milliseconds.toFixed(2)]),
  };
}

function isNarrow(measured: Measured | undefined): boolean {
  return measured !== undefined && Object.keys(measured.byLabel).length <= mostClasses;
}

function classes(measured: Measured): string {
  if (!isNarrow(measured)) return '';
  return Object.entries(measured.byLabel)
    .map(([label, { f1 }]) => `${label} ${percent(f1)}`)
    .join(', ');
}

export function percent(share: number): string {
  return (share * 100).toFixed(1);
}

export function formatText(tables: readonly Table[]): string {
  return tables
    .map(({ title, note, head, rows }) => {
      const all = [head, ...withoutRepeats(rows)];
      const widths = head.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length)));
      const lines = all.map((row) =>
        row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd(),
      );
      return [title.toUpperCase(), ...(note === undefined ? [] : [note]), ...lines, ''].join('\n');
    })
    .join('\n');
}

export function formatMarkdown(tables: readonly Table[], level = '###'): string {
  return tables
    .map(({ title, note, head, rows }) =>
      [
        `${level} ${title}`,
        ...(note === undefined ? [] : [note, '']),
        `| ${head.join(' | ')} |`,
        `|${head.map(() => '---').join('|')}|`,
        ...withoutRepeats(rows).map((row) => `| ${row.join(' | ')} |`),
        '',
      ].join('\n'),
    )
    .join('\n');
}

/** What stands in the row above in the first two columns is not repeated. */
function withoutRepeats(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return rows.map((row, index) => {
    const above = rows[index - 1];
    if (above === undefined || above[0] !== row[0] || row.length < 5) return row;
    return ['', row[1] === above[1] ? '' : (row[1] ?? ''), ...row.slice(2)];
  });
}
