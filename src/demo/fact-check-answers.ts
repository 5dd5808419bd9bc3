import { type Answer, type DemoRequest, demoSecret, html, json, pageFrom, plain } from './answer.ts';
import type { DemoItem, DemoSource } from './archive.ts';
import { escapeMarkup } from './markup.ts';

/** `claims:search` of the Google Fact Check Tools API. */
export function answerFactCheckTools(source: DemoSource, { url, headers }: DemoRequest): Answer {
  if (headers['x-goog-api-key'] !== demoSecret) {
    const message = 'API key not valid.';
    return json(
      { error: { code: 400, message, status: 'INVALID_ARGUMENT', details: [{ reason: 'API_KEY_INVALID' }] } },
      400,
    );
  }
  const { items, next } = pageFrom(source.items, url.searchParams.get('pageToken'));
  const claims = items.map(({ slug, title, at, by, rating, paragraphs }) => ({
    text: paragraphs.join(' '),
    claimant: 'Pesan berantai',
    claimDate: at.toISOString(),
    claimReview: [
      {
        publisher: { name: by, site: `${source.host}.localhost` },
        url: `${url.origin}/${slug}`,
        title,
        reviewDate: at.toISOString(),
        textualRating: rating ?? 'Salah',
        languageCode: 'id',
      },
    ],
  }));
  return json({ claims, ...(next === null ? {} : { nextPageToken: next }) });
}

/** The list of answered hoaxes behind a ministry's site. */
export function answerHoaxList(source: DemoSource, { url }: DemoRequest): Answer {
  const page = Number(url.searchParams.get('page') ?? 1);
  const { items } = pageFrom(source.items, String((page - 1) * 3));
  const data = items.map(({ number, slug, title, at, paragraphs }) => ({
    id: number,
    slug,
    title,
    published_at: at.toISOString(),
    excerpt: paragraphs[0],
    body_text: paragraphs.join('\n\n'),
    category: { title: 'Berita Hoaks' },
  }));
  return json({ response: { data, last_page: Math.max(1, Math.ceil(source.items.length / 3)) } });
}

/** The database of fact checks: entries as headings and labelled lines, newest first. */
export function answerCheckDatabase(source: DemoSource, { url }: DemoRequest, zone: string): Answer {
  const page = Number(/^\/page\/(\d+)$/.exec(url.pathname)?.[1] ?? 1);
  const { items } = pageFrom(source.items, String((page - 1) * 3));
  if (items.length === 0) return plain(404, html, '<!doctype html><title>404</title>');
  const entries = items.map((item) => entry(item, zone)).join('\n');
  return plain(200, html, `<!doctype html><html lang="id"><body><main>${entries}</main></body></html>`);
}

function entry({ slug, title, at, by, verdict, paragraphs }: DemoItem, zone: string): string {
  const date = new Intl.DateTimeFormat('en-GB', { timeZone: zone }).format(at);
  const [claim = '', ...finding] = paragraphs;
  return `<article><h2><a href="/${slug}">(${slug}) ${escapeMarkup(title ?? '')}</a></h2>
<p>Sumber: ${escapeMarkup(by ?? '')}</p><p>Tanggal publish: ${date}</p>
<h3>Berita</h3><p>${escapeMarkup(claim)}</p>
<h3>Hasil Cek Fakta</h3><p>${escapeMarkup(finding.join(' '))}</p>
<h3>Kesimpulan</h3><p>${escapeMarkup(verdict ?? '')}</p></article>`;
}
