import type { IssueMember } from '../issues/member.ts';
import type { MentionView } from '../store/mention-rows.ts';

/** Who printed it: the paper named by a news search or a klipping, else the source itself. */
export function publisherOf(view: Pick<MentionView, 'publisher' | 'sourceTitle'>): string {
  return view.publisher ?? view.sourceTitle;
}

/** What `issues/` reads of a stored mention. One that waits for its score counts as saying nothing. */
export function toIssueMember(view: MentionView): IssueMember {
  const { score } = view;
  return {
    id: view.id,
    parentId: view.parentId,
    issueId: view.issueId,
    kind: view.kind,
    sourceId: view.sourceId,
    sourceClass: view.sourceClass,
    publisher: publisherOf(view),
    title: view.title,
    text: view.text,
    publishedAt: view.publishedAt,
    label: score?.sentiment.label ?? 'unscored',
    target: score?.target ?? 'none',
    attention: score?.attention ?? 'none',
    hoaxClass: score?.hoax.class ?? 'none',
    topic: score?.topic ?? 'lainnya',
    agency: score?.agency ?? null,
    places: score?.places ?? [],
  };
}
