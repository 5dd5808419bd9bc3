/** Styles are attributes because mail programs drop style sheets; the colours are those of print: ink, one accent, three levels. */
export const colours = {
  ink: '#1b2733',
  quiet: '#5b6876',
  line: '#dde3e9',
  page: '#eef1f4',
  accent: '#0f3d5c',
  red: '#b3261e',
  yellow: '#b7791f',
  green: '#2b7549',
  grey: '#b8c2cc',
  blue: '#8fb3cc',
} as const;

export const fontFamily = "'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

export const sentimentColours = {
  positive: colours.green,
  neutral: colours.blue,
  negative: colours.red,
  potential: '#e0a33a',
  unscored: colours.grey,
} as const;

export const cell = {
  padding: '6px 8px',
  borderBottom: `1px solid ${colours.line}`,
  verticalAlign: 'top',
} as const;
/** For titles and names of any length. */
export const textCell = { ...cell, overflowWrap: 'anywhere' } as const;
export const headCell = {
  ...cell,
  textAlign: 'left',
  color: colours.quiet,
  fontWeight: '600',
  fontSize: '12px',
} as const;
export const numberCell = { ...cell, textAlign: 'right', whiteSpace: 'nowrap' } as const;
export const table = { width: '100%', borderCollapse: 'collapse', fontSize: '14px', lineHeight: '1.45' } as const;

/** For the printer and for narrow screens; a mail program that drops it loses nothing that matters. */
export const printSheet = `
@page { size: A4; margin: 16mm 14mm; }
@media print {
  body { background: #fff !important; padding: 0 !important; }
  .sheet { max-width: none !important; border: 0 !important; }
  .keep { break-inside: avoid; }
  h2 { break-after: avoid; }
  a { color: inherit !important; text-decoration: none !important; }
}
@media (max-width: 560px) { .wide { display: none !important; } .sheet > tbody > tr > td { padding-left: 16px !important; padding-right: 16px !important; } }
`;
