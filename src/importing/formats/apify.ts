import type { RawPost } from '../../core/mention.ts';
import { type ImportFormat, type MapContext, scoreColumns } from '../format.ts';
import { socialPost } from '../posts.ts';
import type { ImportRow } from '../rows.ts';
import { readDate, readId, readMetrics } from '../values.ts';

/**
 * Datasets of Apify actors as CSV, XLSX or JSON. Actors of one platform differ and change, so columns are found by synonyms; nested
 * names come flattened (`authorMeta/name`, `authorMeta.name`) or as objects. Times without a zone are UTC.
 */
function apify(
  name: string,
  needed: readonly string[],
  usual: readonly string[],
  map: (row: ImportRow, context: MapContext) => RawPost | string,
): ImportFormat {
  return {
    id: `apify-${name.toLowerCase().replace(/\W+/g, '-')}`,
    title: `Apify ${name}`,
    kinds: ['table', 'records'],
    isLocal: false,
    detect: ({ columns }) => scoreColumns(columns, needed, usual) * 0.95,
    // An actor writes its complaint about an address that it could not open as one more item.
    open: (context) => (row) =>
      row.text('error', 'errorDescription') !== '' && row.text('text', 'caption') === ''
        ? `Apify mencatat galat: ${row.text('errorDescription', 'error').slice(0, 100)}`
        : map(row, context),
  };
}

const times = [
  'createTimeISO',
  'timestamp',
  'time',
  'date',
  'createdAt',
  'created_at',
  'publishedAtDate',
  'publishedAt',
  'publishAt',
  'createTime',
];
const dateOf = (row: ImportRow, context: MapContext) => readDate(row.text(...times), context, 'UTC');
const texts = ['text', 'full_text', 'fullText', 'message', 'caption', 'content', 'body'];

const facebookPosts = apify(
  'Facebook kiriman',
  [
    'facebookUrl|pageName|groupTitle|user/profileUrl|user',
    'postId|postUrl|post_id|topReactionsCount',
    'text|message',
    'likes|likesCount|reactionsCount|reactionLikeCount',
  ],
  ['shares|sharesCount', 'comments|commentsCount', 'time|timestamp|date'],
  (row, context) => {
    const id = readId(row.text('postId', 'post_id', 'legacyId', 'id'));
    const page = readId(row.text('pageId', 'facebookId', 'user/id'));
    return socialPost('facebook-post', {
      // The Graph API writes page and post together.
      id: id !== null && /^\d+$/.test(id) && page !== null && /^\d+$/.test(page) ? `${page}_${id}` : id,
      url: row.text('url', 'postUrl', 'topLevelUrl', 'permalink'),
      text: row.text(...texts),
      author: row.text('pageName', 'user/name', 'authorName', 'profileName'),
      publisher: row.text('groupTitle'),
      date: readDate(row.text('time', 'timestamp', 'date', 'publishedAt'), context, 'UTC'),
      metrics: readMetrics({
        likes: row.text('topReactionsCount', 'reactionsCount', 'likes', 'likesCount'),
        comments: row.text('comments', 'commentsCount'),
        shares: row.text('shares', 'sharesCount'),
        views: row.text('viewsCount', 'views', 'playCount'),
        others: {
          love: row.text('reactionLoveCount'),
          wow: row.text('reactionWowCount'),
          haha: row.text('reactionHahaCount'),
          sad: row.text('reactionSadCount'),
          angry: row.text('reactionAngryCount'),
          care: row.text('reactionCareCount'),
        },
      }),
    });
  },
);

const facebookComments = apify(
  'Facebook komentar',
  ['commentUrl|commentId|feedbackId', 'text', 'profileName|profileUrl|facebookUrl', 'likesCount|date'],
  ['postTitle', 'commentsCount', 'profileId', 'inputUrl'],
  (row, context) =>
    socialPost('facebook-comment', {
      id: graphCommentId(row.text('commentUrl')) ?? readId(row.text('commentId', 'legacyCommentId', 'id')),
      url: row.text('commentUrl', 'facebookUrl'),
      text: row.text(...texts),
      author: row.text('profileName', 'authorName'),
      date: dateOf(row, context),
      parentId: readId(row.text('postId')),
      metrics: readMetrics({ likes: row.text('likesCount'), comments: row.text('commentsCount', 'repliesCount') }),
    }),
);

/** As the Graph API writes it: post and comment. */
function graphCommentId(url: string): string | null {
  const post = /\/(?:posts|videos|permalink)\/(?:[^/?]*?)(\d{6,})/.exec(url)?.[1];
  const comment = /[?&]comment_id=(\d+)/.exec(url)?.[1];
  return post === undefined || comment === undefined ? null : `${post}_${comment}`;
}

const tiktok = apify(
  'TikTok',
  ['webVideoUrl|videoMeta|playCount', 'text|desc', 'diggCount|likes', 'createTime|createTimeISO|uploadedAt'],
  ['authorMeta/name|channel/username', 'shareCount', 'commentCount', 'collectCount', 'webVideoUrl'],
  (row, context) =>
    socialPost('tiktok-video', {
      id: readId(row.text('id', 'videoId')),
      url: row.text('webVideoUrl', 'postPage', 'url'),
      text: row.text('text', 'desc', 'title'),
      author: row.text('authorMeta/nickName', 'channel/name'),
      handle: row.text('authorMeta/name', 'channel/username', 'author'),
      date: readDate(row.text('createTimeISO', 'uploadedAtFormatted', 'createTime', 'uploadedAt'), context, 'UTC'),
      language: row.text('textLanguage'),
      metrics: readMetrics({
        likes: row.text('diggCount', 'likes'),
        comments: row.text('commentCount', 'comments'),
        shares: row.text('shareCount', 'shares'),
        views: row.text('playCount', 'views'),
        others: { saves: row.text('collectCount', 'bookmarks') },
      }),
    }),
);

