import type { Attention, SentimentLabel, Target } from '../../core/score.ts';
import { type Topic, topics } from '../../core/topics.ts';

/** The columns of a labelled file, by the headings they may have (in small letters). The first that a file has is read. */
export const columnNames = {
  text: ['text', 'teks', 'isi'],
  title: ['title', 'judul'],
  sentiment: ['sentiment', 'label', 'sentimen', 'nada'],
  attention: ['attention', 'perhatian'],
  topic: ['topic', 'topik'],
  target: ['target', 'sasaran'],
} as const;
export type LabelledColumn = keyof typeof columnNames;

const sentiments: Readonly<Record<string, SentimentLabel>> = {
  negative: 'negative',
  neutral: 'neutral',
  positive: 'positive',
  unscored: 'unscored',
  negatif: 'negative',
  netral: 'neutral',
  positif: 'positive',
  'tidak terskor': 'unscored',
};
const attentions: Readonly<Record<string, Attention>> = {
  none: 'none',
  watch: 'watch',
  alert: 'alert',
  hijau: 'none',
  kuning: 'watch',
  merah: 'alert',
};
const targets: Readonly<Record<string, Target>> = {
  government: 'government',
  other: 'other',
  none: 'none',
  pemerintah: 'government',
  'pihak lain': 'other',
  'tidak ada': 'none',
};

/** A row that was labelled. Columns that the file does not have, and cells that are empty, are null. */
export interface LabelledRow {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly title: string | null;
  readonly text: string;
  readonly sentiment: SentimentLabel;
  readonly attention: Attention | null;
  readonly topic: Topic | null;
  readonly target: Target | null;
}

/** The row, or why it cannot be used, in Indonesian. */
export function toLabelledRow(line: number, cell: (column: LabelledColumn) => string): LabelledRow | string {
  const title = cell('title').trim();
  const text = cell('text').trim();
  if (title === '' && text === '') return 'teks kosong';
  const label = cell('sentiment');
  const sentiment = read(sentiments, label);
  if (sentiment === undefined) return label.trim() === '' ? 'label kosong' : unknown('label', label);
  const attention = readOptional(attentions, cell('attention'));
  if (attention === undefined) return unknown('attention', cell('attention'));
  const target = readOptional(targets, cell('target'));
  if (target === undefined) return unknown('target', cell('target'));
  const printedTopic = cell('topic').trim().toLowerCase();
  const topic = printedTopic === '' ? null : topics.find((each) => each === printedTopic);
  if (topic === undefined) return unknown('topic', cell('topic'));
  return { line, title: title === '' ? null : title, text, sentiment, attention, topic, target };
}

export function isSentimentLabel(printed: string): boolean {
  return read(sentiments, printed) !== undefined;
}

function read<Label>(known: Readonly<Record<string, Label>>, printed: string): Label | undefined {
  const key = printed.trim().toLowerCase();
  return Object.hasOwn(known, key) ? known[key] : undefined;
}

function readOptional<Label>(known: Readonly<Record<string, Label>>, printed: string): Label | null | undefined {
  return printed.trim() === '' ? null : read(known, printed);
}

function unknown(column: string, printed: string): string {
  return `${column} «${printed.trim().slice(0, 40)}» tidak dikenal`;
}
