/** What a scale word multiplies by. */
const scales: Readonly<Record<string, number>> = {
  puluh: 10,
  ratus: 100,
  ribu: 1e3,
  rb: 1e3,
  ewu: 1e3,
  sewu: 1e3,
  rebu: 1e3,
  juta: 1e6,
  jt: 1e6,
  yuta: 1e6,
  milyar: 1e9,
  miliar: 1e9,
  triliun: 1e12,
  trilyun: 1e12,
};

/** `ribu` → 1000; null for any other word. */
export function findScale(word: string): number | null {
  return Object.hasOwn(scales, word) ? (scales[word] ?? null) : null;
}

/**
 * The figure as written: `11.000` and `11,000` are eleven thousand, `1,5` is a decimal ("1,5 juta"), dates and times (`10/4`, `03.30`)
 * keep their first part. Null when it is none.
 */
export function toFigure(written: string): number | null {
  const first = /^\d[\d.,]*/.exec(written)?.[0].replace(/[.,]+$/, '');
  if (first === undefined || first.length > 24) return null;
  const grouped = /^\d{1,3}(?:[.,]\d{3})+$/.test(first);
  const decimal = /^\d{1,3},\d{1,2}$/.test(first);
  const value = Number(
    grouped ? first.replace(/[.,]/g, '') : decimal ? first.replace(',', '.') : first.replace(/[.,].*$/, ''),
  );
  return Number.isFinite(value) ? value : null;
}

/** Key of a figure: its first two digits and size, so that 50.664 meets "50 ribu"; a year is itself. */
export function figureKey(value: number): string {
  if (value < 100 || (value >= 1900 && value < 2100)) return `@${Math.trunc(value)}`;
  const size = Math.floor(Math.log10(value) + 1e-9);
  return `@${Math.floor(value / 10 ** (size - 1) + 1e-9) * 10 ** (size - 1)}`;
}

/** `@19` may be part of a date; a larger figure tells claims apart. */
export function isTellingFigure(key: string): boolean {
  return key.startsWith('@') && key.length >= 3;
}
