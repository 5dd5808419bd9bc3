import { type ChartDrawing, toSvg } from './echarts.ts';
import { dress } from './look.ts';

/** `wide` for a page on a desk, `medium` for the larger of two columns there, `narrow` for a telephone: letters stay as large. */
export const pictureSizes = ['wide', 'medium', 'narrow'] as const;
export type PictureSize = (typeof pictureSizes)[number];

export const widths: Readonly<Record<PictureSize, number>> = { wide: 860, medium: 640, narrow: 372 };

/** A picture that is yet to be drawn. */
export interface ChartPlan extends ChartDrawing {
  /** What it shows, with its most important numbers, in words. */
  readonly alt: string;
}

/** A whole SVG document. */
export async function drawPicture(plan: ChartPlan): Promise<string> {
  return dress(await toSvg(plan), plan.alt);
}
