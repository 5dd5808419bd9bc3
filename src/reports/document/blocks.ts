import { toWebLink } from '../../core/link.ts';
import type { ChartPlan } from '../charts/plan.ts';
import { plain } from '../wording.ts';

/**
 * A report as headings, lists, tables and pictures, before it becomes HTML, PDF or DOCX. The three show the same words in the same
 * order; only their looks are their own. All text in it is plain text of one line (`plain`).
 */
export type Tone = 'red' | 'yellow' | 'green' | 'accent' | 'quiet';

/** A piece of a line that is bold, coloured or leads somewhere. */
export interface Span {
  readonly text: string;
  readonly bold: boolean;
  readonly tone: Tone | null;
  /** A web address that was checked (`toWebLink`). */
  readonly href: string | null;
}

export type Line = readonly (string | Span)[];

export interface Tile {
  readonly name: string;
  readonly value: string;
  readonly note: string | null;
  readonly tone: Tone;
}

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Share of the table's width; the columns' weights need not add up to anything. */
  readonly weight: number;
  /** Left out where there is no room: on phones. */
  readonly minor: boolean;
}

/** An issue in full. */
export interface Card {
  readonly kind: 'card';
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
  readonly facts: readonly (readonly [string, Line])[];
  readonly links: readonly Line[];
}

export type Block =
  | { readonly kind: 'paragraph'; readonly line: Line; readonly tone: Tone | null }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Line[] }
  | { readonly kind: 'tiles'; readonly tiles: readonly Tile[] }
  | { readonly kind: 'chart'; readonly plan: ChartPlan }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly Line[])[] }
  | Card;

export interface ReportSection {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface ReportDocument {
  /** `PEMERINTAH KABUPATEN BANYURAGA` */
  readonly office: string;
  /** `LAPORAN HARIAN MONITORING ISU` */
  readonly title: string;
  /** `Sabtu, 21 November 2026` */
  readonly day: string;
  /** Demo, interim, correction: what must be read before anything else. */
  readonly warnings: readonly string[];
  /** Whether a person stands behind it. */
  readonly standing: { readonly text: string; readonly tone: Tone };
  readonly facts: readonly (readonly [string, string])[];
  readonly sections: readonly ReportSection[];
}

export function bold(text: string, tone: Tone | null = null): Span {
  return { text: piece(text), bold: true, tone, href: null };
}

export function toned(text: string, tone: Tone): Span {
  return { text: piece(text), bold: false, tone, href: null };
}

/** Plain, but with the space at either end that keeps it from its neighbours. */
function piece(text: string): string {
  return `${text.startsWith(' ') ? ' ' : ''}${plain(text)}${text.length > 1 && text.endsWith(' ') ? ' ' : ''}`;
}

/** The host of an address, leading to it; nothing for what is no plain web address or longer than programs bear. */
export function linkTo(url: string | null): Line {
  const link = toWebLink(url);
  if (link === null || link.href.length > maxHref) return [];
  return [{ text: plain(link.host), bold: false, tone: null, href: link.href }];
}

/** A text that leads to an address where there is one. */
export function linked(text: string, url: string | null): Line {
  const link = toWebLink(url);
  if (link === null || link.href.length > maxHref) return [plain(text)];
  return [{ text: plain(text), bold: false, tone: null, href: link.href }];
}

export function paragraph(text: string | Line, tone: Tone | null = null): Block {
  return { kind: 'paragraph', line: typeof text === 'string' ? [plain(text)] : text, tone };
}

export function textOfLine(line: Line): string {
  return line.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}

/** Office programs refuse longer links. */
const maxHref = 1_500;
