import { languageBitsOf, languagesOf } from '../../text/languages.ts';
import type { Lexicons } from '../../text/lexicon.ts';
import { type ReadDoc, readText, type Token } from '../../text/read.ts';
import { createVocabulary } from '../../text/vocabulary.ts';
import { figureKey, findScale, toFigure } from './claim-numbers.ts';
import { foldSpelling, stemKey } from './claim-stem.ts';

/** Turns texts into the keys by which claims are compared: content words in order, synonyms as one key, figures as `@11000`. */
export interface ClaimReader {
  /** Keys of a text, or of a document that was read already (by any vocabulary that maps the same slang). */
  readonly keysOf: (source: string | ReadDoc) => readonly string[];
}

/** Words of checking and of passing on: they stand in every fact check and forward, whatever it is about. */
const frameWords = (
  'hoaks hoax hoaxs salah benar cek fakta klaim narasi unggahan postingan beredar disinformasi misinformasi konten kategori ' +
  'sumber referensi hasil penelusuran foto video judul link tautan grup info informasi dapat terkait tentang via terjadi ternyata akhirnya katanya ' +
  'jarene cenah kabarnya konon guys gaes bro bos min admin wkwk wkwkwk haha hahaha hehe ya yah yuk kok sih deh dong loh lho kan nih tuh tu ' +
  'jadi menjadi lain seorang sama sebuah lalu soal maka kena ada adanya punya sebab inilah itulah begini begitu seperti para sang si sempat bakal diri ' +
  'pak bu bapak-bapak ibu-ibu mas mbak kang bang sdr yth dll dsb dst rp the of and to is in a for on that this with was are be by it from as at an'
).split(/\s+/);

const maxMemo = 60_000;

