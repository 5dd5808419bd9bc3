import type { SharedMention } from '../../core/province.ts';
import { pageIssueMentions } from '../issue-mentions.ts';
import type { Db } from '../schema.ts';

const mostMentions = 30;
const longestText = 1_500;

/**
 * Copies of an issue's newest mentions, as they are shown to others: without authors, without comments and answers, and without what is
 * set aside (spam, and what people have had restricted).
 */
export async function takeSnapshot(db: Db, issueId: number): Promise<SharedMention[]> {
  const { items } = await pageIssueMentions(db, issueId, { limit: 200, cursor: null });
  return items
    .filter(({ kind, setAside }) => kind !== 'comment' && setAside === null)
    .slice(0, mostMentions)
    .map(({ id, publishedAt, platform, kind, publisher, sourceTitle, url, title, text, score }) => ({
      mentionId: id,
      ...{ publishedAt, platform, kind, url, title },
      publisher: publisher ?? sourceTitle,
      text: [...text].slice(0, longestText).join(''),
      label: score?.sentiment.label ?? null,
    }));
}
