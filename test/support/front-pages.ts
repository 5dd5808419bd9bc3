/** Front page of an invented portal, with the addresses of its articles. */
export interface FrontPage {
  readonly name: string;
  readonly url: string;
  readonly html: string;
  readonly articles: readonly string[];
}

const headlines = [
  'Jalan Ujungalun Rusak Parah, Warga Tanam Pisang',
  'Harga Cabai Turun Lagi di Pasar Legi',
  'Bupati Buka Lomba Perahu Hias di Telaga',
  'Puskesmas Tambah Jam Layanan Malam',
  'Sekolah Rusak Diperbaiki Swadaya Warga',
  'Listrik Padam Dua Hari di Lereng Gunung',
  'DPRD Soroti Anggaran Pendopo Baru',
  'Banjir Rendam Tiga Desa, 120 Jiwa Mengungsi',
  'Guru Honorer Minta Kepastian Gaji',
  'Polisi Tangkap Pencuri Pompa Air Petani',
  'Festival Ketupat Digelar Akhir Pekan Ini',
  'Air PDAM Keruh, Pelanggan Mengadu ke Dewan',
  'Pemkab Bagikan Bibit Kelapa kepada Petani',
  'Truk Tambang Dilarang Lewat Siang Hari',
  'Stok Pupuk Subsidi Aman sampai Januari',
  'Lampu Jalan Mati, Pengendara Waswas',
];

const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
const link = (href: string, text: string, more = ''): string => `<a href="${href}"${more}>${text}</a>`;
const list = (items: readonly string[]): string => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

interface Portal {
  readonly name: string;
  readonly host: string;
  /** Address of the nth article. */
  readonly path: (n: number, title: string) => string;
  readonly teaser: (href: string, title: string) => string;
  /** What is linked and is no article. */
  readonly others: string;
}

const sections = ['daerah', 'politik', 'ekonomi', 'hukum-kriminal', 'olahraga', 'wisata'];
const menu = (prefix: string): string =>
  `<nav class="navbar">${list(sections.map((name) => link(`${prefix}${name}`, name)))}</nav>`;
const footer = `<footer>${list([
  link('/tentang-kami', 'Tentang Kami'),
  link('/pedoman-pemberitaan-media-siber', 'Pedoman Pemberitaan Media Siber'),
  link('/kebijakan-privasi-dan-data-pengguna', 'Kebijakan Privasi dan Data Pengguna'),
])}</footer>`;
const advert = link(
  'https://iklan.test/promo/2026/11/20/rumah-murah-dekat-kota-tanpa-uang-muka',
  'Rumah murah dekat kota tanpa uang muka',
);

