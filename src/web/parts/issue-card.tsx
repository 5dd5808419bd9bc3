import type { ComponentChildren, JSX } from 'preact';
import type { Issue } from '../../core/issue.ts';
import { formatNumber } from '../../core/time.ts';
import { topicNames } from '../../core/topics.ts';
import type { MentionView } from '../../store/mention-rows.ts';
import { evidenceSpans, type Span, toExcerpt } from '../highlight.ts';
import { categoryOfView, toTimeline } from '../timeline.ts';
import { stateNames } from '../wording.ts';
import { LevelBadge } from './badges.tsx';
import { BarChart } from './charts.tsx';
import { HighlightedExcerpt } from './highlight.tsx';
import { When } from './time.tsx';

/** An issue as the dashboard shows it. */
export interface IssueView {
  readonly issue: Issue;
  /** Newest first; the latest hundred or so. */
  readonly mentions: readonly MentionView[];
  /** Mentions in the last 24 hours. */
  readonly recent: number;
}

const threeDaysMs = 3 * 86_400_000;

export function IssueCard({ view, now, zone }: { view: IssueView; now: Date; zone: string }): JSX.Element {
  const { issue, mentions, recent } = view;
  const from = new Date(now.getTime() - threeDaysMs).toISOString();
  const points = mentions
    .filter(({ publishedAt }) => publishedAt >= from)
    .map((mention) => ({ at: mention.publishedAt, category: categoryOfView(mention) }));
  const { bars } = toTimeline(points, from, now.toISOString(), zone);
  return (
    <article class="card issue-card">
      <header class="issue-head">
        <LevelBadge attention={issue.attention} />
        {issue.hoaxCount > 0 ? <span class="chip hoax-claim">Hoaks beredar</span> : null}
        {issue.state === 'baru' ? null : <span class="chip">{stateNames[issue.state]}</span>}
        <span class="quiet issue-time">
          terakhir <When at={issue.lastAt} now={now} zone={zone} />
        </span>
      </header>
      <h3 class="issue-title">
        <a href={`/isu/${issue.id}`}>{issue.title}</a>
      </h3>
      <Quote mentions={mentions} />
      <dl class="issue-facts">
        <Fact name="Jangkauan">
          <strong>{formatNumber(issue.mentionCount)}</strong> sebutan dari{' '}
          <strong>{formatNumber(issue.sourceCount)}</strong> sumber
          {recent > 0 && recent < issue.mentionCount ? `, ${formatNumber(recent)} dalam 24 jam` : ''}
        </Fact>
        <Fact name="OPD">{issue.agency ?? 'belum dikenali'}</Fact>
        <Fact name="Tempat">{issue.placeName ?? 'tidak disebut'}</Fact>
        <Fact name="Topik">{topicNames[issue.topic] ?? issue.topic}</Fact>
        {points.length > 1 ? (
          <Fact name="Tiga hari terakhir">
            <BarChart
              bars={bars}
              height={30}
              label={`Sebaran tiga hari terakhir: ${formatNumber(points.length)} sebutan`}
            />
          </Fact>
        ) : null}
      </dl>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const quoteLength = 200;

/** The passage that says it most strongly, with the words that made the verdict. */
function Quote({ mentions }: { mentions: readonly MentionView[] }): JSX.Element | null {
  const passages = mentions.map((mention) => {
    const spans = evidenceSpans(mention.score, 'text', mention.text);
    return { mention, excerpt: toExcerpt(mention.text, spans, quoteLength) };
  });
  const [strongest] = passages.sort((a, b) => strength(b.excerpt.spans) - strength(a.excerpt.spans));
  if (strongest === undefined) return null;
  const { publisher, sourceTitle } = strongest.mention;
  return (
    <blockquote class="quote">
      <p>
        <HighlightedExcerpt excerpt={strongest.excerpt} />
      </p>
      <footer class="quiet">{publisher ?? sourceTitle}</footer>
    </blockquote>
  );
}

/** What speaks against, less what speaks for. */
function strength(spans: readonly Span[]): number {
  return spans.reduce((sum, { kind, weight }) => sum + (kind === 'hoax' ? Math.abs(weight) : -weight), 0);
}

/** An issue in one line, for those that are less talked about. */
export function IssueLine({ issue }: { issue: Issue }): JSX.Element {
  const facts = [issue.agency, issue.placeName, `${formatNumber(issue.mentionCount)} sebutan`];
  return (
    <li>
      <LevelBadge attention={issue.attention} /> <a href={`/isu/${issue.id}`}>{issue.title}</a>{' '}
      <span class="quiet">{facts.filter((fact) => fact !== null).join(' · ')}</span>
    </li>
  );
}
