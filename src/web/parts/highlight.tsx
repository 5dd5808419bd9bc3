import type { JSX } from 'preact';
import { type Excerpt, type MarkKind, type Span, toSegments } from '../highlight.ts';
import { formatWeight } from '../wording.ts';

const kindWords: Readonly<Record<MarkKind, string>> = {
  negative: 'kata negatif',
  positive: 'kata positif',
  modifier: 'pengubah makna',
  hoax: 'kata seputar hoaks',
  hit: 'cocok dengan pencarian',
};

/** A text with its evidence marked. The text is only ever text. */
export function Highlight({ text, spans }: { text: string; spans: readonly Span[] }): JSX.Element {
  return (
    <>
      {toSegments(text, spans).map(({ text: piece, span, hit }) => {
        if (span === null && !hit) return piece;
        const kinds = [...(span === null ? [] : [`mark-${span.kind}`]), ...(hit ? ['mark-hit'] : [])];
        return (
          <mark class={kinds.join(' ')} title={span === null ? kindWords.hit : describeSpan(span)}>
            {piece}
          </mark>
        );
      })}
    </>
  );
}

export function HighlightedExcerpt({ excerpt }: { excerpt: Excerpt }): JSX.Element {
  return (
    <>
      {excerpt.cutBefore ? '… ' : ''}
      <Highlight text={excerpt.text} spans={excerpt.spans} />
      {excerpt.cutAfter ? ' …' : ''}
    </>
  );
}

function describeSpan({ kind, weight }: Span): string {
  return weight === 0 ? kindWords[kind] : `${kindWords[kind]}, bobot ${formatWeight(weight)}`;
}

/** What the marks mean, for those who cannot tell their colours apart. */
export function MarkLegend({ hits }: { hits: boolean }): JSX.Element {
  const kinds: readonly MarkKind[] = hits ? ['negative', 'positive', 'hoax', 'hit'] : ['negative', 'positive', 'hoax'];
  return (
    <p class="legend">
      Penanda:{' '}
      {kinds.map((kind) => (
        <span class="legend-item" key={kind}>
          <mark class={`mark-${kind}`}>{kindWords[kind]}</mark>
        </span>
      ))}
    </p>
  );
}
