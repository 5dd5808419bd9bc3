import { SourceError } from '../core/errors.ts';
import type { ImportedRecord, PieceHints, RecordsDocument } from '../core/reader.ts';
import { assertText } from './file-kind.ts';
import { maxDepth } from './limits.ts';
import { decodePiece, offsetOfLine } from './pieces.ts';

/**
 * Objects of a JSON array, of an answer that holds a list, or of a text with one object a line (NDJSON; may be given in pieces).
 * Whole numbers that a double cannot hold come as text, digit by digit: platforms number their posts with them.
 * @throws SourceError `changed` when nothing in it is an object
 */
export function readRecords(body: Uint8Array, hints: PieceHints): RecordsDocument {
  const piece = hints.piece ?? null;
  if (piece?.start == null) assertText(body);
  const { text, encoding } = decodePiece(body, piece);
  const linesBefore = piece?.start?.lines ?? 0;
  if (linesBefore === 0 && !isByLine(text)) {
    const whole = parseJson(text);
    if (typeof whole === 'object' && whole !== null) return readWhole(whole);
    if (!hasObjectLine(text)) throw new SourceError('changed', 'isi berkas bukan JSON yang utuh');
  }
  const records: ImportedRecord[] = [];
  const rejected: { line: number; reason: string }[] = [];
  const isPart = piece?.isLast === false;
  const lines = text.split(/\r\n?|\n/);
  if (isPart) lines.pop();
  for (const [index, content] of lines.entries()) {
    if (content.trim() === '') continue;
    const line = linesBefore + index + 1;
    const value = parseJson(content);
    if (!isObject(value)) rejected.push({ line, reason: 'bukan objek JSON' });
    else if (isTooDeep(value)) rejected.push({ line, reason: 'objek JSON bersarang terlalu dalam' });
    else records.push(...listOf(value).map((item) => ({ line, value: item })));
  }
  const bytes = offsetOfLine(body, lines.length, encoding);
  const rest = isPart ? { bytes, start: { lines: linesBefore + lines.length, encoding, dialect: null } } : null;
  return { records, rejected, rest };
}

/** Whether the first line that is not empty is an object by itself. */
function isByLine(text: string): boolean {
  const first = /^\s*(\{[^\n\r]*)[\n\r]+\s*\S/.exec(text.slice(0, 4_000_000))?.[1];
  return first !== undefined && isObject(parseJson(first));
}

/** Lines of objects of which the first is broken. */
function hasObjectLine(text: string): boolean {
  return text
    .slice(0, 1_000_000)
    .split(/[\n\r]+/)
    .slice(0, 20)
    .some((line) => isObject(parseJson(line)));
}

function readWhole(value: object): RecordsDocument {
  if (isTooDeep(value)) throw new SourceError('changed', 'JSON ini bersarang terlalu dalam');
  const items = Array.isArray(value) ? value : [value];
  const records: ImportedRecord[] = [];
  const rejected: { line: number; reason: string }[] = [];
  for (const item of items.flatMap((entry) => (isObject(entry) ? listOf(entry) : [entry]))) {
    const line = records.length + rejected.length + 1;
    if (isObject(item)) records.push({ line, value: item });
    else rejected.push({ line, reason: 'bukan objek JSON' });
  }
  return { records, rejected, rest: null };
}

const lists = ['videos', 'comments', 'items', 'results', 'data'];

/** The items of an answer that wraps them (`{"data":{"videos":[…]}}`); the object itself when it wraps nothing. */
function listOf(value: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  for (const holder of [Object.hasOwn(value, 'data') ? value.data : null, value]) {
    if (!isObject(holder)) continue;
    const name = lists.find((candidate) => Object.hasOwn(holder, candidate) && Array.isArray(holder[candidate]));
    const items = name === undefined ? null : (holder[name] as unknown[]);
    // A post may hold a list of its own comments; only what has no text beside the list is a wrapper.
    if (items !== null && !Object.hasOwn(holder, 'text') && !Object.hasOwn(holder, 'id')) return items.filter(isObject);
  }
  return [value];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const stringOrLongNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d{16,}(?![\d.eE])/g;

/** Undefined when it is no JSON. */
function parseJson(text: string): unknown {
  const exact = /\d{16}/.test(text)
    ? text.replace(stringOrLongNumber, (part) => (part.startsWith('"') ? part : `"${part}"`))
    : text;
  try {
    return JSON.parse(exact);
  } catch {
    return undefined;
  }
}

/** Handing a deep object to another thread would overflow the stack. */
function isTooDeep(value: object): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}
