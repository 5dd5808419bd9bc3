import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dropBoilerplate } from '../../src/reading/boilerplate.ts';
import { toPlainText, toTitle } from '../../src/reading/html-text.ts';

describe('toPlainText', () => {
  it.each([
    ['<p>Satu.</p><p>Dua<br>tiga</p>', 'Satu.\nDua\ntiga'],
    ['Teks biasa\nbaris dua', 'Teks biasa\nbaris dua'],
    ['<p>A&nbsp;&amp;&nbsp;B &lt; C</p>', 'A & B < C'],
    ['&lt;p&gt;Dua kali&lt;/p&gt;&lt;p&gt;dibungkus&lt;/p&gt;', 'Dua kali\ndibungkus'],
    ['<script>x()</script><style>p{}</style><p>Isi</p><noscript>tidak</noscript>', 'Isi'],
    ['<p>Rugi <Rp5.000 per butir</p>', 'Rugi <Rp5.000 per butir'],
    ['aman <iframe src="x"> <b>sesudahnya</b>', 'aman sesudahnya'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['<p>nol\u200blebar \u202fspasi</p>', 'nollebar spasi'],
    ['\u0000<p>nol</p>', 'nol'],
  ])('%j', (html, text) => {
    expect(toPlainText(html)).toBe(text);
  });

  it('reads literal text once where it cannot be escaped twice', () => {
    expect(toPlainText('<p>tanda &lt;b&gt; tebal</p>', 1)).toBe('tanda <b> tebal');
  });

  it('stops at 256 levels and 100,000 characters', () => {
    expect(toPlainText(`atas${'<div>'.repeat(300)}bawah`)).toBe('atas');
    expect(toPlainText('a'.repeat(200_000))).toHaveLength(100_000);
  });
});

describe('toTitle', () => {
  it.each([
    ['Warga <b>Keluhkan</b> Jalan', 'Warga Keluhkan Jalan'],
    ['Jalan &amp;amp; Drainase', 'Jalan & Drainase'],
    ['Kata &amp;quot;Bupati&amp;quot;', 'Kata "Bupati"'],
    ['Harga < Rp5.000 atau <Rp4.000', 'Harga < Rp5.000 atau <Rp4.000'],
    ['\n  \t  Rapi  \n', 'Rapi'],
    ['aman<script>jahat()</script> saja', 'aman saja'],
    ['<img src=x onerror=alert(1)>', null],
    ['', null],
  ])('%j → %j', (html, title) => {
    expect(toTitle(html)).toBe(title);
  });

  it('is one tidy line, whatever comes in', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '&', ';', 'b', 'p', '/', 'amp', 'lt', ' ', '\n', 'kata') }),
        (html) => {
          const title = toTitle(html);
          expect(title ?? 'x').not.toMatch(/\n|^\s|\s$/);
        },
      ),
    );
  });
});

describe('links to other articles', () => {
  it.each([
    ['<p>Air naik. Baca juga: <a href="x">Pasar Legi Ramai</a> Warga mengungsi.</p>', 'Air naik. Warga mengungsi.'],
    [
      '<p>Air naik.</p><p><b>BACA JUGA&nbsp;:</b> <a><b>Pasar Legi</b> Ramai</a></p><p>Warga mengungsi.</p>',
      'Air naik.\nWarga mengungsi.',
    ],
    [
      '<p>Air naik.<br>Baca Juga: <a>Pasar Legi</a><br>Simak pula: <a>Cabai Turun</a><br>Selesai.</p>',
      'Air naik.\nSelesai.',
    ],
    [
      '<p>Baca Lainnya :</p><ul><li><a>Satu judul</a></li><li>Dua judul</li></ul><p>Ia menjelaskan</p>',
      'Ia menjelaskan',
    ],
    ['<h4>Artikel Terkait</h4><ol><li>Satu judul</li></ol>Lalu', 'Lalu'],
    ['<p>Baca juga: <a>Satu judul', ''],
  ])('are left out of %s', (html, text) => {
    expect(toPlainText(html)).toBe(text);
  });

  it.each([
    ['<p>Warga diminta membaca juga <a>surat edaran</a> itu.</p>', 'Warga diminta membaca juga surat edaran itu.'],
    ['<p>"Silakan baca juga <a>aturannya</a>," kata Bupati.</p>', '"Silakan baca juga aturannya," kata Bupati.'],
    ['<p>Syaratnya:</p><ul><li>KTP</li><li>KK</li></ul>', 'Syaratnya:\nKTP\nKK'],
    ['<p>Baca juga:</p><p>Satu</p>', 'Baca juga:\nSatu'],
  ])('are not seen in %s', (html, text) => {
    expect(toPlainText(html)).toBe(text);
  });

  it('are cut in linear time', () => {
    const text = toPlainText('Baca juga: <a>judul lain</a> dan warga. '.repeat(60_000));
    expect(text).toMatch(/^(?:dan warga\. ?)+$/);
  });
});

describe('dropBoilerplate', () => {
  it.each([
    'Baca juga: Harga Cabai Turun Lagi',
    'BACA JUGA : Bupati Buka Lomba',
    '[Baca Juga] Pasar Legi Ramai',
    'Simak juga video: Detik-detik Truk Terguling',
    'Baca: Jalan Rusak Akhirnya Diperbaiki',
    'ADVERTISEMENT',
    'SCROLL TO CONTINUE WITH CONTENT',
    'Facebook Twitter WhatsApp',
    'Bagikan ke: Facebook, WhatsApp',
    'URL berhasil dicopy',
    'Cek Berita dan Artikel lainnya di Google News',
    'Ikuti berita terkini kami di WhatsApp Channel',
    'The post Banjir Surut appeared first on Warta Contoh.',
    'Tags: banjir, jalan',
    'Baca selengkapnya',
    'Berita Terkait',
  ])('drops «%s»', (line) => {
    expect(dropBoilerplate(`Isi pertama.\n${line}\nIsi kedua.`)).toBe('Isi pertama.\nIsi kedua.');
  });

  it.each([
    'Berita terkait banjir di Telagasewu ternyata tidak benar',
    'Gabung grup WhatsApp ini untuk bantuan Rp1 juta',
    'Baca pesan berantai di WhatsApp itu, polisi minta warga tenang',
    'Cek berita bohong yang beredar di kampung kami',
    'Lihat video warga yang menambal jalan sendiri',
    'Komentar warga soal jalan itu beragam',
    'Menurut Bupati, sikap lunak (baca: takut) itu tidak benar.',
    'Selain itu, warga diminta membaca juga surat edaran.',
    'Ia berpesan: "Lihat juga sisi lain." Warga setuju.',
  ])('keeps «%s»', (line) => {
    expect(dropBoilerplate(line)).toBe(line);
  });

  it('takes the headline under a bare announcement with it, and a bracketed one out of its sentence', () => {
    expect(dropBoilerplate('Isi satu.\nBaca juga:\nPasar Legi Ramai\nIsi dua.')).toBe('Isi satu.\nIsi dua.');
    expect(dropBoilerplate('Air naik (Baca juga: Pasar Legi Ramai) sejak pagi.')).toBe('Air naik sejak pagi.');
    expect(dropBoilerplate('Air naik sejak pagi. BACA JUGA: Pasar Legi Ramai Lagi')).toBe('Air naik sejak pagi.');
    expect(dropBoilerplate('Terpotong di sini […]')).toBe('Terpotong di sini…');
  });
});
