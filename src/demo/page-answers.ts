import { stringify } from 'csv-stringify/sync';
import type { DemoItem, DemoSource } from './archive.ts';
import { escapeMarkup, paragraphsToHtml } from './markup.ts';

function document(source: DemoSource, title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeMarkup(title)}</title>${head}
<style>body{font:17px/1.6 Georgia,serif;max-width:42rem;margin:0 auto;padding:1rem}nav,footer{font:14px sans-serif;color:#555}article p{margin:1em 0}</style></head>
<body><header><nav><a href="/">${escapeMarkup(source.title)}</a> · situs contoh untuk demo Kentongan; semua isinya rekaan</nav></header>
${body}
<footer><p>© ${escapeMarkup(source.title)}</p></footer></body></html>`;
}

function time(item: DemoItem, zone: string): string {
  const text = new Intl.DateTimeFormat('id-ID', { dateStyle: 'full', timeStyle: 'short', timeZone: zone }).format(
    item.at,
  );
  return `<time datetime="${item.at.toISOString()}">${text} WIB</time>`;
}

const titleOf = (item: DemoItem): string => item.title ?? (item.paragraphs[0] ?? '').slice(0, 60);

const feedFormats: readonly DemoSource['format'][] = ['rss', 'atom', 'rdf', 'jsonfeed', 'gnews'];

/** What a front page says of other ways to its articles, as real ones do. */
function announcement({ format }: DemoSource): string {
  if (format === 'wordpress') return '<link rel="https://api.w.org/" href="/wp-json/">';
  return feedFormats.includes(format) ? '<link rel="alternate" type="application/rss+xml" href="/feed">' : '';
}

/** The front page: also the listing that the `listing` collector reads. */
export function renderListing(source: DemoSource, zone: string): string {
  const entries = source.items.map(
    (item) =>
      `<li class="entri"><h3><a class="tautan" href="/${item.slug}">${escapeMarkup(titleOf(item))}</a></h3>${time(item, zone)}</li>`,
  );
  return document(
    source,
    source.title,
    announcement(source),
    `<main><h1>${escapeMarkup(source.title)}</h1><ul class="daftar">${entries.join('\n')}</ul></main>`,
  );
}

export function renderArticle(source: DemoSource, item: DemoItem, zone: string): string {
  const others = source.items.filter((other) => other !== item).slice(0, 3);
  const comments = item.comments.map(
    (entry) => `<li id="comment-${entry.number}"><b>${escapeMarkup(entry.by)}</b>: ${escapeMarkup(entry.text)}</li>`,
  );
  const head = `<meta property="og:type" content="article"><meta property="og:title" content="${escapeMarkup(titleOf(item))}">
<meta property="article:published_time" content="${item.at.toISOString()}">`;
  return document(
    source,
    `${titleOf(item)} - ${source.title}`,
    head,
    `<main><article><h1 class="judul">${escapeMarkup(titleOf(item))}</h1><p class="meta">${escapeMarkup(item.by ?? 'Redaksi')} · ${time(item, zone)}</p>
<div class="isi">${paragraphsToHtml(item.paragraphs)}</div></article>
<aside class="terkait"><h2>Baca juga</h2><ul>${others.map((other) => `<li><a href="/${other.slug}">${escapeMarkup(titleOf(other))}</a></li>`).join('')}</ul></aside>
${comments.length === 0 ? '' : `<section class="komentar"><h2>Komentar</h2><ul>${comments.join('')}</ul></section>`}</main>`,
  );
}

export function renderNewsSitemap(source: DemoSource, origin: string): string {
  const urls = source.items.map(
    (
      item,
    ) => `<url><loc>${origin}/${item.slug}</loc><news:news><news:publication><news:name>${escapeMarkup(source.title)}</news:name><news:language>id</news:language></news:publication>
<news:publication_date>${item.at.toISOString()}</news:publication_date><news:title>${escapeMarkup(titleOf(item))}</news:title></news:news></url>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${urls.join('\n')}
</urlset>`;
}

/** The clipping sheet in the columns of the project's template. */
export function renderKlipping(source: DemoSource, zone: string): string {
  const rows = source.items.map((item) => {
    const [tanggal, jam] = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: zone })
      .format(item.at)
      .split(' ');
    return [
      tanggal,
      jam,
      item.publisher ?? '',
      item.platform,
      item.title ?? '',
      item.paragraphs.join('\n\n'),
      item.by ?? '',
      '',
    ];
  });
  return stringify([['tanggal', 'jam', 'media', 'platform', 'judul', 'isi', 'penulis', 'tautan'], ...rows]);
}
