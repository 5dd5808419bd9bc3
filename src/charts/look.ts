import type { Category } from '../core/category.ts';

/** Drawn in these colours; a dark scheme and a printer replace them by the names of the colours, not by drawing again. */
export const inks = {
  card: '#fffdf9',
  ink: '#1b2733',
  quiet: '#56616d',
  line: '#e0dacd',
  accent: '#0f4c70',
} as const;

export const fills: Readonly<Record<Category, string>> = {
  negative: '#b8392c',
  potential: '#d99a20',
  neutral: '#9db8c8',
  positive: '#4f9a6b',
  unscored: '#cfc8ba',
};

/** From little to much, each with the letters that can be read on it. */
export const heat: readonly { readonly fill: string; readonly ink: string }[] = [
  { fill: '#f3ede1', ink: inks.ink },
  { fill: '#f7dcbd', ink: inks.ink },
  { fill: '#f0b78e', ink: inks.ink },
  { fill: '#e08562', ink: inks.ink },
  { fill: '#a8301f', ink: '#ffffff' },
];

const darkInks: Readonly<Record<string, string>> = {
  [inks.card]: '#1a2128',
  [inks.ink]: '#e9e6df',
  [inks.quiet]: '#a5afb8',
  [inks.line]: '#37424c',
  [inks.accent]: '#8cc6e4',
  [fills.negative]: '#d9574a',
  [fills.neutral]: '#6b8b9e',
  [fills.unscored]: '#57606a',
  '#f3ede1': '#242d35',
  '#f7dcbd': '#47362a',
  '#f0b78e': '#63402f',
  '#e08562': '#804a35',
};

/** Letters of the reader's own system: a picture may load nothing. */
export const font = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

export const baseOption = {
  animation: false,
  backgroundColor: inks.card,
  textStyle: { fontFamily: font, fontSize: 13, color: inks.ink },
} as const;

export const axisText = { fontFamily: font, fontSize: 13, color: inks.quiet, hideOverlap: true } as const;
export const rowText = { ...axisText, color: inks.ink } as const;
export const axisLine = { lineStyle: { color: inks.line } } as const;
export const splitLine = { lineStyle: { color: inks.line } } as const;
export const legend = {
  bottom: 0,
  itemWidth: 18,
  itemHeight: 12,
  itemGap: 14,
  textStyle: { fontFamily: font, fontSize: 13, color: inks.ink },
} as const;

/** A pattern beside the colour, so that a colour-blind eye can tell the parts apart. */
const stripes = { symbol: 'rect', color: 'rgba(255,255,255,0.4)', dashArrayX: [1, 0], dashArrayY: [2, 5] } as const;
const decals = {
  positive: { symbol: 'none' },
  neutral: { symbol: 'none' },
  negative: { ...stripes, rotation: -Math.PI / 4 },
  potential: { symbol: 'circle', symbolSize: 0.7, color: 'rgba(255,255,255,0.6)', dashArrayX: 6, dashArrayY: 6 },
  unscored: { ...stripes, rotation: 0 },
} as const;

export function fillOf(category: Category): object {
  return { color: fills[category], decal: decals[category] };
}

const darkRules = Object.entries(darkInks)
  .map(([light, dark]) => `[fill="${light}"]{fill:${dark}}[stroke="${light}"]{stroke:${dark}}`)
  .join('');

/**
 * Makes a picture of the drawing that stands on its own: said in words for those who do not see it, as wide as there is room, in the
 * colours of the reader's scheme, and without the rules for a mouse.
 */
export function dress(svg: string, alt: string): string {
  const style = `<style>@media (prefers-color-scheme: dark){${darkRules}}</style>`;
  return svg
    .replace(/<style >[\s\S]*?<\/style>/g, '')
    .replace(/ class="zr[^"]*"| ecmeta_\w+="[^"]*"| pointer-events="visible"/g, '')
    .replace(/<svg [^>]*>/, (head) => `${head}<title>${escapeXml(alt)}</title>${style}`);
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
