import type { PastedItem, PastedResult } from '../api/schemas/pasted.ts';
import type { RawPost } from '../core/mention.ts';
import { plainPost, socialPost, socialTypeOf } from '../importing/posts.ts';
import { type PostDate, RowFault, readDate } from '../importing/values.ts';
import { parseDate } from '../reading/dates.ts';
import type { Installation } from './installation.ts';
import { savePosts } from './save-posts.ts';

/** Stores what people pasted. Indexes of the result are those of `items`. */
export async function addPasted(installation: Installation, items: readonly PastedItem[]): Promise<PastedResult> {
  const posts: { index: number; post: RawPost }[] = [];
  const rejected: { index: number; reason: string }[] = [];
  for (const [index, item] of items.entries()) {
    try {
      posts.push({ index, post: toPost(item, installation) });
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      rejected.push({ index, reason: error.message });
    }
  }
  const saved = await savePosts(
    installation,
    posts.map(({ post }) => post),
    { isLocal: true, basis: 'ditempel petugas lewat API' },
  );
  rejected.push(
    ...saved.empty.map((at) => ({ index: posts[at]?.index ?? at, reason: 'tidak ada teks yang dapat dibaca' })),
  );
  const { accepted, duplicate, edited } = saved;
  return { accepted, duplicate, edited, rejected };
}

/** A post of a platform gets the identity that the platform's collectors give it, by its address. */
function toPost(item: PastedItem, { now, region }: Installation): RawPost {
  const date: PostDate = readDate(
    item.publishedAt ?? '',
    { now: now(), zone: region.timezone, fileName: '', parseDate },
    region.timezone,
  );
  const facts = {
    title: item.title ?? '',
    text: item.text ?? '',
    url: item.url ?? '',
    author: item.author ?? '',
    publisher: item.publisher ?? '',
    date,
  };
  const type = item.kind === 'post' ? socialTypeOf(facts.url) : null;
  const social = type === null ? null : socialPost(type, facts);
  if (social !== null && social.platform === item.platform) return social;
  return plainPost(item.kind === 'comment' ? 'comment' : 'klipping', item.platform, facts);
}
