import type { Collector } from '../../core/collector.ts';
import { createFeed } from '../feed.ts';
import { createListing } from '../listing.ts';
import { createNewsSitemap } from '../news-sitemap.ts';
import { wordpress } from '../wordpress.ts';
import type { ArticleReading } from './articles.ts';
import type { Match } from './match.ts';
import type { Way } from './site-pack.ts';

/** News sitemaps hold two days; of an ordinary one the rest is history. */
const backfillDays = 3;

/** The collector of one way into a site. WordPress cannot ask `isWanted`: its posts are to be filtered afterwards. */
export function createWay(way: Way, reading: ArticleReading, isWanted: Match): Collector {
  switch (way.kind) {
    case 'feed':
      return createFeed({ url: way.url, articles: true }, reading, isWanted);
    case 'wordpress':
      return wordpress.configure({ site: way.url });
    case 'news-sitemap':
      return createNewsSitemap({ url: way.url, articles: true, backfillDays }, reading, isWanted);
    case 'listing': {
      const selectors = way.link === undefined ? {} : { selectors: { link: way.link } };
      return createListing({ url: way.url, pages: 1, ...selectors }, reading, isWanted);
    }
  }
}
