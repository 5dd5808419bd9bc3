/** Texts that `evaluate-claims.ts` measures with: narratives, retellings, distractors and news titles, read from files that are not ours to ship. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parse } from 'csv-parse/sync';

export interface Narrative {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export type Half = 'dev' | 'test';

/** One line of `data/gold/claim-paraphrases.tsv`. */
export interface Retelling {
  readonly id: string;
  readonly split: Half;
  readonly narrative: string;
  readonly kind: string;
  readonly text: string;
}

/** CSV with the columns id, title and narrative. */
export function loadNarratives(file: string): readonly Narrative[] {
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true, bom: true });
  return rows.map((row) => ({ id: row.id ?? '', title: row.title ?? '', text: row.narrative ?? '' }));
}

export function loadRetellings(file: string): readonly Retelling[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return lines.slice(1).map((line) => {
    const [id = '', split = '', narrative = '', kind = '', text = ''] = line.split('\t');
    return { id, split: split === 'test' ? 'test' : 'dev', narrative, kind, text };
  });
}

/** Distinct texts of a file, or of all files under a folder: titles of feeds, WordPress answers and CSV, first cells of TSV. */
export function loadTexts(path: string): readonly string[] {
  const texts = new Set<string>();
  for (const file of filesUnder(path)) {
    for (const text of textsOf(file)) {
      const plain = toPlain(text);
      if (plain.split(' ').length >= 4) texts.add(plain);
    }
  }
  return [...texts];
}

function filesUnder(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function textsOf(file: string): readonly string[] {
  const content = readFileSync(file, 'utf8');
  switch (extname(file)) {
    case '.xml':
      return content
        .split(/<item[\s>]/)
        .slice(1)
        .map((item) => /<title>([\s\S]*?)<\/title>/.exec(item)?.[1] ?? '');
    case '.json':
      return [...content.matchAll(/"title":\{"rendered":("(?:[^"\\]|\\.)*")/g)].map((found) =>
        JSON.parse(found[1] ?? '""'),
      );
    case '.csv': {
      const rows: Record<string, string>[] = parse(content, { columns: true, bom: true, relax_column_count: true });
      return rows.map((row) => row.title ?? row.text ?? '');
    }
    case '.tsv':
      return content.split('\n').map((line) => line.split('\t')[0] ?? '');
    default:
      return [];
  }
}

function toPlain(text: string): string {
  return text
    .replace(/<!\[CDATA\[|\]\]>/g, '')
    .replace(/&#?\w+;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Halves by hash, so that tuning and measuring never share a text. */
export function halfOf(text: string): Half {
  return (createHash('sha256').update(text).digest()[0] ?? 0) % 2 === 0 ? 'dev' : 'test';
}

/** The texts, and from `count` on recombinations of them: the first half of one and the second half of another. */
export function toDistractors(texts: readonly string[], count: number): readonly string[] {
  const distractors = texts.slice(0, count);
  let state = 20_261_122;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  while (distractors.length < count) {
    const head = (texts[next(texts.length)] ?? '').split(' ');
    const tail = (texts[next(texts.length)] ?? '').split(' ');
    distractors.push(
      [...head.slice(0, Math.ceil(head.length / 2)), ...tail.slice(Math.floor(tail.length / 2))].join(' '),
    );
  }
  return distractors;
}
