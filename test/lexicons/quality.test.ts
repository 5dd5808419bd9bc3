import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rootOf } from '../../src/text/affixes.ts';

/** Duplicates, conflicts and words that should be neutral. `lexicons.test.ts` checks the form of the files. */
const rowsOf = (id: string): Record<string, string>[] => {
  const text = readFileSync(new URL(`../../lexicons/${id}.tsv`, import.meta.url), 'utf8');
  const [header = '', ...body] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const columns = header.split('\t');
  return body.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? '']));
  });
};
const termsOf = (id: string) => rowsOf(id).map(({ term = '' }) => term);

const core = rowsOf('id-core').map((row) => ({ ...row, term: row.term ?? '', weight: Number(row.weight) }));
const government = rowsOf('id-government').map((row) => ({ ...row, term: row.term ?? '', weight: Number(row.weight) }));
const indonesian: { term: string; weight: number; note?: string }[] = [...core, ...government];
const slang = rowsOf('slang').map(({ form = '', standard = '' }) => ({ form, standard }));
const forms = new Set(slang.map(({ form }) => form));

/** Words so common that they cannot carry a feeling; they turn up in every second sentence. */
const functionWords = new Set(
  [
    'yang dan di ke dari untuk pada dengan dalam oleh kepada terhadap tentang antara sampai hingga sejak selama menurut',
    'karena sebab akibat sehingga agar supaya bahwa jika kalau apabila bila ketika saat sementara setelah sebelum sesudah',
    'sambil selain bagi atas demi guna serta atau tetapi tapi namun melainkan sedangkan seperti sebagai adalah ialah',
    'merupakan yaitu yakni maupun bukan tidak tak belum jangan sudah telah akan sedang masih lagi pernah selalu sering',
    'hanya saja juga pun sangat sekali lebih paling terlalu cukup agak hampir semakin makin bisa dapat harus perlu boleh',
    'mungkin ingin mau hendak mesti lalu kemudian akhirnya bahkan justru malah ternyata memang tentu pasti misalnya',
    'terutama khususnya sekitar terkait mengenai secara para sang per tiap setiap semua seluruh beberapa banyak sedikit',
    'sebagian berbagai sejumlah saya aku kami kita anda kamu kalian dia ia beliau mereka dirinya sendiri ini itu tersebut',
    'sini sana situ begini begitu apa siapa kapan mana bagaimana mengapa berapa apakah ada menjadi melakukan mengatakan',
    'katanya kata ujar jelas ungkap tutur menyebut menjelaskan menyampaikan dilakukan digunakan membuat dibuat datang pergi',
    'pulang berada terjadi mulai kembali masuk keluar naik turun melihat orang warga masyarakat anak ibu bapak rumah hari',
    'tahun bulan satu dua tiga pertama baru lama besar kecil jauh dekat depan belakang atas bawah luar tengah nama hal cara',
  ]
    .join(' ')
    .split(' '),
);

const sign = (weight: number) => (Math.abs(weight) < 0.3 ? 0 : Math.sign(weight));

describe('the quality of the word lists', () => {
  it('no Indonesian term has two signs', () => {
    const general = new Map(core.map(({ term, weight }) => [term, weight]));
    expect(government.filter(({ term, weight }) => (general.get(term) ?? 0) * weight < 0)).toEqual([]);
  });

  it('no scored word is a word that steers others or a word without a feeling', () => {
    const steering = new Set(['negators', 'intensifiers', 'contrast'].flatMap(termsOf));
    const wrong = indonesian.filter(
      ({ term }) => !term.includes(' ') && (steering.has(term) || functionWords.has(term)),
    );
    expect(wrong.map(({ term }) => term)).toEqual([]);
  });

  it('no term has stray signs', () => {
    expect(
      indonesian.filter(({ term }) => !/^[a-z0-9][a-z0-9 '-]*[a-z0-9]$/.test(term)).map(({ term }) => term),
    ).toEqual([]);
  });

  it('slang stands for another word, in one step, and is one word itself', () => {
    const wrong = slang.filter(
      ({ form, standard }) =>
        form === standard || / /.test(form) || [standard, ...standard.split(' ')].some((word) => forms.has(word)),
    );
    expect(wrong).toEqual([]);
  });

  it('slang is not spelt with letters that the reader squeezes', () => {
    expect(slang.filter(({ form }) => /(\p{L})\1\1/u.test(form)).map(({ form }) => form)).toEqual([]);
  });

  it('slang hides no word that another list knows', () => {
    const lists = ['id-core', 'id-government', 'id-words', 'directions', 'hoax', 'reporting', 'government', 'topics'];
    const hidden = lists.flatMap((id) =>
      termsOf(id)
        .filter((term) => [term, ...term.split(' ')].some((word) => forms.has(word)))
        .map((term) => `${id}: ${term}`),
    );
    expect(hidden).toEqual([]);
  });

  it('forms of one word have one sign, unless a note says why not', () => {
    const singles = new Map(indonesian.filter(({ term }) => /^[a-z]{4,}$/.test(term)).map((row) => [row.term, row]));
    const known = (word: string) => singles.has(word);
    const opposite = [...singles.values()].flatMap((row) => {
      // The root as it stands in a list, or as it would: 'meremehkan' and 'diremehkan' have 'remeh' between them.
      const root = rootOf(row.term, known);
      const other = root === null ? undefined : singles.get(root);
      const conflict = other !== undefined && sign(other.weight) * sign(row.weight) < 0 && !row.note && !other.note;
      return conflict ? [`${row.term} ${row.weight} / ${other.term} ${other.weight}`] : [];
    });
    expect(opposite).toEqual([]);
  });

  it('voices of one verb have one sign, unless a note says why not', () => {
    const singles = new Map(indonesian.map((row) => [row.term, row]));
    const opposite = indonesian.flatMap((row) => {
      const base = /^(?:di|ter)([a-z]{4,})$/.exec(row.term)?.[1];
      if (base === undefined) return [];
      return [base, `me${base}`, `meng${base}`, `mem${base}`, `men${base}`, `ber${base}`, activeOf(base)].flatMap(
        (form) => {
          const other = singles.get(form);
          const conflict = other !== undefined && sign(other.weight) * sign(row.weight) < 0 && !row.note && !other.note;
          return conflict ? [`${row.term} ${row.weight} / ${other.term} ${other.weight}`] : [];
        },
      );
    });
    expect(opposite).toEqual([]);
  });

  it('every kind of direction is well filled', () => {
    const kinds = rowsOf('directions').map(({ kind }) => kind);
    const count = (kind: string) => kinds.filter((each) => each === kind).length;
    expect(count('up')).toBeGreaterThanOrEqual(60);
    expect(count('down')).toBeGreaterThanOrEqual(60);
    expect(count('good-when-up')).toBeGreaterThanOrEqual(120);
    expect(count('bad-when-up')).toBeGreaterThanOrEqual(180);
  });
});

/** `tipu` → `menipu`, `pukul` → `memukul`: meN- swallows k, p, s, t. */
function activeOf(base: string): string {
  const rest = base.slice(1);
  if (base.startsWith('k')) return `meng${rest}`;
  if (base.startsWith('p')) return `mem${rest}`;
  if (base.startsWith('s')) return `meny${rest}`;
  if (base.startsWith('t')) return `men${rest}`;
  return base;
}
