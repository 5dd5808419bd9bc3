/** Longest query of the Enterprise plan, which is the one that a government needs. */
export const maxQueryLength = 4_096;

/**
 * What a query to X may not ask. Its developer policy forbids watching protests, rallies and meetings of citizens, and following persons:
 * such a query is refused here, before it costs money or the contract. Words that are excluded with a minus may stand.
 * @param officialAccounts handles that the operator declares to be an institution's
 * @returns Indonesian messages, none if the query is fine
 */
export function queryProblems(query: string, officialAccounts: readonly string[]): string[] {
  const wanted = termsOf(query);
  const official = new Set(officialAccounts.map((handle) => handle.toLowerCase()));
  const accounts = [...new Set(wanted.flatMap((term) => /^(?:from|retweets_of):@?(\w+)$/i.exec(term)?.[1] ?? []))];
  return [
    ...renamed(wanted),
    ...gatherings(wanted).map(
      (word) =>
        `"${word}" menyasar unjuk rasa atau pertemuan warga; ketentuan X melarang pemantauannya. ` +
        'Hapus kata itu, atau kecualikan dengan tanda minus.',
    ),
    ...accounts
      .filter((handle) => !official.has(handle.toLowerCase()))
      .map(
        (handle) =>
          `from:${handle} mengikuti satu akun; ketentuan X melarang pemantauan perorangan. ` +
          'Kalau itu akun lembaga, sebutkan juga di officialAccounts.',
      ),
    ...(wanted.some((term) => /^list:/i.test(term))
      ? ['list: tidak dapat dipakai: isi daftar dapat memuat akun perorangan']
      : []),
  ];
}

/** Terms of the query that are not excluded: words, phrases without their quotes, operators. */
function termsOf(query: string): string[] {
  const terms: string[] = [];
  /** For each open bracket, whether what stands in it is excluded. */
  const excluded: boolean[] = [];
  for (const [, minus, phrase, bracket, word] of query.matchAll(/(-?)(?:"([^"]*)"?|([()])|([^\s()"]+))/g)) {
    const isExcluded = minus === '-' || excluded.at(-1) === true;
    if (bracket === '(') excluded.push(isExcluded);
    else if (bracket === ')') excluded.pop();
    else if (!isExcluded) terms.push(phrase ?? word ?? '');
  }
  return terms;
}

/** Names of the website that the API answers with 400. */
function renamed(terms: readonly string[]): string[] {
  const names: Readonly<Record<string, string>> = { min_faves: 'min_likes', min_retweets: 'min_reposts' };
  return Object.entries(names)
    .filter(([name]) => terms.some((term) => term.toLowerCase().startsWith(`${name}:`)))
    .map(([name, right]) => `${name}: tidak dikenal API X; tulis ${right}:`);
}

const gathering = new RegExp(
  `\\b(?:${[
    '(?:ber|pen|men|di)?demo(?:nstrasi|nstran|nya)?',
    '(?:ber|peng)?unjuk ?rasa',
    'unras',
    'aksi (?:massa|damai|protes|mahasiswa|buruh|warga|solidaritas|mogok)',
    'massa aksi',
    'long ?march',
    'mogok (?:kerja|massal|nasional)',
    'turun ke jalan',
    '(?:mem)?protes',
    'protest(?:s|ers?)?',
    'rall(?:y|ies)',
    'orasi',
    'rapat (?:warga|akbar)',
    'musyawarah warga',
  ].join('|')})\\b`,
  'g',
);
/** Written as one word after `#`; not #demokrasi, #demografi. */
const gatheringTag =
  /^#(?:demo(?!kra|gra|li)|unjukrasa|unras|aksi(?:massa|damai|protes|buruh)|mogok|longmarch|turunkejalan)/;

function gatherings(terms: readonly string[]): string[] {
  const words = terms.map((term) => term.toLowerCase()).filter((term) => !/^[a-z_]+:/.test(term) && term !== 'or');
  const tags = words.filter((word) => gatheringTag.test(word));
  const text = words
    .filter((word) => !word.startsWith('#'))
    .join(' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  return [...new Set([...(text.match(gathering) ?? []), ...tags])];
}
