import type { CollectorType } from '../core/collector.ts';
import { feed } from './feed.ts';
import { klipping } from './klipping.ts';
import { listing } from './listing.ts';
import { newsSitemap } from './news-sitemap.ts';
import { wordpress } from './wordpress.ts';

/** Every kind of source. A new one is a new file and a line here. */
export const collectorTypes: readonly CollectorType[] = [feed, klipping, listing, newsSitemap, wordpress];
