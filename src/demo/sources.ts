import type { Platform } from '../core/mention.ts';
import type { Legal, SourceConfig } from '../core/source.ts';
import type { DemoSource } from './archive.ts';
import { demoInstagramAccount } from './graph-answers.ts';
import { demoChannel } from './youtube-answers.ts';

const demoLegal: Legal = {
  purpose: 'Demo Kentongan',
  basis: 'Arsip rekaan milik sendiri',
  terms: 'own',
  reference: null,
};

/** The archive's sources as a configuration would name them. */
export function demoSources(
  sources: readonly DemoSource[],
  originOf: (source: DemoSource) => string,
): readonly SourceConfig[] {
  return sources.map((source) => ({
    id: source.id,
    title: source.title,
    class: source.class,
    platform: 'web',
    enabled: true,
    intervalMs: 900_000,
    silentAfterMs: 6 * 86_400_000,
    credential: null,
    legal: demoLegal,
    ...collectorOf(source, originOf(source)),
  }));
}

type Way = Pick<SourceConfig, 'collector' | 'options'> &
  Partial<Pick<SourceConfig, 'platform' | 'credential' | 'legal'>>;

function collectorOf(source: DemoSource, origin: string): Way {
  switch (source.format) {
    case 'wordpress':
      return { collector: 'wordpress', options: { site: origin, comments: true } };
    case 'news-sitemap':
      return { collector: 'news-sitemap', options: { url: `${origin}/sitemap-news.xml`, articles: true } };
    case 'listing':
      return {
        collector: 'listing',
        options: {
          url: `${origin}/`,
          selectors: { item: 'li.entri', link: 'a.tautan', title: 'h1.judul', text: 'div.isi', date: 'p.meta time' },
        },
      };
    case 'portal':
      return { collector: 'portal', options: { site: `${origin}/` } };
    case 'klipping':
      return { collector: 'klipping', platform: klippingPlatform(source), options: { url: `${origin}/klipping.csv` } };
    case 'gnews':
      return {
        collector: 'feed',
        platform: 'google-news',
        options: { url: `${origin}/feed`, platform: 'google-news' },
      };
    case 'rss':
    case 'atom':
    case 'rdf':
    case 'jsonfeed':
      return { collector: 'feed', options: { url: `${origin}/feed` } };
    default:
      return { collector: source.format, ...platformOf(source, origin) };
  }
}

function klippingPlatform(source: DemoSource): Platform {
  return source.class === 'complaint' ? 'complaint' : 'print';
}

/** Sources that are read over the API of a platform, with the demo's own key. */
function platformOf(source: DemoSource, origin: string): Omit<Way, 'collector'> {
  switch (source.format) {
    case 'youtube':
      return {
        platform: 'youtube',
        credential: 'youtube',
        options: { channels: [demoChannel], api: `${origin}/youtube/v3`, feed: origin },
      };
    case 'facebook-page':
      return { platform: 'facebook', credential: 'meta', options: { page: source.host, api: origin } };
    case 'instagram':
      return { platform: 'instagram', credential: 'meta', options: { account: demoInstagramAccount, api: origin } };
    case 'instagram-hashtag':
      return {
        platform: 'instagram',
        credential: 'meta',
        options: { account: demoInstagramAccount, tags: ['banyuraga'], api: origin },
      };
    case 'threads':
      return {
        platform: 'threads',
        credential: 'threads',
        options: { queries: ['banyuraga'], backfillDays: 14, api: origin },
      };
    case 'tiktok-account':
      return { platform: 'tiktok', credential: 'tiktok', options: { account: 'pemkab.banyuraga', api: origin } };
    case 'x-search':
      return {
        platform: 'x',
        credential: 'x',
        legal: { ...demoLegal, terms: 'contract', reference: 'DEMO-001' },
        options: { query: '("Pemkab Banyuraga" OR Banyuraga) lang:in', backfillHours: 167, api: origin },
      };
    case 'telegram-channel':
      return { platform: 'telegram', options: { channel: source.host, api: origin } };
    case 'mastodon-tag':
      return {
        platform: 'mastodon',
        credential: 'mastodon',
        options: { instance: origin, tags: ['banyuraga'], recheckDays: 14 },
      };
    case 'bluesky-search':
      return {
        platform: 'bluesky',
        credential: 'bluesky',
        options: { query: 'Banyuraga', recheckDays: 14, api: origin, pds: origin },
      };
    case 'google-fact-check':
      return { credential: 'google-fact-check', options: { query: 'Banyuraga', api: `${origin}/v1alpha1` } };
    case 'komdigi-hoax':
      return { options: { api: origin, site: origin } };
    default:
      return { options: { url: origin } };
  }
}
