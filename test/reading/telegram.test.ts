import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseTelegram } from '../../src/reading/telegram.ts';

const hints = { url: 'https://t.me/s/kabarujungalun', contentType: null, zone: 'Asia/Jakarta' };
const file = new URL('../fixtures/collectors/telegram-channel/page.html', import.meta.url);
const message = (inside: string, post = 'kanal/1') =>
  `<section class="tgme_channel_history"><div class="tgme_widget_message_wrap">
    <div class="tgme_widget_message" data-post="${post}">${inside}</div></div></section>`;
const text = (html: string) => `<div class="tgme_widget_message_text js-message_text">${html}</div>`;
const one = (inside: string) => parseTelegram(message(inside), hints).posts[0];

describe('parseTelegram', () => {
  const document = parseTelegram(readFileSync(file, 'utf8'), hints);

  it('skips notices, names messages without text, and counts what it cannot read', () => {
    expect(document).toMatchObject({ hasPreview: true, textless: [124], rejected: 1 });
    expect(document.posts.map(({ number }) => number)).toEqual([118, 121, 122, 123]);
  });

  it('keeps line breaks, mends addresses that were escaped twice, and reads the footer', () => {
    expect(document.posts[0]).toEqual({
      channel: 'KabarUjungalun',
      number: 118,
      url: 'https://t.me/KabarUjungalun/118',
      author: 'Kabar Ujungalun',
      text: 'Jalan Kedungrejo rusak lagi\nWarga menunggu perbaikan sejak Mei & belum ada kabar 😢\nhttps://lapor-contoh.test/?id=4&aksi=lihat',
      date: { at: '2026-11-20T01:15:00.000Z', precision: 'exact' },
      isEdited: true,
      views: 16_400_000,
      reactions: { '😢': 34, custom: 1_500, stars: 7 },
      forwardedFrom: null,
      replyTo: null,
    });
  });

  it('leaves out the words that a message replies to', () => {
    expect(document.posts[1]).toMatchObject({
      text: 'Banjir setinggi 40 cm di #Wanasari.',
      forwardedFrom: 'BPBD Contoh',
      replyTo: 118,
      views: 987,
      isEdited: false,
    });
  });

  it('takes the preview of a bare link, and the words of a poll', () => {
    expect(document.posts.slice(2).map((post) => post.text)).toEqual([
      'https://media-contoh.test/pasar\nPasar Wanasari direnovasi\nPedagang pindah ke lapangan mulai Senin.',
      'Apa yang paling mendesak?\nJalan\nAir bersih',
    ]);
  });

  it('does not add the preview to a message that speaks for itself', () => {
    const preview = '<a class="tgme_widget_message_link_preview"><div class="link_preview_title">Judul</div></a>';
    expect(one(text('Harga cabai naik https://x.test/a') + preview)?.text).toBe('Harga cabai naik https://x.test/a');
  });

  it.each([
    ['987', 987],
    ['1 204', 1_204],
    ['1.2K', 1_200],
    ['3M', 3_000_000],
    ['banyak', null],
    ['', null],
    ['-5', null],
    ['1e9', null],
  ])('reads «%s» views as %s', (printed, views) => {
    expect(one(`${text('a b')}<span class="tgme_widget_message_views">${printed}</span>`)?.views).toBe(views);
  });

  it('replies only within the channel', () => {
    const reply = (href: string) =>
      one(`<a class="tgme_widget_message_reply" href="${href}"></a>${text('jawab')}`)?.replyTo;
    expect(reply('https://t.me/Kanal/7?single')).toBe(7);
    expect(reply('https://t.me/kanallain/7')).toBeNull();
  });

  it('gives a reaction named __proto__ no power', () => {
    const reactions = one(
      `${text('a')}<div class="tgme_widget_message_reactions"><span class="tgme_reaction">__proto__ 9</span></div>`,
    )?.reactions;
    expect(Object.entries(reactions ?? {})).toEqual([['__proto__', 9]]);
    expect(Object.getPrototypeOf(reactions)).toBe(Object.prototype);
  });

  it('tells a channel without messages from one without preview', () => {
    const empty = '<section class="tgme_channel_history"><div class="tme_no_messages_found"></div></section>';
    expect(parseTelegram(empty, hints)).toEqual({ hasPreview: true, posts: [], textless: [], rejected: 0 });
    const landing =
      '<div class="tgme_page"><div class="tgme_page_title">Kanal</div><a class="tgme_action_button_new"></a></div>';
    expect(parseTelegram(landing, hints).hasPreview).toBe(false);
  });

  it.each([
    ['some other page', '<html><title>502 Bad Gateway</title></html>'],
    ['messages without numbers', message(text('a'), 'entah')],
    ['nothing', ''],
    ['ten thousand levels', '<div>'.repeat(10_000)],
  ])('refuses %s', (_, html) => {
    expect(() => parseTelegram(html, hints)).toThrow(expect.objectContaining({ reason: 'changed' }));
  });
});
