import type { SourceConfig } from '../core/source.ts';
import type { DemoSource } from './archive.ts';

/** The archive's sources as a configuration would name them. */
export function demoSources(
  sources: readonly DemoSource[],
  originOf: (source: DemoSource) => string,
): readonly SourceConfig[] {
  return sources.map((source) => {
    const { collector, options } = collectorOf(source, originOf(source));
    return {
      id: source.id,
      title: source.title,
      collector,
      class: source.class,
      platform: source.format === 'gnews' ? 'google-news' : source.format === 'klipping' ? 'print' : 'web',
      enabled: true,
      intervalMs: 900_000,
      silentAfterMs: 4 * 86_400_000,
      options,
    };
  });
}

function collectorOf(source: DemoSource, origin: string): { collector: string; options: unknown } {
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
    case 'klipping':
      return { collector: 'klipping', options: { url: `${origin}/klipping.csv` } };
    case 'gnews':
      return { collector: 'feed', options: { url: `${origin}/feed`, platform: 'google-news' } };
    default:
      return { collector: 'feed', options: { url: `${origin}/feed` } };
  }
}
