import { z } from 'zod';
import { WebAddress } from './options.ts';
import { dropRecheck, Recheck } from './rechecks.ts';

const Channel = z
  .string()
  .regex(
    /^(?:UC[\w-]{22}|@[\p{L}\p{N}._·-]{3,60})$/u,
    'harus ID kanal (UC…, 24 huruf) atau nama kanal dengan @ di depan',
  );

const Search = z.strictObject({
  q: z.string().trim().min(2).max(200),
  /** Only videos that say they were made around here. */
  location: z
    .strictObject({
      lat: z.number().min(-90).max(90),
      lng: z.number().min(-180).max(180),
      radiusKm: z.number().min(1).max(1_000),
    })
    .optional(),
});
export type Search = z.infer<typeof Search>;

export const Options = z
  .strictObject({
    channels: z.array(Channel).max(50).default([]),
    searches: z.array(Search).max(20).default([]),
    comments: z.boolean().default(true),
    /** How old a video may be when it is first seen. */
    backfillDays: z.number().int().min(1).max(90).default(14),
    /** Each search takes one of the day's 100. */
    searchMinutes: z.number().int().min(15).max(1_440).default(60),
    /** What a search takes of the units as well: 0, or 100 where the project has the older quota. */
    searchUnits: z.number().int().min(0).max(1_000).default(0),
    /** Address of the Data API. */
    api: WebAddress.default('https://www.googleapis.com/youtube/v3'),
    /** Where the channels' feeds are. */
    feed: WebAddress.default('https://www.youtube.com'),
  })
  .refine(({ channels, searches }) => channels.length + searches.length > 0, {
    path: ['channels'],
    message: 'isi channels, searches, atau keduanya',
  });
export type Options = z.infer<typeof Options>;

/** A video that is looked at again as it ages. */
export const Watched = Recheck.extend({
  /** Time of the newest comment that was read. */
  commentedAt: z.string().nullable(),
  /** Its comments are switched off: never asked for again. */
  isClosed: z.boolean(),
});
export type Watched = z.infer<typeof Watched>;

/** Comments of a video, or replies to one of them, that are being read page by page. */
export const Talk = z.object({
  videoId: z.string(),
  /** The comment whose replies these are; null for the comments themselves. */
  parentId: z.string().nullable(),
  token: z.string().nullable(),
  page: z.number().int(),
  newest: z.string().nullable(),
  /** How often it had to be begun anew. */
  restarts: z.number().int(),
});
export type Talk = z.infer<typeof Talk>;

export const Cursor = z.object({
  /** Channel ids of handles, looked up once. */
  resolved: z.array(z.object({ handle: z.string(), id: z.string().nullable() })),
  /** Which list of the round is read next; null between rounds. */
  list: z.number().int().min(0).nullable(),
  listedAt: z.string().nullable(),
  /** Where in that list. */
  token: z.string().nullable(),
  page: z.number().int(),
  /** Videos of that list so far; they count as known when it is through. */
  found: z.array(z.string()),
  searchedAt: z.array(z.object({ key: z.string(), at: z.string() })),
  searchPausedUntil: z.string().nullable(),
  /** While the quota is used up, channels are read by their feeds. */
  feedsUntil: z.string().nullable(),
  seen: z.array(z.string()),
  /** Videos whose details are still to be asked for. */
  pending: z.array(z.string()),
  watched: z.array(Watched),
  talks: z.array(Talk),
  /** Replies that a comment had when all of them were read. */
  threads: z.array(z.object({ id: z.string(), replies: z.number().int() })),
});
export type Cursor = z.infer<typeof Cursor>;

export const freshCursor: Cursor = {
  resolved: [],
  list: null,
  listedAt: null,
  token: null,
  page: 1,
  found: [],
  searchedAt: [],
  searchPausedUntil: null,
  feedsUntil: null,
  seen: [],
  pending: [],
  watched: [],
  talks: [],
  threads: [],
};

/** A video that is gone leaves every list. */
export function forgetVideo(cursor: Cursor, videoId: string): Cursor {
  return {
    ...cursor,
    pending: cursor.pending.filter((id) => id !== videoId),
    watched: dropRecheck(cursor.watched, videoId),
    talks: cursor.talks.filter((talk) => talk.videoId !== videoId),
  };
}
