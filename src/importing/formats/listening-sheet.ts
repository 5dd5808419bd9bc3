import type { ImportFormat } from '../format.ts';
import { scoreColumns } from '../format.ts';
import { anyPost, socialTypeNamed, socialTypeOf } from '../posts.ts';
import { RowFault, readDate, readId, readMetrics } from '../values.ts';

const dates = ['tanggal', 'tgl', 'waktu', 'tanggal posting', 'tanggal unggah', 'date', 'created at', 'post date'];
const accounts = ['akun', 'nama akun', 'username', 'user', 'pengguna', 'author', 'penulis'];
const contents = [
  'konten',
  'isi konten',
  'isi',
  'mention',
  'content',
  'post',
  'teks',
  'caption',
  'cuitan',
  'postingan',
];
const links = ['tautan', 'link', 'url', 'permalink', 'link postingan', 'tautan postingan'];
const kanal = ['platform', 'kanal', 'channel', 'media sosial', 'sumber', 'source', 'media', 'jenis media'];

/** Sheets of the Indonesian listening services (Drone Emprit, NoLimit, Ivosight, Kazee): columns vary, so they are found by synonyms. */
export const listeningSheet: ImportFormat = {
  id: 'pantauan-medsos',
  title: 'Lembar pantauan media sosial',
  kinds: ['table'],
  isLocal: false,
  detect: ({ columns }) =>
    scoreColumns(
      columns,
      [dates.join('|'), accounts.join('|'), contents.join('|')],
      ['sentimen|sentiment|tone', 'interaksi|engagement|interaction|interactions|jumlah interaksi', links.join('|')],
    ),
  open: (context) => (row) => {
    const url = row.text(...links);
    const word = row.text(...kanal);
    if (socialTypeNamed(word) === null && socialTypeOf(url) === null && url === '' && word === '') {
      throw new RowFault('platform tidak diketahui: isi kolom platform atau tautan');
    }
    return anyPost(word, {
      id: readId(row.text('id', 'id postingan', 'post id')),
      url,
      title: row.text('judul', 'title'),
      text: row.text(...contents),
      author: row.text('nama', 'nama akun', ...accounts),
      handle: row.text(...accounts),
      date: readDate([row.text(...dates), row.text('jam', 'pukul')].filter((cell) => cell !== '').join(' '), context),
      publisher: socialTypeNamed(word) === null ? word : '',
      metrics: readMetrics({
        likes: row.text('suka', 'like', 'likes', 'jumlah suka'),
        comments: row.text('komentar', 'comment', 'comments', 'replies', 'balasan'),
        shares: row.text('bagikan', 'dibagikan', 'share', 'shares', 'retweet', 'retweets'),
        views: row.text('tayangan', 'views', 'dilihat', 'view'),
        others: {
          interactions: row.text('interaksi', 'engagement', 'interaction', 'interactions', 'jumlah interaksi'),
        },
      }),
    });
  },
};
