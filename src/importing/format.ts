import type { RawPost } from '../core/mention.ts';
import type { ReadDate } from '../core/reader.ts';
import { type ImportRow, normaliseName } from './rows.ts';

/** What kind of file the rows come from. `pages` is a PDF, `text` one pasted page. */
export type SampleKind = 'table' | 'records' | 'pages' | 'text';

/** The beginning of a file, as formats look at it to know their own. */
export interface Sample {
  readonly kind: SampleKind;
  /** Names of columns or keys, normalised (`normaliseName`). */
  readonly columns: ReadonlySet<string>;
  /** Some of the rows under the heading, at least one unless the file is empty. */
  readonly rows: readonly ImportRow[];
}

export interface MapContext {
  /** IANA zone of dates that name none. */
  readonly zone: string;
  readonly now: Date;
  /** Name of the file, without folders. */
  readonly fileName: string;
  readonly parseDate: (text: string, zone: string) => ReadDate | null;
}

/** The post, or why the row is none (Indonesian), or null for a row that is not meant as an item: empty, a repeated heading. */
export type MapRow = (row: ImportRow) => RawPost | string | null;

/** One kind of file that analysts export. Listed in `formats/index.ts`. */
export interface ImportFormat {
  /** kebab-case, stable: operators write it after `--format`. */
  readonly id: string;
  /** `4CAT TikTok` */
  readonly title: string;
  readonly kinds: readonly SampleKind[];
  /** Chosen piece by piece by somebody of the office, or sent to it: concerns the regency unless its text says otherwise. */
  readonly isLocal: boolean;
  /** 0 not this format … 1 surely. */
  detect(sample: Sample): number;
  /** For one file; what is returned may remember earlier rows (a date that is written only once). */
  open(context: MapContext): MapRow;
  /**
   * For files that hold one item several times: its id, and a number that grows with newer sightings. Only the newest is imported.
   * Null for a row that has none.
   */
  sighting?(row: ImportRow): { readonly item: string; readonly at: number } | null;
}

/**
 * How well columns fit: 0 unless all that are needed are there, else 0.6 to 1 by the share of the usual ones.
 * A column may be given in several spellings, separated by `|`.
 */
export function scoreColumns(
  columns: ReadonlySet<string>,
  needed: readonly string[],
  usual: readonly string[] = [],
): number {
  const has = (names: string) => names.split('|').some((name) => columns.has(normaliseName(name)));
  if (!needed.every(has)) return 0;
  const share = usual.length === 0 ? 1 : usual.filter(has).length / usual.length;
  return 0.6 + 0.4 * share;
}
