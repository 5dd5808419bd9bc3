import { type LoadedFonts, loadFonts } from '../fonts.ts';

/**
 * What the fonts of the PDF cannot show would be printed as empty boxes. Pictures (emoji) are left out, letters of other scripts are
 * named in brackets: the link beside them leads to the original.
 */
export type Printable = (text: string) => string;

let made: Promise<Printable> | null = null;

export function loadPrintable(): Promise<Printable> {
  made ??= loadFonts().then(makePrintable);
  return made;
}

function makePrintable({ normal, bold }: LoadedFonts): Printable {
  const fonts = [readCoverage(normal), readCoverage(bold)];
  const covered = (letter: string): boolean => {
    const code = letter.codePointAt(0) ?? 0;
    return fonts.every((covers) => covers(code));
  };
  return (text) => {
    let printed = '';
    let unknown = false;
    // Joiners and variation selectors only mean something between the emoji that they join.
    for (const letter of text.replace(/[\u200b-\u200f]|\ufe0e|\ufe0f/g, '')) {
      if (covered(letter)) {
        printed += letter;
        unknown = false;
      } else if (/[\p{L}\p{M}\p{N}]/u.test(letter)) {
        if (!unknown) printed += '[aksara lain]';
        unknown = true;
      }
    }
    return inReadingOrder(
      printed
        .replace(/(?:\[aksara lain\]\s*){2,}/g, '[aksara lain] ')
        .replace(/ {2,}/g, ' ')
        .trim(),
    );
  };
}

/** Words of right-to-left scripts are set one by one from left to right: in a run of them the last comes first. */
function inReadingOrder(text: string): string {
  return text.replace(/[\p{Script=Arabic}\p{Script=Hebrew}]+(?: [\p{Script=Arabic}\p{Script=Hebrew}]+)+/gu, (run) =>
    run.split(' ').reverse().join(' '),
  );
}

/**
 * Which characters a TrueType font has glyphs for, from its `cmap` table (OpenType 1.9, formats 4 and 12).
 * @throws Error for a font without a Unicode table
 */
function readCoverage(font: Uint8Array): (code: number) => boolean {
  const data = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmap = tableOffset(data, 'cmap');
  const ranges: [number, number][] = [];
  for (let index = 0; index < data.getUint16(cmap + 2); index += 1) {
    const table = cmap + data.getUint32(cmap + 4 + index * 8 + 4);
    const format = data.getUint16(table);
    if (format === 12) {
      for (let group = 0; group < data.getUint32(table + 12); group += 1) {
        ranges.push([data.getUint32(table + 16 + group * 12), data.getUint32(table + 20 + group * 12)]);
      }
    } else if (format === 4) {
      const segments = data.getUint16(table + 6) / 2;
      for (let segment = 0; segment < segments; segment += 1) {
        const end = data.getUint16(table + 14 + segment * 2);
        const start = data.getUint16(table + 16 + segments * 2 + segment * 2);
        if (start !== 0xffff) ranges.push([start, end]);
      }
    }
  }
  const codes = new Set<number>();
  for (const [start, end] of ranges) for (let code = start; code <= end; code += 1) codes.add(code);
  return (code) => codes.has(code);
}

function tableOffset(data: DataView, tag: string): number {
  for (let index = 0; index < data.getUint16(4); index += 1) {
    const entry = 12 + index * 16;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((at) => data.getUint8(entry + at)));
    if (name === tag) return data.getUint32(entry + 8);
  }
  throw new Error(`font has no table ${tag}`);
}