const tiktokComments = apify(
  'TikTok komentar',
  ['cid', 'text', 'videoWebUrl|submittedVideoUrl|uniqueId'],
  ['diggCount', 'replyCommentTotal', 'createTimeISO', 'repliesToId'],
  (row, context) =>
    socialPost('tiktok-comment', {
      id: readId(row.text('cid')),
      url: row.text('videoWebUrl', 'submittedVideoUrl'),
      text: row.text('text'),
      handle: row.text('uniqueId'),
      date: dateOf(row, context),
      parentId: /\/(?:video|photo)\/(\d+)/.exec(row.text('videoWebUrl', 'submittedVideoUrl'))?.[1] ?? null,
      metrics: readMetrics({ likes: row.text('diggCount'), comments: row.text('replyCommentTotal') }),
    }),
);

const instagram = apify(
  'Instagram',
  ['shortCode|shortcode', 'caption|text', 'likesCount|commentsCount'],
  ['ownerUsername', 'timestamp', 'ownerFullName', 'locationName|videoViewCount'],
  (row, context) =>
    socialPost('instagram-post', {
      id: readId(row.text('shortCode', 'shortcode')),
      url: row.text('url'),
      text: row.text('caption', 'text'),
      author: row.text('ownerFullName', 'ownerUsername'),
      handle: row.text('ownerUsername', 'owner/username'),
      date: dateOf(row, context),
      metrics: readMetrics({
        likes: row.text('likesCount'),
        comments: row.text('commentsCount'),
        views: row.text('videoPlayCount', 'videoViewCount'),
      }),
    }),
);

const instagramComments = apify(
  'Instagram komentar',
  ['postUrl', 'ownerUsername|owner/username', 'text', 'likesCount|repliesCount'],
  ['ownerProfilePicUrl', 'commentUrl', 'timestamp', 'repliesCount'],
  (row, context) =>
    socialPost('instagram-comment', {
      id: readId(row.text('id')),
      url: row.text('commentUrl', 'postUrl'),
      text: row.text('text'),
      handle: row.text('ownerUsername', 'owner/username'),
      date: dateOf(row, context),
      parentId: /\/(?:p|reel|reels|tv)\/([\w-]+)/.exec(row.text('postUrl'))?.[1] ?? null,
      metrics: readMetrics({ likes: row.text('likesCount'), comments: row.text('repliesCount') }),
    }),
);

const x = apify(
  'X',
  [
    'retweetCount|retweets|retweet_count',
    'likeCount|likes|favorite_count',
    'text|fullText|full_text',
    'createdAt|created_at|timestamp',
  ],
  ['author/userName|user/screen_name|username', 'replyCount|replies', 'quoteCount', 'viewCount', 'lang'],
  (row, context) =>
    socialPost('x-post', {
      id: readId(row.text('id', 'id_str', 'tweetId')),
      url: row.text('url', 'twitterUrl', 'tweetUrl'),
      text: row.text('fullText', 'full_text', 'text'),
      author: row.text('author/name', 'user/name', 'fullname'),
      handle: row.text('author/userName', 'user/screen_name', 'username'),
      date: dateOf(row, context),
      language: row.text('lang'),
      parentId: readId(row.text('inReplyToId', 'in_reply_to_status_id_str')),
      metrics: readMetrics({
        likes: row.text('likeCount', 'likes', 'favorite_count'),
        comments: row.text('replyCount', 'replies', 'reply_count'),
        shares: row.text('retweetCount', 'retweets', 'retweet_count'),
        views: row.text('viewCount', 'views'),
        others: { quotes: row.text('quoteCount', 'quotes') },
      }),
    }),
);

const reviews = apify(
  'Google Maps ulasan',
  ['reviewId|reviewUrl', 'stars|rating', 'text|textTranslated'],
  ['title', 'placeId', 'publishedAtDate', 'name'],
  (row, context) => {
    const stars = row.text('stars', 'rating');
    // Stars alone say something too, but only a text can be read.
    if (row.text('text') === '') return `ulasan tanpa teks (bintang ${stars || 'tidak disebut'})`;
    return socialPost('map-review', {
      id: readId(row.text('reviewId')),
      url: row.text('reviewUrl'),
      title: row.text('title') === '' ? '' : `Ulasan ${row.text('title')}`,
      text: row.text('text'),
      author: row.text('name'),
      publisher: row.text('title'),
      date: dateOf(row, context),
      language: row.text('originalLanguage', 'language'),
      metrics: readMetrics({ likes: row.text('likesCount'), others: { stars } }),
    });
  },
);

export const apifyFormats: readonly ImportFormat[] = [
  facebookPosts,
  facebookComments,
  tiktok,
  tiktokComments,
  instagram,
  instagramComments,
  x,
  reviews,
];
