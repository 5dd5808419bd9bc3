import type { Content, ContentText, TableCell } from 'pdfmake/interfaces.js';
import { colours } from '../digest-style.ts';
import {
  type Block,
  type Card,
  type Column,
  type Line,
  type ReportSection,
  type Tile,
  textOfLine,
} from '../document/blocks.ts';
import { ground, ink } from '../html/cells.ts';
import type { Printable } from './printable.ts';

export interface PdfParts {
  readonly printable: Printable;
  /** Names of the pictures that the document holds. */
  readonly images: ReadonlySet<string>;
}

const linkColour = '#1d5fa8';
const chartWidth = 370;
/** What is held together on one page must fit one, whatever it says: about half a page of letters. */
const maxTogether = 1_500;

/** A section with its heading, which never stands alone at the foot of a page. */
export function contentOf({ title, blocks }: ReportSection, parts: PdfParts): readonly Content[] {
  const heading: Content = {
    text: title,
    fontSize: 11,
    bold: true,
    color: colours.accent,
    margin: [0, 12, 0, 6],
    headlineLevel: 1,
  };
  const [first, ...rest] = blocks.map((block) => toContent(block, parts));
  const rule: Content = {
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: 511, y2: 0, lineWidth: 1, lineColor: colours.accent }],
    margin: [0, -4, 0, 6],
  };
  if (first === undefined || blocks[0] === undefined) return [heading, rule];
  const together = lettersOf(blocks[0]) <= maxTogether;
  return together ? [{ stack: [heading, rule, first], unbreakable: true }, ...rest] : [heading, rule, first, ...rest];
}

/** How much a block says; a row of a table or a picture counts as a line or more. */
function lettersOf(block: Block): number {
  const line = 60;
  const sum = (lines: readonly Line[]): number => lines.reduce((all, each) => all + textOfLine(each).length, 0);
  switch (block.kind) {
    case 'paragraph':
      return sum([block.line]);
    case 'list':
      return sum(block.items) + block.items.length * line;
    case 'table':
      return sum(block.rows.flat()) + block.rows.length * line;
    case 'card':
      return block.title.length + block.text.length + sum(block.facts.map(([, words]) => words)) + sum(block.links);
    default:
      return line;
  }
}

function toContent(block: Block, parts: PdfParts): Content {
  switch (block.kind) {
    case 'paragraph':
      return block.tone === null || block.tone === 'quiet'
        ? {
            text: words(block.line, parts),
            margin: [0, 0, 0, 6],
            ...(block.tone === null ? {} : { color: colours.quiet }),
          }
        : notice(words(block.line, parts), ink[block.tone], ground[block.tone]);
    case 'heading':
      return { text: block.text, bold: true, fontSize: 9.5, margin: [0, 6, 0, 4], headlineLevel: 2 };
    case 'list': {
      const items = block.items.map((item) => ({ text: words(item, parts), margin: [0, 0, 0, 2] }) as ContentText);
      return block.ordered ? { ol: items, margin: [0, 0, 0, 6] } : { ul: items, margin: [0, 0, 0, 6] };
    }
    case 'tiles':
      return tiles(block.tiles);
    case 'chart':
      return {
        unbreakable: true,
        stack: [
          { text: block.plan.title, bold: true, fontSize: 9.5, margin: [0, 6, 0, 3] },
          parts.images.has(block.plan.id)
            ? { image: block.plan.id, width: chartWidth, alignment: 'center', margin: [0, 0, 0, 6] }
            : { text: parts.printable(block.plan.alt), color: colours.quiet, margin: [0, 0, 0, 6] },
        ],
      };
    case 'table':
      return { stack: [table(block.columns, block.rows, parts)], unbreakable: lettersOf(block) <= maxTogether };
    case 'card':
      return card(block, parts);
  }
}

/** Words on a coloured ground. */
export function notice(text: ContentText['text'], color: string, fillColor: string): Content {
  return {
    layout: 'noBorders',
    table: { widths: ['*'], body: [[{ text, color, fillColor, margin: [4, 2, 4, 2] }]] },
    margin: [0, 0, 0, 6],
  };
}

