import type { Content } from 'pdfmake/interfaces.js';
import { colours } from '../digest-style.ts';
import type { ReportDocument } from '../document/blocks.ts';
import { ground, ink } from '../html/cells.ts';
import { notice, type PdfParts } from './blocks.ts';

/** Top of the first page, like the head of an office's letter: whose, what, of when, to whom. */
export function mastheadContent(report: ReportDocument, { printable }: PdfParts): readonly Content[] {
  const { office, title, day, warnings, standing, facts } = report;
  const width = 595.28 - 2 * 42;
  return [
    { text: printable(office), fontSize: 13, bold: true, alignment: 'center', characterSpacing: 0.6 },
    { text: printable(facts[1]?.[1].split(',')[0] ?? ''), fontSize: 9, alignment: 'center', color: colours.quiet },
    {
      canvas: [
        { type: 'line', x1: 0, y1: 4, x2: width, y2: 4, lineWidth: 2, lineColor: colours.ink },
        { type: 'line', x1: 0, y1: 7, x2: width, y2: 7, lineWidth: 0.6, lineColor: colours.ink },
      ],
      margin: [0, 0, 0, 12],
    },
    { text: title, fontSize: 16, bold: true, alignment: 'center', color: colours.accent },
    { text: printable(day), fontSize: 11, bold: true, alignment: 'center', margin: [0, 0, 0, 8] },
    ...warnings.map((warning) => notice(printable(warning), '#ffffff', colours.ink)),
    notice(printable(standing.text), ink[standing.tone], ground[standing.tone]),
    {
      layout: 'noBorders',
      table: {
        widths: [70, '*'],
        body: facts.map(([name, value]) => [
          { text: name, color: colours.quiet, fontSize: 8 },
          { text: printable(`: ${value}`), fontSize: 8 },
        ]),
      },
      margin: [0, 0, 0, 4],
    },
  ];
}
