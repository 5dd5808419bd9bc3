import type { EChartsCoreOption } from 'echarts/core';
import type { Digest } from '../../core/digest.ts';
import { totalOf } from '../wording.ts';
import { sentimentChart } from './sentiment.ts';
import { topicsChart } from './topics.ts';
import { trendChart } from './trend.ts';

/** A picture that is yet to be drawn: enough to leave room for it and to say what it shows. */
export interface ChartPlan {
  readonly id: 'grafik-sentimen' | 'grafik-tren' | 'grafik-topik';
  readonly title: string;
  /** The numbers of the picture in words, for who does not see it. */
  readonly alt: string;
  /** In CSS pixels; the PNG has twice as many. */
  readonly width: number;
  readonly height: number;
  readonly option: EChartsCoreOption;
}

/** The pictures of a report, the shares first; none of what was not said. */
export function planCharts(digest: Digest): readonly ChartPlan[] {
  const { media, social } = digest.sentiment;
  const hasTrend = digest.trend.some(({ counts }) => totalOf(counts) > 0);
  return [
    ...(totalOf(media) + totalOf(social) > 0 ? [sentimentChart(digest)] : []),
    ...(hasTrend ? [trendChart(digest)] : []),
    ...(digest.topics.length > 0 ? [topicsChart(digest)] : []),
  ];
}
