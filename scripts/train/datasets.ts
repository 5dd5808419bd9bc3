/** Readers of the labelled sets that the model is trained on and measured with. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type Topic, topics } from '../../src/core/topics.ts';
import type { Domain } from '../../src/scoring/learned/layout.ts';

/** negative, neutral, positive */
export type Label = 0 | 1 | 2;

export interface Example {
  readonly id: string;
  readonly title: string | null;
  readonly text: string;
  readonly label: Label;
  readonly language: string;
  readonly domain: Domain;
  /** government, other, none; null where the set does not say. */
  readonly target: 0 | 1 | 2 | null;
  /** alert, watch, none; null where the set does not say. */
  readonly attention: 0 | 1 | 2 | null;
  /** Index in `core/topics.ts`; null where the set does not say. */
  readonly topic: number | null;
}

const labels: Readonly<Record<string, Label>> = {
  negative: 0,
  neutral: 1,
  positive: 2,
  negatif: 0,
  netral: 1,
  positif: 2,
};
const attentions: Readonly<Record<string, 0 | 1 | 2>> = { alert: 0, watch: 1, none: 2 };
const targets: Readonly<Record<string, 0 | 1 | 2>> = { government: 0, other: 1, none: 2 };

export const nusaxLanguages: Readonly<Record<string, string>> = {
  indonesian: 'id',
  javanese: 'jv',
  sundanese: 'su',
  madurese: 'mad',
  buginese: 'bug',
  minangkabau: 'min',
  balinese: 'ban',
  banjarese: 'bjn',
  acehnese: 'ace',
  toba_batak: 'bbc',
  ngaju: 'nij',
  english: 'en',
};

/** SmSA: `text<TAB>label`. */
export function readSmsa(folder: string, part: 'train' | 'valid'): readonly Example[] {
  return readFileSync(join(folder, 'smsa', `${part}.tsv`), 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const [text = '', label = ''] = line.split('\t');
      return toExample(`smsa-${part}-${index + 1}`, text, label, 'id', 'review');
    });
}

/** NusaX: CSV with id, text, label; the same id is the same sentence in every language. */
export function readNusax(folder: string, part: 'train' | 'valid', name: string): readonly Example[] {
  const rows: Record<string, string>[] = parse(readFileSync(join(folder, 'nusax', name, `${part}.csv`), 'utf8'), {
    columns: true,
    bom: true,
  });
  return rows.flatMap((row) =>
    toExample(`nusax-${part}-${row.id}`, row.text ?? '', row.label ?? '', nusaxLanguages[name] ?? name, 'review'),
  );
}

/** CNBC headlines: CSV with title, date, sentiment. */
export function readHeadlines(folder: string): readonly Example[] {
  const rows: Record<string, string>[] = parse(readFileSync(join(folder, 'cnbc-headlines', 'train.csv'), 'utf8'), {
    columns: true,
    bom: true,
  });
  return rows.flatMap((row, index) =>
    toExample(`headline-${index + 1}`, row.title ?? '', row.sentiment ?? '', 'id', 'economy'),
  );
}

/** Our own sets: TSV files with a header line (`data/train/README.md`). Rows labelled `unscored` are left out. */
export function readOwn(folder: string): readonly Example[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.tsv'));
  return files.sort().flatMap((name) =>
    readTable(join(folder, name)).flatMap((row) =>
      toExample(row.id ?? '', row.text ?? '', row.sentiment ?? '', row.language ?? '', 'public').map((example) => ({
        ...example,
        title: row.title === '' ? null : (row.title ?? null),
        target: targets[row.target ?? ''] ?? null,
        attention: attentions[row.attention ?? ''] ?? null,
        topic: topicIndex(row.topic ?? ''),
      })),
    ),
  );
}

/** Rows of a TSV file by column name; lines that begin with `#` are notes. */
export function readTable(path: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '));
  const names = head.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, at) => [names[at] ?? '', cell])));
}

function toExample(id: string, text: string, label: string, language: string, domain: Domain): readonly Example[] {
  const known = labels[label.trim().toLowerCase()];
  if (known === undefined || text.trim() === '') return [];
  return [{ id, title: null, text, label: known, language, domain, target: null, attention: null, topic: null }];
}

function topicIndex(name: string): number | null {
  const index = topics.indexOf(name as Topic);
  return index < 0 ? null : index;
}