const portals: readonly Portal[] = [
  {
    name: 'WordPress with dates in its addresses',
    host: 'warta-satu.test',
    path: (n, title) => `/2026/11/${10 + n}/${slugOf(title)}/`,
    teaser: (href, title) =>
      `<article class="post">${link(href, '<img src="a.jpg" alt="">')}<h2 class="entry-title">${link(href, title, ' rel="bookmark"')}</h2>${link(`${href}#respond`, '3 komentar')}</article>`,
    others:
      menu('/category/') +
      `<div class="tagcloud">${link('/tag/jalan-rusak-di-kabupaten', 'jalan rusak di kabupaten')}${link('/tag/banjir', 'banjir')}</div><p>${link('/author/redaksi-warta-satu', 'Redaksi')}</p><div class="pagination">${link('/page/2/', '2')}${link('/page/3/', 'Halaman berikutnya')}</div>`,
  },
  {
    name: 'numbers behind a letter',
    host: 'portal-dua.test',
    path: (n, title) => `/berita/d-${7712340 + n}/${slugOf(title)}`,
    teaser: (href, title) => `<article>${link(href, `<span class="foto"></span><h3>${title}</h3>`)}</article>`,
    others:
      menu('/') +
      list([link('/foto-news/d-7700001/foto-suasana-pasar-legi-pagi-ini', 'Foto: suasana pasar')]) +
      link('/indeks', 'Indeks Berita'),
  },
  {
    name: 'date, number and slug',
    host: 'koran-tiga.test',
    path: (n, title) => `/read/2026/11/20/0815${String(10_000 + n)}/${slugOf(title)}`,
    teaser: (href, title) =>
      `<div class="articleItem">${link(href, `<div class="articleTitle">${title}</div>`, ' class="article-link"')}</div>`,
    others: menu('/') + list(['tag/bupati', 'tag/pilkada', 'topik/1234/jalan-daerah'].map((to) => link(`/${to}`, to))),
  },
  {
    name: 'parameters only',
    host: 'desa-empat.test',
    path: (n) => `/index.php?mod=berita&id=${340 + n}`,
    teaser: (href, title) => `<tr><td><b>${link(href, title)}</b><br>${link(href, 'Selengkapnya')}</td></tr>`,
    others:
      menu('/index.php?mod=halaman&nama=') +
      list([link('/index.php?mod=galeri', 'Galeri Foto'), link('/index.php?mod=unduh&berkas=rkpdes', 'Unduh RKPDes')]),
  },
  {
    name: 'one slug at the root',
    host: 'kabar-lima.test',
    path: (_, title) => `/${slugOf(title)}-hari-ini`,
    teaser: (href, title) => `<div class="item"><h3 class="td-module-title">${link(href, title)}</h3></div>`,
    others: `${menu('/category/')}<div class="td-tags">${link('/tag/kabupaten-contoh', 'Kabupaten Contoh')}</div>`,
  },
  {
    name: 'a section first, as many as there are',
    host: 'radar-enam.test',
    path: (n, title) => `/${sections[n % 4]}/25${String(12_345_670 + n)}/${slugOf(title)}`,
    teaser: (href, title) =>
      `<div class="latest__item">${link(href, '<img src="a.jpg">')}<h2 class="latest__title">${link(href, title, ' class="latest__link"')}</h2><a class="latest__subtitle" href="/daerah">daerah</a></div>`,
    others:
      menu('/') +
      list([
        link('/tag/jalan-berlubang-di-kabupaten', 'jalan berlubang di kabupaten'),
        link('/video/1234/cuplikan', 'Cuplikan'),
      ]),
  },
  {
    name: 'an office, with numbers and no slug',
    host: 'dinas-tujuh.test',
    path: (n) => `/berita/detail/${120 + n}`,
    teaser: (href, title) =>
      `<div class="card"><div class="card-body"><h5>${link(href, title)}</h5><p>20 Nov 2026</p></div></div>`,
    others:
      menu('/profil/') +
      list([link('/layanan/detail/1', 'Izin Usaha'), link('/unduhan/12', 'Unduhan'), link('/agenda', 'Agenda')]),
  },
  {
    name: 'an old site with file names',
    host: 'harian-delapan.test',
    path: (n, title) => `/berita-${4000 + n}-${slugOf(title)}.html`,
    teaser: (href, title) => `<td class="judul">${link(href, `<font color="blue">${title}</font>`)}</td>`,
    others: `<table class="menu"><tr>${sections.map((name) => `<td>${link(`/rubrik-${name}.html`, name)}</td>`).join('')}</tr></table>${link('/buku-tamu.html', 'Buku Tamu')}${link('/iklan-baris.html', 'Iklan Baris')}`,
  },
];

/** Eight shapes of news sites; every page lists sixteen articles, two of them twice, among menus, tags, adverts and pages of its own. */
export const frontPages: readonly FrontPage[] = portals.map(({ name, host, path, teaser, others }) => {
  const articles = headlines.map((title, n) => ({ title, href: path(n, title) }));
  const popular = articles.slice(3, 5).map(({ href, title }) => link(href, title));
  const body = `${others}<main>${articles.map(({ href, title }) => teaser(href, title)).join('\n')}${advert}</main><aside class="terpopuler"><h4>Terpopuler</h4>${list(popular)}</aside>${footer}`;
  const url = `https://${host}/`;
  return {
    name,
    url,
    html: `<!doctype html><html lang="id"><head><title>${host}</title></head><body>${body}</body></html>`,
    articles: articles.map(({ href }) => new URL(href, url).href),
  };
});

/** Precision and recall of found addresses as one figure. */
export function linkFigure(page: FrontPage, found: readonly string[]): number {
  const wanted = new Set(page.articles);
  const distinct = [...new Set(found)];
  const right = distinct.filter((url) => wanted.has(url)).length;
  return right === 0 ? 0 : (2 * right) / (distinct.length + wanted.size);
}
