import { sentimentColours } from '../digest-style.ts';
import { fontName } from '../fonts.ts';

/** Narrow and in large letters: on a phone the picture shrinks to two thirds. */
export const chartWidth = 560;

/** What all charts share: fonts inside the program, no motion. */
export const baseOption = {
  animation: false,
  backgroundColor: '#ffffff',
  textStyle: { fontFamily: fontName, fontSize: 15, color: '#1b2733' },
} as const;

export const legend = {
  bottom: 0,
  itemWidth: 20,
  itemHeight: 14,
  itemGap: 13,
  textStyle: { fontFamily: fontName, fontSize: 15, color: '#1b2733' },
} as const;

export const axisText = { fontFamily: fontName, fontSize: 15, color: '#1b2733' } as const;
export const axisLine = { lineStyle: { color: '#b8c2cc' } } as const;
export const splitLine = { lineStyle: { color: '#e6ebf0' } } as const;

/** A pattern beside the colour, so that a black-and-white print and a colour-blind eye can tell the parts apart. */
const stripes = { symbol: 'rect', color: 'rgba(255,255,255,0.45)', dashArrayX: [1, 0], dashArrayY: [2, 5] } as const;
const decals = {
  positive: { symbol: 'none' },
  neutral: { symbol: 'none' },
  negative: { ...stripes, rotation: -Math.PI / 4 },
  potential: { symbol: 'circle', symbolSize: 0.7, color: 'rgba(255,255,255,0.7)', dashArrayX: 6, dashArrayY: 6 },
  unscored: { ...stripes, rotation: 0 },
} as const;

export type ChartPart = keyof typeof sentimentColours;

/** Fill of a part of the bars. */
export function fillOf(part: ChartPart): { readonly color: string; readonly decal: (typeof decals)[ChartPart] } {
  return { color: sentimentColours[part], decal: decals[part] };
}

/** On light fills dark letters, on dark fills white ones. */
export const inkOn: Readonly<Record<ChartPart, string>> = {
  positive: '#ffffff',
  neutral: '#1b2733',
  negative: '#ffffff',
  potential: '#1b2733',
  unscored: '#1b2733',
};
