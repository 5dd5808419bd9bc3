import type { JSX } from 'preact';
import type { Metrics } from '../../core/mention.ts';
import { formatNumber } from '../../core/time.ts';
import { topicNames } from '../../core/topics.ts';
import { toWebAddress } from '../../core/web-address.ts';
import type { MentionView } from '../../store/mention-rows.ts';
import { evidenceSpans, hitSpans, type Span, toExcerpt } from '../highlight.ts';
import { categoryOfView } from '../timeline.ts';
import { classNames, hoaxNames, kindNames, labelNames, platformNames } from '../wording.ts';
import { CategoryChip, LevelBadge } from './badges.tsx';
import { EvidenceTable } from './evidence-table.tsx';
import { Highlight, HighlightedExcerpt } from './highlight.tsx';
import { AuthorTag } from './mention-author.tsx';
import { saysPrecision, When } from './time.tsx';

export interface MentionContext {
  readonly now: Date;
  readonly zone: string;
  readonly regionCode: string;
  /** Stems that were searched for; empty when nothing was. */
  readonly stems: ReadonlySet<string>;
  readonly stemsOf: (word: string) => readonly string[];
  /** Whether to lead to the issue that the mention belongs to. */
  readonly linkIssue: boolean;
}

/** Longer texts are shown in part; the whole one is a click away at its source. */
const maxText = 6_000;

/** One mention in a list: who, when, verdict, an excerpt around the evidence, and the whole reasoning on demand. */
export function MentionItem({ mention, context }: { mention: MentionView; context: MentionContext }): JSX.Element {
  const { title, score } = mention;
  const titleSpans = title === null ? [] : spansOf(mention, 'title', title, context);
  const text = mention.text.slice(0, maxText);
  const textSpans = spansOf(mention, 'text', text, context);
  const excerpt = toExcerpt(text, textSpans);
  const whole = !excerpt.cutBefore && !excerpt.cutAfter && mention.text.length <= maxText;
  return (
    <article class="mention">
      <MentionHead mention={mention} context={context} />
      {title === null ? null : (
        <h3 class="mention-title">
          <a href={`/sebutan/${mention.id}`}>
            <Highlight text={title} spans={titleSpans} />
          </a>
        </h3>
      )}
      <p class="mention-text">
        <HighlightedExcerpt excerpt={excerpt} />
      </p>
      <MentionFacts mention={mention} context={context} />
      {score === null && whole ? null : (
        <details id={`alasan-${mention.id}`}>
          <summary>{sayWhy(mention, whole)}</summary>
          {whole ? null : (
            <p class="mention-whole">
              <Highlight text={text} spans={textSpans} />
              {mention.text.length > maxText ? ' … (selengkapnya di sumber asli)' : ''}
            </p>
          )}
          {score === null ? null : <EvidenceTable score={score} />}
        </details>
      )}
    </article>
  );
}

/** `Mengapa negatif?` */
function sayWhy({ score }: MentionView, whole: boolean): string {
  if (score === null) return 'Teks lengkap';
  const question = `Mengapa ${labelNames[score.sentiment.label].toLowerCase()}?`;
  return whole ? question : `Teks lengkap, dan m${question.slice(1)}`;
}

function spansOf(
  mention: MentionView,
  field: 'title' | 'text',
  text: string,
  context: MentionContext,
): readonly Span[] {
  return [...evidenceSpans(mention.score, field, text), ...hitSpans(text, context.stems, context.stemsOf)];
}

/** `komentar di YouTube`, `berita` */
export function sayKind({ platform, kind }: Pick<MentionView, 'platform' | 'kind'>): string {
  return platform === 'web' ? kindNames[kind] : `${kindNames[kind]} di ${platformNames[platform]}`;
}

/** Who and when. People who write posts and comments appear under their pseudonym. */
export function MentionHead({ mention, context }: { mention: MentionView; context: MentionContext }): JSX.Element {
  const { score, publisher, sourceTitle } = mention;
  const where = sayKind(mention);
  return (
    <header class="mention-head">
      <span class="mention-source">{publisher ?? sourceTitle}</span>
      <AuthorTag mention={mention} />
      <span class="quiet">
        {publisher !== null && publisher !== sourceTitle ? `lewat ${sourceTitle}, ` : ''}
        {classNames[mention.sourceClass]}, {where}
      </span>
      <span class="quiet">
        <When at={mention.publishedAt} now={context.now} zone={context.zone} />
        {saysPrecision(mention.precision)}
      </span>
      <span class="mention-verdict">
        {score !== null && score.attention === 'alert' ? <LevelBadge attention="alert" /> : null}
        <CategoryChip category={categoryOfView(mention)} />
        {score !== null && score.hoax.class !== 'none' ? (
          <span class={`chip hoax-${score.hoax.class}`}>{hoaxNames[score.hoax.class]}</span>
        ) : null}
      </span>
    </header>
  );
}

/** What it is about, and where it leads. */
export function MentionFacts({ mention, context }: { mention: MentionView; context: MentionContext }): JSX.Element {
  const { score, issueId } = mention;
  const url = toWebAddress(mention.url);
  const counts = sayCounts(mention.metrics);
  const places = [...new Set(score?.places.map(({ name }) => name) ?? [])];
  const elsewhere = score !== null && score.relevance.about !== context.regionCode;
  return (
    <ul class="facts">
      {score !== null && score.topic !== 'lainnya' ? <li>{topicNames[score.topic] ?? score.topic}</li> : null}
      {score !== null && score.agency !== null ? <li>{score.agency}</li> : null}
      {places.length > 0 ? <li>{places.slice(0, 4).join(', ')}</li> : null}
      {elsewhere ? <li class="elsewhere">{sayElsewhere(score.relevance.about)}</li> : null}
      {counts === '' ? null : <li>{counts}</li>}
      {score === null && mention.setAside === null ? <li>menunggu penilaian</li> : null}
      {mention.setAside === 'gambling-spam' ? <li class="elsewhere">disisihkan: promosi judi</li> : null}
      {mention.editedAt === null ? null : (
        <li>
          <a href={`/sebutan/${mention.id}`}>pernah disunting</a>
        </li>
      )}
      {context.linkIssue && issueId !== null ? (
        <li>
          <a href={`/isu/${issueId}`}>Lihat isunya</a>
        </li>
      ) : null}
      {url === null ? null : (
        <li>
          <a href={url} rel="noopener noreferrer nofollow external" target="_blank">
            Buka asli<span class="hidden"> di {new URL(url).hostname} (tab baru)</span>
            <span aria-hidden="true"> ↗</span>
          </a>
        </li>
      )}
    </ul>
  );
}

/** `12 suka · 3 komentar · 1.200 tayangan`: what is not zero of what the platform says. */
function sayCounts(metrics: Metrics | null): string {
  if (metrics === null) return '';
  const { likes, comments, shares, views } = metrics;
  const counts = [
    [likes, 'suka'],
    [comments, 'komentar'],
    [shares, 'dibagikan'],
    [views, 'tayangan'],
  ] as const;
  return counts
    .flatMap(([count, name]) => (count === null || count === 0 ? [] : `${formatNumber(count)} ${name}`))
    .join(' · ');
}

function sayElsewhere(about: string | null): string {
  return about === null ? 'bukan tentang daerah ini' : `tentang daerah lain (${about})`;
}
