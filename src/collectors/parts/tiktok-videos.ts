import { z } from 'zod';
import { SourceError } from '../../core/errors.ts';
import { blankPost, type Instant, type RawPost } from '../../core/mention.ts';
import type { NetResponse } from '../../core/net.ts';
import { waitOfHeader } from './api.ts';
import { Count, readItems, Text } from './graph.ts';

export const videoFields =
  'id,title,video_description,create_time,share_url,view_count,like_count,comment_count,share_count';

const Fault = z.object({ code: z.string(), message: z.string().catch('') });
/** TikTok says `ok` in the same place where it says what went wrong. */
export const VideoAnswer = z.object({
  data: z
    .object({
      videos: z.array(z.unknown()).nullish(),
      /** Publication time of the last one, in milliseconds. */
      cursor: z.number().int().nonnegative().nullish().catch(null),
      has_more: z.boolean().nullish().catch(null),
    })
    .nullish(),
  error: Fault.nullish().catch(null),
});
export type VideoAnswer = z.infer<typeof VideoAnswer>;

const Video = z.object({
  /** Beyond what a JavaScript number can hold. */
  id: z.string().regex(/^\d{1,30}$/),
  create_time: z.number().int().positive().max(32_503_680_000),
  title: Text,
  video_description: Text,
  share_url: Text,
  view_count: Count,
  like_count: Count,
  comment_count: Count,
  share_count: Count,
});

export interface ReadVideo {
  readonly id: string;
  readonly at: Instant;
  /** Null for a video without words. */
  readonly post: RawPost | null;
}

/** @throws SourceError `changed` */
export function readVideos(
  answer: VideoAnswer,
  account: string,
): { readonly videos: ReadVideo[]; readonly rejected: number } {
  const { items, rejected } = readItems(answer.data?.videos ?? [], Video);
  const videos = items.map(({ id, create_time, title, video_description, share_url, ...counts }) => {
    const at = new Date(create_time * 1000).toISOString();
    const post: RawPost = {
      ...blankPost,
      kind: 'post',
      platform: 'tiktok',
      externalId: id,
      idScope: 'tiktok:videos',
      // The address that is for sharing tells whose app it was shared from.
      url: share_url?.replace(/[?#].*$/s, '') ?? `https://www.tiktok.com/@${account}/video/${id}`,
      text: video_description?.trim() || title || '',
      author: account,
      authorHandle: account.toLowerCase(),
      publishedAt: at,
      precision: 'exact',
      metrics: {
        likes: counts.like_count,
        comments: counts.comment_count,
        shares: counts.share_count,
        views: counts.view_count,
        others: {},
      },
    };
    return { id, at, post: post.text.trim() === '' ? null : post };
  });
  return { videos, rejected };
}

/** The window of TikTok's rate limit. */
const windowMs = 60_000;

/** What TikTok says went wrong; null when it says that all is well, or nothing. */
export function faultOfTiktok(json: unknown, response: NetResponse, now: Date): SourceError | null {
  const error = z.object({ error: Fault }).safeParse(json).data?.error;
  if (error === undefined || error.code === 'ok') return null;
  const said = `TikTok answers ${error.code}: ${error.message.slice(0, 200)}`;
  switch (error.code) {
    case 'access_token_invalid':
    case 'access_token_expired':
      return new SourceError('credential', said, { credentialWide: true });
    case 'scope_not_authorized':
    case 'scope_permission_missed':
      return new SourceError('permission', said);
    case 'rate_limit_exceeded': {
      const retryAfterMs = waitOfHeader(response.headers['retry-after'], now) ?? windowMs;
      return new SourceError('rate-limited', said, { credentialWide: true, retryAfterMs });
    }
    case 'invalid_params':
      return new SourceError('query', said);
    case 'internal_error':
      return new SourceError('network', said);
    default:
      return response.status < 400 ? new SourceError('changed', said) : null;
  }
}
