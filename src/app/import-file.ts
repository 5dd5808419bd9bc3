import { ConfigError } from '../core/errors.ts';
import type { RawPost } from '../core/mention.ts';
import type { Reader } from '../core/reader.ts';
import type { ImportFormat } from '../importing/format.ts';
import type { Rejection } from '../importing/map-rows.ts';
import { parseDate } from '../reading/dates.ts';
import type { Installation } from './installation.ts';
import { type MappedPiece, readImport } from './read-import.ts';
import { savePosts } from './save-posts.ts';

export interface ImportOptions {
  readonly reader: Reader;
  /** The only format to be tried; all of them if null. */
  readonly format: ImportFormat | null;
  /** What allows the office to use the data; noted with the source. */
  readonly basis: string | null;
  /** Sheet of a workbook; the first if null. */
  readonly sheet: string | null;
  /** IANA zone of dates that name none; the regency's if null. */
  readonly zone: string | null;
  /** `YYYY-MM-DD` of items without a date; the time of the import if null. */
  readonly date: string | null;
}

export interface ImportResult {
  readonly format: { readonly id: string; readonly title: string };
  readonly accepted: number;
  readonly duplicate: number;
  /** Later edits of mentions that were imported before. */
  readonly edited: number;
  readonly rejected: readonly Rejection[];
  /** Accepted items that carry no date and are dated by `date`, or by the import. */
  readonly undated: number;
  /** Names of the sheets of a workbook that were left out. */
  readonly otherSheets: readonly string[];
}

/**
 * Imports what analysts bring: klipping sheets, exports of tools, posts, pasted pages. Importing the same file again stores nothing new.
 * @throws ConfigError for a file that cannot be read or whose format is not known
 */
export async function importFile(
  installation: Installation,
  file: string,
  options: ImportOptions,
): Promise<ImportResult> {
  const newest = new Map<string, { at: number; line: number; post: RawPost }>();
  const rejected: Rejection[] = [];
  const total = { accepted: 0, duplicate: 0, edited: 0, undated: 0 };
  let format: ImportFormat | null = null;
  let otherSheets: readonly string[] = [];

  const save = async (posts: readonly { line: number; post: RawPost }[], isLocal: boolean) => {
    const dated = posts.map(({ post }) => (post.publishedAt === null ? withDate(post, options, installation) : post));
    const saved = await savePosts(installation, dated, { isLocal, basis: options.basis });
    rejected.push(
      ...saved.empty.map((index) => ({ line: posts[index]?.line ?? 0, reason: 'tidak ada teks yang dapat dibaca' })),
    );
    total.accepted += saved.accepted;
    total.duplicate += saved.duplicate;
    total.edited += saved.edited;
    total.undated += posts.filter(({ post }) => post.publishedAt === null).length;
  };

  for await (const piece of readImport(file, readOptions(installation, options))) {
    format = piece.format;
    otherSheets = piece.otherSheets;
    rejected.push(...piece.rejected);
    if (format.sighting === undefined) await save(piece.posts, format.isLocal);
    else total.duplicate += keepNewest(newest, piece, format);
  }
  if (format === null) throw new ConfigError([{ where: file, message: 'berkas ini kosong' }]);
  await save([...newest.values()], format.isLocal);
  return {
    ...total,
    otherSheets,
    format: { id: format.id, title: format.title },
    rejected: rejected.sort((a, b) => a.line - b.line),
  };
}

export interface ImportPreview {
  readonly format: { readonly id: string; readonly title: string };
  readonly columns: readonly string[];
  readonly otherSheets: readonly string[];
  readonly posts: readonly { readonly line: number; readonly post: RawPost }[];
  readonly rejected: readonly Rejection[];
  /** Rows of the first stretch of the file (4 MB of a text, the whole of a workbook), and how many of them can be used. */
  readonly looked: number;
  readonly usable: number;
  /** That stretch is all there is. */
  readonly isWhole: boolean;
}

/** What `importFile` would make of the first `size` rows. Stores nothing. @throws ConfigError as `importFile` */
export async function previewFile(
  installation: Installation,
  file: string,
  options: ImportOptions,
  size = 5,
): Promise<ImportPreview> {
  let preview: ImportPreview | null = null;
  for await (const piece of readImport(file, readOptions(installation, options))) {
    if (preview !== null) return { ...preview, isWhole: false };
    const { format, columns, otherSheets, posts, rejected } = piece;
    preview = {
      format: { id: format.id, title: format.title },
      columns,
      otherSheets,
      posts: posts.slice(0, size),
      rejected: rejected.slice(0, size),
      looked: posts.length + rejected.length,
      usable: posts.length,
      isWhole: true,
    };
  }
  if (preview !== null) return preview;
  throw new ConfigError([{ where: file, message: 'berkas ini kosong' }]);
}

/** @returns how many posts gave way to a newer sighting of the same item, or came too late */
function keepNewest(
  newest: Map<string, { at: number; line: number; post: RawPost }>,
  piece: MappedPiece,
  format: ImportFormat,
): number {
  const byLine = new Map(piece.rows.map((row) => [row.line, format.sighting?.(row) ?? null]));
  let older = 0;
  for (const { line, post } of piece.posts) {
    const { item, at } = byLine.get(line) ?? { item: `baris ${line}`, at: 0 };
    const known = newest.get(item);
    if (known !== undefined) older += 1;
    if (known === undefined || at >= known.at) newest.set(item, { at, line, post });
  }
  return older;
}

function readOptions({ region, now }: Installation, { reader, format, sheet, zone }: ImportOptions) {
  return { reader, format, sheet, zone: zone ?? region.timezone, now: now() };
}

function withDate(post: RawPost, { date, zone }: ImportOptions, { region }: Installation): RawPost {
  const read = date === null ? null : parseDate(date, zone ?? region.timezone);
  return read === null ? post : { ...post, publishedAt: read.at, precision: read.precision };
}
