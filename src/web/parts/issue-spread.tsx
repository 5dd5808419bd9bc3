import type { JSX } from 'preact';
import type { Issue } from '../../core/issue.ts';
import type { IssueVoice } from '../../core/issue-life.ts';
import { formatNumber } from '../../core/time.ts';
import { axisLabels, toTimeline } from '../timeline.ts';
import { categoryOf } from '../wording.ts';
import { BarChart, CategoryLegend } from './charts.tsx';

interface SpreadProps {
  readonly issue: Issue;
  readonly voices: readonly IssueVoice[];
  readonly zone: string;
}

/** How the issue spread: mentions over time, stacked by what they count as. */
export function IssueSpreadChart({ issue, voices, zone }: SpreadProps): JSX.Element | null {
  const oldest = voices[0];
  const newest = voices.at(-1);
  if (oldest === undefined || newest === undefined || voices.length < 2) return null;
  const points = voices.map(({ publishedAt, label, attention }) => ({
    at: publishedAt,
    category: categoryOf(label, attention),
  }));
  const { bars, unit } = toTimeline(points, oldest.publishedAt, newest.publishedAt, zone);
  return (
    <figure class="card spread">
      <figcaption>
        <h2>
          Penyebaran <span class="quiet">sebutan {unit}</span>
        </h2>
      </figcaption>
      <BarChart bars={bars} label={`Penyebaran isu ${unit}: ${formatNumber(issue.mentionCount)} sebutan`} />
      <ol class="axis-ends" aria-hidden="true">
        {axisLabels(oldest.publishedAt, newest.publishedAt, zone).map((day) => (
          <li key={day}>{day}</li>
        ))}
      </ol>
      <CategoryLegend />
    </figure>
  );
}
