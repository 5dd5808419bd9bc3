import type { MentionDraft, RawPost } from '../../src/core/mention.ts';
import { blankPost } from '../../src/core/mention.ts';
import { dailyMentions } from '../issues/stream.ts';

/** Raw posts as a feed brings them, half an hour old at most, about the regency: events of every size told in many words. */
export function freshPosts(count: number, regency: string, now: Date, seed: number): readonly RawPost[] {
  const [mentions = []] = [...dailyMentions(1, count, seed)];
  return mentions.map(({ id, kind, title, text }, index) => ({
    ...blankPost,
    kind: kind === 'article' ? 'article' : 'post',
    platform: 'web',
    url: `https://baru-${seed}.test/${id}`,
    title,
    text: `${regency}. ${text}`,
    publisher: `Kabar ${index % 40}`,
    publishedAt: new Date(now.getTime() - 1_800_000 + index * 100).toISOString(),
    precision: 'exact',
  }));
}

export function freshDrafts(
  toDraft: (post: RawPost) => MentionDraft | null,
  posts: readonly RawPost[],
): readonly MentionDraft[] {
  return posts.flatMap((post) => toDraft(post) ?? []);
}