function words(line: Line, { printable }: PdfParts): ContentText[] {
  return line.map((part) => {
    if (typeof part === 'string') return { text: spaced(part, printable) };
    return {
      text: spaced(part.text, printable),
      ...(part.bold ? { bold: true } : {}),
      ...(part.tone === null ? {} : { color: ink[part.tone] }),
      ...(part.href === null ? {} : { link: part.href, color: linkColour }),
    };
  });
}

/** Spaces at the ends separate the pieces of a line. */
function spaced(text: string, printable: Printable): string {
  return `${text.startsWith(' ') ? ' ' : ''}${printable(text)}${text.length > 1 && text.endsWith(' ') ? ' ' : ''}`;
}

function tiles(shown: readonly Tile[]): Content {
  return {
    layout: 'noBorders',
    table: {
      widths: shown.map(() => '*'),
      body: [
        shown.map(
          ({ name, value, note, tone }): TableCell => ({
            stack: [
              { text: value, fontSize: 16, bold: true, color: ink[tone], lineHeight: 1.1 },
              { text: name, fontSize: 8 },
              { text: note ?? ' ', fontSize: 7, color: colours.quiet },
            ],
            fillColor: ground.quiet,
            margin: [6, 4, 6, 4],
          }),
        ),
      ],
    },
    margin: [0, 2, 0, 8],
  };
}

function table(columns: readonly Column[], rows: readonly (readonly Line[])[], parts: PdfParts): Content {
  const whole = columns.reduce((sum, { weight }) => sum + weight, 0);
  const size = columns.length > 6 ? 7.5 : 8;
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ weight }) => `${((weight / whole) * 100).toFixed(2)}%`),
      body: [
        columns.map(
          ({ title, align }): TableCell => ({
            text: title,
            bold: true,
            fontSize: size,
            alignment: align,
            color: colours.quiet,
          }),
        ),
        ...rows.map((row) =>
          row.map(
            (line, index): TableCell => ({
              text: words(line, parts),
              fontSize: size,
              alignment: columns[index]?.align ?? 'left',
            }),
          ),
        ),
      ],
    },
    layout: {
      hLineWidth: (line) => (line === 1 ? 1 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => colours.line,
      paddingLeft: () => 3,
      paddingRight: () => 3,
      paddingTop: () => 2,
      paddingBottom: () => 2,
    },
    margin: [0, 0, 0, 8],
  };
}

function card(whole: Card, parts: PdfParts): Content {
  const { tone, title, text, facts, links } = whole;
  const { printable } = parts;
  return {
    unbreakable: lettersOf(whole) <= maxTogether,
    layout: {
      hLineWidth: () => 0,
      vLineWidth: (line) => (line === 0 ? 3 : 0),
      vLineColor: () => ink[tone],
      paddingLeft: () => 8,
      paddingTop: () => 0,
      paddingBottom: () => 0,
    },
    table: {
      widths: ['*'],
      body: [
        [
          {
            stack: [
              { text: printable(title), bold: true, fontSize: 10, margin: [0, 0, 0, 2] },
              ...(text === '' ? [] : [{ text: printable(text), margin: [0, 0, 0, 3] } as ContentText]),
              {
                layout: 'noBorders',
                table: {
                  widths: [76, '*'],
                  body: facts.map(([name, line]) => [
                    { text: name, color: colours.quiet, fontSize: 8, margin: [-4, -1, 0, -1] },
                    { text: words(line, parts), fontSize: 8, margin: [0, -1, 0, -1] },
                  ]),
                },
              },
              ...(links.length === 0
                ? []
                : [
                    {
                      ul: links.map((line) => ({ text: words(line, parts) })),
                      fontSize: 8,
                      margin: [0, 2, 0, 0],
                    } as Content,
                  ]),
            ],
          },
        ],
      ],
    },
    margin: [0, 0, 0, 10],
  };
}