/** Compiles slang, function words and synonym groups (about 10 ms). */
export function createClaimReader(
  lexicons: Pick<Lexicons, 'slang' | 'languageWords' | 'sentiment' | 'topics' | 'glossary' | 'synonyms'>,
): ClaimReader {
  const vocabulary = createVocabulary({
    terms: [],
    rootTerms: [],
    hosts: [],
    slang: lexicons.slang,
    languageBits: languageBitsOf(lexicons),
  });
  const stops = new Set<string>();
  for (const word of [...frameWords, ...Object.values(lexicons.languageWords).flat()]) {
    if (!/\s/.test(word)) stops.add(foldSpelling(word));
  }

  /** Single words that synonym groups name, as they are written: "mata-mata" is not "mata". */
  const exact = new Map<string, string>();
  for (const { id, terms } of lexicons.synonyms) {
    for (const term of terms) {
      const folded = foldSpelling(term);
      if (!/\s/.test(term) && !exact.has(folded)) exact.set(folded, conceptOf(id));
    }
  }

  /** Local words by language → Indonesian. Used only where the language is spoken: Javanese "tiba" is "jatuh", Indonesian is not. */
  const glossaries = new Map<string, Map<string, string>>();
  for (const { language, form, indonesian } of lexicons.glossary) {
    const words = glossaries.get(language) ?? new Map<string, string>();
    glossaries.set(language, words);
    if (!words.has(form)) words.set(form, indonesian);
  }
  const figureAtom = (figure: number): Atom => ({
    key: figureKey(figure),
    stop: false,
    concept: null,
    scale: null,
    phrase: -1,
    group: undefined,
  });
  const glossariesFor = (tokens: readonly Token[]) => {
    const { language, mixed } = languagesOf(tokens);
    return [language, ...mixed].flatMap((spoken) => glossaries.get(spoken) ?? []);
  };

  let memo = new Map<string, Atom>();
  const atomOf = (word: string): Atom => {
    let atom = memo.get(word);
    if (atom === undefined) {
      const folded = foldSpelling(word);
      const concept = exact.get(folded) ?? null;
      const plain = concept === null ? unrepeated(word) : word;
      const stop = stops.has(folded) || stops.has(foldSpelling(plain));
      atom = { key: stemKey(plain), stop, concept, scale: findScale(word), phrase: -1, group: undefined };
      if (memo.size >= maxMemo) memo = new Map();
      memo.set(word, atom);
    }
    return atom;
  };

  const atomsOf = (source: string | ReadDoc): readonly Atom[] => {
    const doc = typeof source === 'string' ? readText(null, source, vocabulary) : source;
    const atoms: Atom[] = [];
    const spoken = glossariesFor(doc.tokens);
    let figure: number | null = null;
    for (const token of doc.tokens) {
      if (token.aside) continue;
      if (token.kind === 'number') {
        figure = toFigure(doc[token.field].slice(token.start, token.end));
        if (figure !== null) atoms.push(figureAtom(figure));
        continue;
      }
      if (token.kind !== 'word' && token.kind !== 'hashtag') continue;
      const { word } = token.part;
      const own = atomOf(word);
      if (own.scale !== null && figure !== null) {
        figure *= own.scale;
        atoms[atoms.length - 1] = figureAtom(figure);
        continue;
      }
      figure = null;
      const local = spoken.length === 0 ? undefined : spoken.find((words) => words.has(word))?.get(word);
      if (local === undefined) {
        if (own.key !== '') atoms.push(own);
        continue;
      }
      for (const each of local.split(' ')) {
        const atom = atomOf(each);
        if (atom.key !== '') atoms.push(atom);
      }
    }
    return atoms;
  };

  /** Stems of a phrase, joined → its group. Of two groups with one stem, the one that lists the bare root has it, else the first. */
  const groups = new Map<string, string>();
  const longest = new Map<string, number>();
  const phrases = lexicons.synonyms.flatMap(({ id, terms }) =>
    terms.map((term) => ({
      concept: conceptOf(id),
      folded: foldSpelling(term),
      stems: atomsOf(term).map(({ key }) => key),
    })),
  );
  for (const bare of [true, false]) {
    for (const { concept, folded, stems } of phrases) {
      const [first] = stems;
      const phrase = stems.join(' ');
      if (first === undefined || (phrase === folded) !== bare || groups.has(phrase)) continue;
      groups.set(phrase, concept);
      longest.set(first, Math.max(longest.get(first) ?? 0, stems.length));
    }
  }

  /** What the groups say of an atom's key, looked up once. */
  const settle = (atom: Atom): void => {
    atom.phrase = longest.get(atom.key) ?? 0;
    atom.group = groups.get(atom.key);
  };

  const toKeys = (atoms: readonly Atom[]): readonly string[] => {
    const keys: string[] = [];
    for (let at = 0; at < atoms.length; ) {
      const atom = atoms[at] as Atom;
      if (atom.phrase < 0) settle(atom);
      const { key, stop, concept } = atom;
      let width = Math.min(atom.phrase, atoms.length - at);
      let group: string | undefined;
      for (; width > 1 && group === undefined; width -= group === undefined ? 1 : 0) {
        let phrase = key;
        for (let next = at + 1; next < at + width; next += 1) phrase += ` ${(atoms[next] as Atom).key}`;
        group = groups.get(phrase);
      }
      // A function word may have the stem of another word: "ternyata" does not say "menyatakan".
      group ??= concept ?? (stop ? undefined : atom.group);
      if (group !== undefined) keys.push(group);
      else if (!stop && key.length >= 2) keys.push(key);
      at += Math.max(1, width);
    }
    return keys;
  };
  return { keysOf: (source) => toKeys(atomsOf(source)) };
}

/** A word of the text on its way to a key; function words are kept until phrases are found ("tidak boleh"). */
interface Atom {
  readonly key: string;
  readonly stop: boolean;
  /** Synonym group of the word as it is written. */
  readonly concept: string | null;
  /** What the word multiplies a figure by; null for nearly every word. */
  readonly scale: number | null;
  /** Words of the longest phrase that begins with the key, and the group of the key alone; −1 until they are looked up. */
  phrase: number;
  group: string | undefined;
}

/** A group that is a number has the key of its figure. */
function conceptOf(id: string): string {
  return /^\d+$/.test(id) ? figureKey(Number(id)) : `=${id}`;
}

/** `anak-anak` → `anak`, `berbondong-bondong` → `berbondong`. */
function unrepeated(word: string): string {
  const dash = word.indexOf('-');
  return dash > 1 &&
    /^\p{L}/u.test(word) &&
    (word.startsWith(word.slice(dash + 1, dash + 3)) || word.slice(0, dash).endsWith(word.slice(dash + 1)))
    ? word.slice(0, dash)
    : word;
}
