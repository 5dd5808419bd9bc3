import type { Digest, DigestClipping, SentimentCounts } from '../core/digest.ts';
import type { Platform } from '../core/mention.ts';
import type { Region } from '../core/region.ts';
import { contentWords, wordsOf } from '../issues/words.ts';
import type { MentionView } from '../store/mention-rows.ts';
import { publisherOf } from './issue-member.ts';

const mediaPlatforms: ReadonlySet<Platform> = new Set(['web', 'google-news', 'print', 'other']);

/** What citizens write: comments, community sites, social platforms (also when an analyst pasted it into a klipping sheet). */
export function isSocial(view: Pick<MentionView, 'kind' | 'sourceClass' | 'platform'>): boolean {
  return view.kind === 'comment' || view.sourceClass === 'community' || !mediaPlatforms.has(view.platform);
}

/** `potential` is what is not negative but watched; so the five rows add up to all mentions. */
export function toSentimentTable(mentions: readonly MentionView[]): Digest['sentiment'] {
  const empty = { positive: 0, neutral: 0, negative: 0, potential: 0, unscored: 0 };
  const counts = { media: { ...empty }, social: { ...empty } };
  for (const mention of mentions) counts[isSocial(mention) ? 'social' : 'media'][rowOf(mention)] += 1;
  return counts;
}

function rowOf({ score }: MentionView): keyof SentimentCounts {
  const label = score?.sentiment.label ?? 'unscored';
  return label !== 'negative' && score?.attention === 'watch' ? 'potential' : label;
}

/** Reports and posts, media before citizens, newest first. Comments are not clipped. */
export function toClippings(mentions: readonly MentionView[]): readonly DigestClipping[] {
  return mentions
    .filter(({ kind }) => kind !== 'comment')
    .sort((a, b) => Number(isSocial(a)) - Number(isSocial(b)))
    .map(toClipping);
}

function toClipping(view: MentionView): DigestClipping {
  return {
    at: view.publishedAt,
    hasTime: view.precision === 'exact' || view.precision === 'minute',
    publisher: publisherOf(view),
    sourceClass: view.sourceClass,
    title: view.title ?? view.text.slice(0, 140),
    label: view.score?.sentiment.label ?? 'unscored',
    topic: view.score?.topic ?? 'lainnya',
    agency: view.score?.agency ?? null,
    url: view.url,
  };
}

const maxWords = 10;
/** A word of fewer mentions does not stand out. */
const minCount = 3;

/**
 * Words that stand out: said in many mentions of the period, weighed by how much more often than the day before. Names of the
 * regency and its districts are left out; they are in every text.
 */
export function topWords(
  mentions: readonly MentionView[],
  before: readonly MentionView[],
  region: Region,
): Digest['topWords'] {
  const names = new Set(
    [
      region.name,
      region.shortName,
      region.province,
      ...region.aliases,
      ...region.districts.map(({ name }) => name),
    ].flatMap(wordsOf),
  );
  const now = countWords(mentions);
  const then = countWords(before);
  const share = (count: number, all: number) => (count + 1) / (all + 2);
  return [...now]
    .filter(([word, count]) => count >= minCount && word.length > 2 && /^\p{L}/u.test(word) && !names.has(word))
    .map(([word, count]) => {
      const rise = share(count, mentions.length) / share(then.get(word) ?? 0, before.length);
      return { word, count, weight: count * Math.max(0.01, Math.log(rise)) };
    })
    .sort((a, b) => b.weight - a.weight || a.word.localeCompare(b.word))
    .slice(0, maxWords)
    .map(({ word, count }) => ({ word, count }));
}

/** In how many mentions each word is said. */
function countWords(mentions: readonly MentionView[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { title, text } of mentions) {
    for (const word of new Set(contentWords(wordsOf(`${title ?? ''} ${text}`)))) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}
