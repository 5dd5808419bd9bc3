import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { starterSourcesFile } from './files.ts';

/** A public source that `init` proposes. */
export interface StarterSource {
  readonly id: string;
  readonly title: string;
  readonly class: string;
  readonly collector: string;
  readonly options: unknown;
  readonly note: string;
}

/** The starter sources of a regency, its province and the country, nearest first. @param code as `35.16` */
export function loadStarterSources(code: string): readonly StarterSource[] {
  return loadSourcesOf([code, code.slice(0, 2), 'id']);
}

/** @param scopes codes of regencies and provinces; `id` for the country */
export function loadSourcesOf(scopes: readonly string[]): readonly StarterSource[] {
  const rows: Record<string, string>[] = parse(readFileSync(starterSourcesFile, 'utf8'), {
    columns: true,
    comment: '#',
    comment_no_infix: true,
    delimiter: '\t',
    quote: false,
    skip_empty_lines: true,
  });
  return scopes.flatMap((scope) =>
    rows
      .filter((row) => row.scope === scope)
      .map((row) => ({
        id: row.id ?? '',
        title: row.title ?? '',
        class: row.class ?? '',
        collector: row.collector ?? '',
        options: JSON.parse(row.options ?? '{}'),
        note: row.note ?? '',
      })),
  );
}
