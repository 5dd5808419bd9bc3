import { describe, expect, it } from 'vitest';
import { parseTexts } from '../../src/reading/texts.ts';

describe('parseTexts', () => {
  it('reads each text in its place, and a doubly escaped one only once', () => {
    const link =
      '<a href="https://x.test/berita"><span class="invisible">https://</span><span class="ellipsis">x.test/ber</span><span class="invisible">ita</span></a>';
    const html = [
      `<p>Air PDAM <a>#<span>macet</span></a><br>dua hari</p><p>${link}</p>`,
      '',
      '&lt;b&gt; &amp;amp; <script>x()</script>',
    ];
    expect(parseTexts(JSON.stringify(html)).texts).toEqual([
      'Air PDAM #macet\ndua hari\nhttps://x.test/berita',
      '',
      '<b> &amp;',
    ]);
  });

  it.each(['{}', '["a",1]', '<p>', 'null'])('refuses %s', (text) => {
    expect(() => parseTexts(text)).toThrow(expect.objectContaining({ reason: 'changed' }));
  });
});
