import type { CollectorType } from '../core/collector.ts';
import { blueskySearch } from './bluesky-search.ts';
import { facebookPage } from './facebook-page.ts';
import { feed } from './feed.ts';
import { gfdTurnbackhoax } from './gfd-turnbackhoax.ts';
import { googleFactCheck } from './google-fact-check.ts';
import { instagram } from './instagram.ts';
import { instagramHashtag } from './instagram-hashtag.ts';
import { klipping } from './klipping.ts';
import { komdigiHoax } from './komdigi-hoax.ts';
import { listing } from './listing.ts';
import { mastodonTag } from './mastodon-tag.ts';
import { newsSitemap } from './news-sitemap.ts';
import { portal } from './portal.ts';
import { shared } from './shared.ts';
import { telegramChannel } from './telegram-channel.ts';
import { threads } from './threads.ts';
import { tiktokAccount } from './tiktok-account.ts';
import { wordpress } from './wordpress.ts';
import { xSearch } from './x-search.ts';
import { youtube } from './youtube.ts';
import { youtubeFeed } from './youtube-feed.ts';

export { credentialKinds } from './parts/credential-kinds.ts';

/** Every kind of source. A new one is a new file and a line here. */
export const collectorTypes: readonly CollectorType[] = [
  blueskySearch,
  facebookPage,
  feed,
  gfdTurnbackhoax,
  googleFactCheck,
  instagram,
  instagramHashtag,
  klipping,
  komdigiHoax,
  listing,
  mastodonTag,
  newsSitemap,
  portal,
  shared,
  telegramChannel,
  threads,
  tiktokAccount,
  wordpress,
  xSearch,
  youtube,
  youtubeFeed,
];
