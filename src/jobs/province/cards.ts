import { createHash } from 'node:crypto';
import type { Instant } from '../../core/mention.ts';
import type { IssueCard } from '../../core/province.ts';
import { topicNames } from '../../core/topics.ts';
import { canonicalUrl } from '../../ingest/canonical-url.ts';
import { cardKeysOf } from '../../issues/spreading/card-keys.ts';
import { listIssueCards } from '../../store/province/view.ts';
import {
  type IssueText,
  listIssueTexts,
  listTellableIssues,
  type TellableIssue,
} from '../../store/publication-facts.ts';
import type { Db } from '../../store/schema.ts';

/** No province can look at more of one regency. */
const maxCards = 400;
/** Of an issue the first and the newest texts: what it is, and what is spoken of now. */
const textsOfEachEnd = 5;

/** The regency's issues as cards. Texts are read only of those that are new or have changed since they were published. */
export async function makeCards(db: Db, regency: string, since: Instant): Promise<IssueCard[]> {
  const issues = await listTellableIssues(db, since, maxCards);
  const known = new Map((await listIssueCards(db, since)).map((card) => [card.issueId, card]));
  const bare = issues.map((issue) => ({ issue, card: toCard(issue, regency) }));
  const changed = bare.filter(({ card }) => !isSame(card, known.get(card.issueId)));
  const texts = new Map<number, IssueText[]>();
  for (const text of await listIssueTexts(
    db,
    changed.map(({ card }) => card.issueId),
    textsOfEachEnd,
  )) {
    texts.set(text.issueId, [...(texts.get(text.issueId) ?? []), text]);
  }
  return bare.map(({ issue, card }) => {
    const before = known.get(card.issueId);
    if (before !== undefined && isSame(card, before)) return before;
    const own = texts.get(card.issueId) ?? [];
    const urls = own.flatMap(({ url }) => (url === null ? [] : (canonicalUrl(url) ?? []))).map(hashOfUrl);
    return { ...card, keys: cardKeysOf(issue.title, own, urls) };
  });
}

type BareCard = Omit<IssueCard, 'keys'>;

function toCard(issue: TellableIssue, regency: string): BareCard {
  return {
    regency,
    issueId: issue.id,
    title: publicTitle(issue),
    topic: issue.topic,
    agency: issue.agency,
    attention: issue.attention,
    state: issue.state,
    placeName: issue.placeName,
    firstAt: issue.firstAt,
    lastAt: issue.lastAt,
    mentionCount: issue.mentionCount,
    negativeCount: issue.negativeCount,
    sourceCount: issue.sourceCount,
    hoaxCount: issue.hoaxCount,
  };
}

/** Titles that are the first words of what a citizen wrote are not told: only headlines, and names that the office gave. */
export function publicTitle({ title, titleByHand, mediaCount, topic, placeName }: TellableIssue): string {
  if (titleByHand || mediaCount > 0) return title.slice(0, 300);
  return `Unggahan warga: ${topicNames[topic]}${placeName === null ? '' : `, ${placeName}`}`;
}

function isSame(card: BareCard, known: IssueCard | undefined): boolean {
  return known !== undefined && Object.entries(card).every(([key, value]) => known[key as keyof BareCard] === value);
}

/** 48 bits: the address cannot be read from it, but whoever has the address can look for it. */
function hashOfUrl(url: string): number {
  return createHash('sha256').update(url).digest().readUIntBE(0, 6);
}
