import { type Answer, type DemoRequest, html, plain } from './answer.ts';
import type { DemoItem, DemoSource } from './archive.ts';
import { escapeMarkup } from './markup.ts';

/** The page that Telegram shows of a public channel: the newest messages at the bottom, older ones by `?before=`. */
export function answerTelegram(source: DemoSource, { url }: DemoRequest): Answer {
  const [, kind, channel = ''] = url.pathname.split('/');
  if (kind !== 's' || channel !== source.host) {
    return plain(
      200,
      html,
      '<!doctype html><body><div class="tgme_page"><div class="tgme_page_title">Telegram</div></div></body>',
    );
  }
  const before = Number(url.searchParams.get('before') ?? Number.POSITIVE_INFINITY);
  const shown = source.items
    .filter(({ slug }) => Number(slug) < before)
    .slice(0, 3)
    .reverse();
  const messages = shown.map((item) => message(source, item)).join('\n');
  return plain(
    200,
    html,
    `<!doctype html><html><body><main class="tgme_main"><section class="tgme_channel_history">${messages}</section></main></body></html>`,
  );
}

function message(source: DemoSource, { slug, at, by, paragraphs, metrics }: DemoItem): string {
  const text = paragraphs.map(escapeMarkup).join('<br><br>');
  const views =
    metrics.views === undefined ? '' : `<span class="tgme_widget_message_views">${shorten(metrics.views)}</span>`;
  return `<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="${source.host}/${slug}">
<a class="tgme_widget_message_owner_name"><span>${escapeMarkup(by ?? source.title)}</span></a>
<div class="tgme_widget_message_text">${text}</div>
<div class="tgme_widget_message_info">${views}<span class="tgme_widget_message_meta"><a class="tgme_widget_message_date" href="https://t.me/${source.host}/${slug}"><time datetime="${at.toISOString().replace('.000Z', '+00:00')}">${at.toISOString().slice(11, 16)}</time></a></span></div>
</div></div>`;
}

function shorten(count: number): string {
  return count < 1000 ? String(count) : `${Math.round(count / 100) / 10}K`;
}
