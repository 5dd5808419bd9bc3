import { z } from 'zod';
import { blankPost, type RawPost } from '../../core/mention.ts';
import type { Reader } from '../../core/reader.ts';
import { looseItems } from './loose-items.ts';

const Count = z.number().int().nonnegative().nullish().catch(null);
const Text = z.string().catch('');

const Status = z.object({
  /** Of this server alone; digits on Mastodon, other characters on its relatives. */
  id: z.string().min(1).max(100),
  /** The same everywhere in the network. */
  uri: z.string().min(1).max(2_000),
  url: z.string().nullish().catch(null),
  created_at: z.string().nullish().catch(null),
  language: z.string().nullish().catch(null),
  content: z.string(),
  spoiler_text: Text,
  visibility: z.string(),
  account: z.object({ acct: z.string().min(1).max(300), display_name: Text }),
  replies_count: Count,
  reblogs_count: Count,
  favourites_count: Count,
  quotes_count: Count,
  media_attachments: z.array(z.object({ description: z.string().nullish().catch(null) })).catch([]),
  poll: z
    .object({ options: z.array(z.object({ title: z.string() })) })
    .nullish()
    .catch(null),
});
type Status = z.infer<typeof Status>;

/** A page of a timeline, newest first. */
export const Timeline = z.array(z.unknown());
export type Timeline = z.infer<typeof Timeline>;

export interface Statuses {
  readonly posts: readonly RawPost[];
  readonly rejected: number;
  /** Ids of the page in its order, also of what was not taken. */
  readonly ids: readonly string[];
}

/**
 * Posts of a timeline; what is not public is left out.
 * @param host of the server that was asked: authors of its own are printed without it
 */
export async function readStatuses(timeline: Timeline, host: string, reader: Reader, zone: string): Promise<Statuses> {
  const { items, rejected } = looseItems(Status, timeline);
  const open = items.filter(({ visibility }) => visibility === 'public' || visibility === 'unlisted');
  const { texts } = await reader.texts(new TextEncoder().encode(JSON.stringify(open.map(({ content }) => content))), {
    url: `https://${host}/`,
    contentType: 'application/json; charset=utf-8',
    zone,
  });
  const posts = open.map((status, index) => toPost(status, texts[index] ?? '', host));
  const good = posts.filter(({ text }) => text !== '');
  return { posts: good, rejected: rejected + posts.length - good.length, ids: items.map(({ id }) => id) };
}

function toPost(status: Status, content: string, host: string): RawPost {
  const { account, uri } = status;
  const handle = account.acct.includes('@') ? account.acct : `${account.acct}@${host}`;
  const at = Date.parse(status.created_at ?? '');
  const counts = [status.favourites_count, status.replies_count, status.reblogs_count];
  return {
    ...blankPost,
    kind: 'post',
    platform: 'mastodon',
    externalId: uri,
    idScope: 'mastodon:posts',
    url: status.url ?? (/^https?:\/\//.test(uri) ? uri : null),
    text: textOf(status, content),
    author: account.display_name.trim() || handle,
    authorHandle: handle.toLowerCase(),
    publishedAt: Number.isNaN(at) ? null : new Date(at).toISOString(),
    precision: Number.isNaN(at) ? 'guessed' : 'exact',
    language: status.language?.split('-')[0]?.toLowerCase() ?? null,
    metrics: counts.every((count) => count == null)
      ? null
      : {
          likes: status.favourites_count ?? null,
          comments: status.replies_count ?? null,
          shares: status.reblogs_count ?? null,
          views: null,
          others: status.quotes_count == null ? {} : { quotes: status.quotes_count },
        },
  };
}

/** The warning above it, the words, the choices of a poll; of a picture without words what its author says is on it. */
function textOf(status: Status, content: string): string {
  const words = [status.spoiler_text, content, ...(status.poll?.options ?? []).map(({ title }) => title)];
  const said = words.map((part) => part.trim()).filter((part) => part !== '');
  if (content !== '') return said.join('\n');
  const pictured = status.media_attachments.flatMap(({ description }) => description?.trim() || []);
  return [...said, ...pictured].join('\n');
}
