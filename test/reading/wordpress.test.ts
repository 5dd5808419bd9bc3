import { describe, expect, it } from 'vitest';
import { parseWordPress } from '../../src/reading/wordpress.ts';

const hints = { url: 'https://situs-contoh.test/wp-json/wp/v2/posts', contentType: null, zone: 'Asia/Makassar' };
const parse = (value: unknown) => parseWordPress(JSON.stringify(value), hints);

const post = {
  id: 12,
  type: 'post',
  date: '2026-11-20T08:15:00',
  date_gmt: '2026-11-20T00:15:00',
  modified_gmt: '2026-11-20T01:00:00',
  link: 'https://situs-contoh.test/banjir',
  title: { rendered: 'Banjir &#8211; surut' },
  content: { rendered: '<p>Air surut.</p>\n<p>Baca juga: Lain</p>', protected: false },
  author: 3,
};

describe('parseWordPress', () => {
  it('reads posts, and counts what is no post', () => {
    expect(parse([post, { id: 'x' }, { id: 13, title: { rendered: '' }, content: { rendered: '' } }, 5])).toEqual({
      rejected: 3,
      items: [
        {
          id: 12,
          type: 'post',
          url: 'https://situs-contoh.test/banjir',
          title: 'Banjir – surut',
          text: 'Air surut.',
          author: null,
          date: { at: '2026-11-20T00:15:00.000Z', precision: 'exact' },
          modifiedAt: '2026-11-20T01:00:00.000Z',
          postId: null,
        },
      ],
    });
  });

  it('reads a comment with the post it belongs to', () => {
    const comment = {
      id: 5,
      post: 12,
      parent: 0,
      author_name: 'Warga',
      date_gmt: '2026-11-20T02:00:00',
      content: { rendered: '<p>Benar.</p>' },
      link: 'https://situs-contoh.test/banjir#comment-5',
      type: 'comment',
    };
    expect(parse([comment]).items).toMatchObject([
      { id: 5, type: 'comment', title: null, text: 'Benar.', author: 'Warga', postId: 12 },
    ]);
  });

  it('reads one object, and takes local time and excerpt where the rest is missing', () => {
    const { items } = parse({
      ...post,
      date_gmt: '0000-00-00T00:00:00',
      content: { rendered: '' },
      excerpt: { rendered: '<p>Ringkas […]</p>' },
    });
    expect(items).toMatchObject([{ text: 'Ringkas…', date: { at: '2026-11-20T00:15:00.000Z' } }]);
  });

  it.each([
    ['an error body', '{"code":"rest_no_route","message":"No route","data":{"status":404}}', /rest_no_route/],
    ['a page', '<!doctype html><html><title>Beranda</title></html>', /HTML page «Beranda»/],
    ['another object', '{"name":"Situs","namespaces":[]}', /not a WordPress answer/],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseWordPress(text, hints)).toThrow(
      expect.objectContaining({ reason: 'changed', message: expect.stringMatching(message) }),
    );
  });
});
