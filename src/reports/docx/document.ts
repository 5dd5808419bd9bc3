import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { colours } from '../digest-style.ts';
import type { ReportDocument } from '../document/blocks.ts';
import { ground, ink } from '../html/cells.ts';
import { plain } from '../wording.ts';
import { bullets, type DocxParts, numbers, shade, toParagraphs } from './blocks.ts';
import { hex, widthOfPage } from './runs.ts';
import { plainTable } from './tables.ts';

interface DocxFacts extends Omit<DocxParts, 'listOf'> {
  readonly title: string;
  readonly author: string;
}

const font = 'Calibri';

export async function toDocx(report: ReportDocument, { title, author, pictures }: DocxFacts): Promise<Uint8Array> {
  let lists = 0;
  const parts: DocxParts = { pictures, listOf: () => (lists += 1) };
  const quiet = { size: 16, color: hex(colours.quiet) };
  const document = new Document({
    title: plain(title),
    creator: plain(author),
    description: plain(report.standing.text),
    styles: {
      default: {
        document: {
          run: { font, size: 21, color: hex(colours.ink), language: { value: 'id-ID' } },
          paragraph: { spacing: { after: 100, line: 264, lineRule: LineRuleType.AUTO } },
        },
        title: {
          run: { font, size: 34, bold: true, color: hex(colours.accent) },
          paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 160, after: 20 } },
        },
        heading1: {
          run: { font, size: 25, bold: true, color: hex(colours.accent) },
          paragraph: { spacing: { before: 320, after: 120 }, keepNext: true },
        },
        heading2: {
          run: { font, size: 23, bold: true, color: hex(colours.ink) },
          paragraph: { spacing: { before: 200, after: 60 }, keepNext: true },
        },
      },
    },
    numbering: {
      config: [
        { reference: bullets, levels: [levelOf(LevelFormat.BULLET, '•')] },
        { reference: numbers, levels: [levelOf(LevelFormat.DECIMAL, '%1.')] },
      ],
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: 1_134, bottom: 1_134, left: 1_134, right: 1_134, header: 567, footer: 567 },
          },
        },
        headers: {
          first: new Header({ children: [] }),
          default: new Header({
            children: [
              new Paragraph({
                children: [
                  new TextRun({
                    text: `${report.title} · ${report.office.replace(/^PEMERINTAH /, '')} · ${report.day}`,
                    ...quiet,
                  }),
                ],
              }),
            ],
          }),
        },
        footers: { first: footer(report), default: footer(report) },
        children: [
          ...masthead(report),
          ...report.sections.flatMap(({ title: heading, blocks }) => [
            new Paragraph({
              text: heading,
              heading: HeadingLevel.HEADING_1,
              border: { bottom: { style: BorderStyle.SINGLE, size: 8, space: 2, color: hex(colours.accent) } },
            }),
            ...blocks.flatMap((block) => toParagraphs(block, parts)),
          ]),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function levelOf(format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) {
  return {
    level: 0,
    format,
    text,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: 426, hanging: 284 }, spacing: { after: 60 } } },
  };
}

/** Top of the first page, like the head of an office's letter. */
function masthead({ office, title, day, warnings, standing, facts }: ReportDocument) {
  const preparedBy = facts.find(([name]) => name === 'Disusun oleh')?.[1].split(',')[0] ?? '';
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 0 },
      children: [new TextRun({ text: office, bold: true, size: 30 })],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      border: { bottom: { style: BorderStyle.THIN_THICK_SMALL_GAP, size: 24, space: 6, color: hex(colours.ink) } },
      children: [new TextRun({ text: preparedBy, size: 21, color: hex(colours.quiet) })],
    }),
    new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ text: day, bold: true, size: 24 })],
    }),
    ...warnings.map((warning) => shade([new TextRun({ text: warning, bold: true, color: 'FFFFFF' })], colours.ink)),
    shade([new TextRun({ text: standing.text, bold: true, color: hex(ink[standing.tone]) })], ground[standing.tone]),
    plainTable(
      facts.map(([name, value]) => [
        [new TextRun({ text: name, color: hex(colours.quiet), size: 19 })],
        [new TextRun({ text: value, size: 19 })],
      ]),
      [Math.round(widthOfPage * 0.17), Math.round(widthOfPage * 0.83)],
    ),
  ];
}

function footer({ warnings, standing }: ReportDocument): Footer {
  const quiet = { size: 16, color: hex(colours.quiet) };
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: 'right', position: widthOfPage }],
        children: [
          new TextRun({ text: [...warnings, standing.text].join(' '), ...quiet }),
          new TextRun({ children: ['\thalaman ', PageNumber.CURRENT, ' dari ', PageNumber.TOTAL_PAGES], ...quiet }),
        ],
      }),
    ],
  });
}
