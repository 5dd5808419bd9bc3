import {
  AlignmentType,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  type Table,
  TextRun,
} from 'docx';
import { colours } from '../digest-style.ts';
import type { Block, Card } from '../document/blocks.ts';
import { ground, ink } from '../html/cells.ts';
import { hex, runs, widthOfPage } from './runs.ts';
import { dataTable, plainTable, tileTable } from './tables.ts';

export const bullets = 'butir';
export const numbers = 'nomor';

const chartWidth = 470;

export interface DocxParts {
  /** PNG by name of the chart. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  /** A number of its own for every numbered list, so that each begins with 1. */
  listOf(): number;
}

export function toParagraphs(block: Block, parts: DocxParts): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'paragraph': {
      const { line, tone } = block;
      if (tone === null) return [new Paragraph({ children: runs(line) })];
      if (tone === 'quiet') return [new Paragraph({ children: runs(line, colours.quiet) })];
      return [shade(runs(line, ink[tone]), ground[tone])];
    }
    case 'heading':
      return [new Paragraph({ text: block.text, heading: HeadingLevel.HEADING_2 })];
    case 'list': {
      const numbering = block.ordered
        ? { reference: numbers, level: 0, instance: parts.listOf() }
        : { reference: bullets, level: 0 };
      return block.items.map((item) => new Paragraph({ children: runs(item), numbering }));
    }
    case 'tiles':
      return [gap(), tileTable(block.tiles), gap()];
    case 'chart':
      return chart(block.plan, parts);
    case 'table':
      return [dataTable(block.columns, block.rows), gap()];
    case 'card':
      return card(block);
  }
}

/** A paragraph on a coloured ground. */
export function shade(children: ParagraphChild[], fill: string): Paragraph {
  return new Paragraph({ children, shading: { type: ShadingType.CLEAR, color: 'auto', fill: hex(fill) } });
}

/** Two tables without a paragraph between them would grow together. */
function gap(): Paragraph {
  return new Paragraph({ text: '', spacing: { after: 60, line: 60, lineRule: LineRuleType.AUTO } });
}

function chart(plan: Extract<Block, { kind: 'chart' }>['plan'], { pictures }: DocxParts): Paragraph[] {
  const { id, title, alt, width, height } = plan;
  const data = pictures.get(id);
  const heading = new Paragraph({ text: title, heading: HeadingLevel.HEADING_2 });
  if (data === undefined) return [heading, new Paragraph({ text: alt })];
  const image = new ImageRun({
    type: 'png',
    data,
    transformation: { width: chartWidth, height: Math.round((chartWidth / width) * height) },
    altText: { name: id, title, description: alt },
  });
  return [heading, new Paragraph({ alignment: AlignmentType.CENTER, children: [image] })];
}

function card({ tone, title, text, facts, links }: Card): (Paragraph | Table)[] {
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_2,
      border: { left: { style: 'single', size: 24, space: 6, color: hex(ink[tone]) } },
      children: [new TextRun({ text: title })],
    }),
    ...(text === '' ? [] : [new Paragraph({ children: [new TextRun({ text })], keepNext: true })]),
    plainTable(
      facts.map(([name, line]) => [
        [new TextRun({ text: name, color: hex(colours.quiet), size: 19 })],
        runs(line, null, 19),
      ]),
      [Math.round(widthOfPage * 0.19), Math.round(widthOfPage * 0.81)],
    ),
    ...(links.length === 0
      ? [gap()]
      : links.map(
          (line) => new Paragraph({ children: runs(line, null, 19), numbering: { reference: bullets, level: 0 } }),
        )),
  ];
}
