import type { FactMention } from '../core/alert.ts';
import type { SourceClass } from '../core/mention.ts';
import type { Evidence } from '../core/score.ts';
import type { MentionView } from '../store/mention-rows.ts';
import { publisherOf } from './issue-member.ts';

/** Who writes reports: newsrooms, and offices of their own matters. */
const reporting: ReadonlySet<SourceClass> = new Set([
  'online-media',
  'national-media',
  'broadcast',
  'print',
  'aggregator',
  'fact-check',
  'government',
  'village',
]);

/** What alert rules may know of a stored mention. */
export function toFactMention(view: MentionView): FactMention {
  const { score } = view;
  const isBad = score?.sentiment.label === 'negative';
  const evidence = [
    ...(score?.sentiment.evidence ?? []).filter(({ text, weight }) => text !== '' && (weight < 0 || !isBad)),
    ...(score?.hoax.evidence ?? []),
  ];
  return {
    id: view.id,
    title: view.title,
    text: view.text,
    url: view.url,
    publisher: publisherOf(view),
    isReport: view.kind !== 'comment' && reporting.has(view.sourceClass),
    isOffice: view.kind !== 'comment' && (view.sourceClass === 'government' || view.sourceClass === 'village'),
    platform: view.platform,
    publishedAt: view.publishedAt,
    collectedAt: view.editedAt ?? view.collectedAt,
    label: score?.sentiment.label ?? 'unscored',
    value: score?.sentiment.value ?? 0,
    target: score?.target ?? 'none',
    attention: score?.attention ?? 'none',
    hoaxClass: score?.hoax.class ?? 'none',
    agency: score?.agency ?? null,
    evidence: [
      ...new Set(
        evidence
          .sort((a, b) => rankOf(a) - rankOf(b) || Math.abs(b.weight) - Math.abs(a.weight))
          .map(({ text }) => text.toLowerCase()),
      ),
    ],
  };
}

/** Words of the lists say more to a reader than small words that examples taught. */
function rankOf({ rule }: Evidence): number {
  return rule === 'learned' ? 1 : 0;
}
