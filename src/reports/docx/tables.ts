import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { colours } from '../digest-style.ts';
import type { Column, Line, Tile } from '../document/blocks.ts';
import { ground, ink } from '../html/cells.ts';
import { hex, runs, widthOfPage } from './runs.ts';

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };
const rule = { style: BorderStyle.SINGLE, size: 4, color: hex(colours.line) } as const;
const tight = { spacing: { after: 0, line: 252, lineRule: LineRuleType.AUTO } } as const;
const margins = { top: 40, bottom: 40, left: 70, right: 70, marginUnitType: WidthType.DXA };

/** A table of so few rows stays on one page if it can. */
const maxTogether = 12;

/** A table with a head that every page repeats. */
export function dataTable(columns: readonly Column[], rows: readonly (readonly Line[])[]): Table {
  const widths = widthsOf(columns.map(({ weight }) => weight));
  const size = columns.length > 6 ? 17 : 19;
  const alignment = (index: number) => (columns[index]?.align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT);
  const head = columns.map(
    ({ title }, index) =>
      new TableCell({
        width: { size: widths[index] ?? 0, type: WidthType.DXA },
        shading: { type: ShadingType.CLEAR, color: 'auto', fill: hex(ground.accent) },
        verticalAlign: VerticalAlign.BOTTOM,
        children: [
          new Paragraph({
            ...tight,
            alignment: alignment(index),
            keepNext: true,
            children: [new TextRun({ text: title, bold: true, size })],
          }),
        ],
      }),
  );
  return new Table({
    width: { size: widthOfPage, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins,
    borders: { top: rule, bottom: rule, left: rule, right: rule, insideHorizontal: rule, insideVertical: rule },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: head }),
      ...rows.map(
        (row, at) =>
          new TableRow({
            cantSplit: true,
            children: row.map(
              (line, index) =>
                new TableCell({
                  width: { size: widths[index] ?? 0, type: WidthType.DXA },
                  children: [
                    new Paragraph({
                      ...tight,
                      alignment: alignment(index),
                      keepNext: rows.length <= maxTogether && at < rows.length - 1,
                      children: runs(line, null, size),
                    }),
                  ],
                }),
            ),
          }),
      ),
    ],
  });
}

/** Names and values side by side, without lines. */
export function plainTable(rows: readonly (readonly ParagraphChild[])[][], widths: readonly number[]): Table {
  return new Table({
    width: { size: widthOfPage, type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    rows: rows.map(
      (row, at) =>
        new TableRow({
          cantSplit: true,
          children: row.map(
            (children, index) =>
              new TableCell({
                width: { size: widths[index] ?? 0, type: WidthType.DXA },
                children: [new Paragraph({ ...tight, keepNext: at < rows.length - 1, children })],
              }),
          ),
        }),
    ),
  });
}

/** The numbers to see first, in one row. */
export function tileTable(tiles: readonly Tile[]): Table {
  const widths = widthsOf(tiles.map(() => 1));
  return new Table({
    width: { size: widthOfPage, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: { ...margins, left: 140 },
    borders: noBorders,
    rows: [
      new TableRow({
        cantSplit: true,
        children: tiles.map(
          ({ name, value, note, tone }, index) =>
            new TableCell({
              width: { size: widths[index] ?? 0, type: WidthType.DXA },
              shading: { type: ShadingType.CLEAR, color: 'auto', fill: hex(ground.quiet) },
              children: [
                new Paragraph({
                  ...tight,
                  children: [new TextRun({ text: value, bold: true, size: 38, color: hex(ink[tone]) })],
                }),
                new Paragraph({ ...tight, children: [new TextRun({ text: name, size: 19 })] }),
                new Paragraph({
                  ...tight,
                  children: [new TextRun({ text: note ?? '', size: 16, color: hex(colours.quiet) })],
                }),
              ],
            }),
        ),
      }),
    ],
  });
}

/** Shares of the page that add up to its width. */
function widthsOf(weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => Math.floor((weight / whole) * widthOfPage));
}
