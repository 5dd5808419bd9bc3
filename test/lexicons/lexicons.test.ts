import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { furnitureKinds } from '../../src/text/furniture.ts';
import { hoaxCueClasses } from '../../src/text/lexicon.ts';

const folder = new URL('../../lexicons/', import.meta.url);

const feelings = [
  ...['complaint', 'anger', 'sorrow', 'fear', 'danger', 'harm', 'failure', 'crime', 'corruption', 'disaster'],
  ...['shortage', 'dirt', 'illness', 'praise', 'thanks', 'joy', 'success', 'improvement', 'help', 'beauty', 'calm'],
];

const topics = [
  ...['infrastruktur-jalan', 'banjir-bencana', 'sampah-lingkungan', 'kesehatan', 'pendidikan', 'bansos-sosial'],
  ...['korupsi-hukum', 'kriminal', 'lalu-lintas', 'ekonomi-umkm', 'pertanian', 'air-listrik', 'pelayanan-publik'],
  ...['politik-pemilu', 'pemerintahan-seremonial', 'olahraga-budaya-wisata', 'agama', 'tambang', 'ketenagakerjaan'],
];

interface Rules {
  columns: string;
  least: number;
  /** Columns that together name a row once. */
  key?: string[];
  /** Numeric columns and the range of their values; zero is never allowed. */
  ranges?: Record<string, [number, number]>;
  /** Columns with a fixed set of values. */
  choices?: Record<string, string[]>;
}

const sentiment = (least: number): Rules => ({
  columns: 'term weight class note',
  least,
  ranges: { weight: [-5, 5] },
  choices: { class: feelings },
});
const words = (least: number): Rules => ({ columns: 'term', least });

const files: Record<string, Rules> = {
  synonyms: { columns: 'id terms', least: 650, key: ['id'] },
  'id-core': sentiment(4150),
  'id-government': sentiment(500),
  jv: sentiment(1150),
  su: sentiment(1150),
  mad: sentiment(350),
  bug: sentiment(350),
  emoji: sentiment(120),
  slang: { columns: 'form standard note', least: 3100, key: ['form'] },
  negators: { columns: 'term scope note', least: 40, ranges: { scope: [2, 4] } },
  intensifiers: {
    columns: 'term factor position note',
    least: 60,
    key: ['term', 'position'],
    ranges: { factor: [-1, 2] },
    choices: { position: ['before', 'after'] },
  },
  contrast: { columns: 'term note', least: 40 },
  hoax: {
    columns: 'term class weight note',
    least: 200,
    ranges: { weight: [0.5, 4] },
    choices: { class: [...hoaxCueClasses] },
  },
  topics: {
    columns: 'topic term weight note',
    least: 19 * 30,
    key: ['topic', 'term'],
    ranges: { weight: [0.5, 3] },
    choices: { topic: topics },
  },
  agencies: { columns: 'agency alias topic', least: 300, key: ['agency', 'alias'], choices: { topic: topics } },
  'agency-hints': {
    columns: 'agency term weight note',
    least: 2000,
    key: ['agency', 'term'],
    ranges: { weight: [0.5, 3] },
    choices: { note: ['', 'jv', 'su', 'mad', 'bug'] },
  },
  government: {
    columns: 'term kind note',
    least: 300,
    choices: { kind: ['official', 'body', 'service', 'citizen-voice', 'ceremony'] },
  },
  reporting: { columns: 'term kind note', least: 100, choices: { kind: ['respond', 'deny', 'fix', 'stop'] } },
  glossary: {
    columns: 'language form indonesian note',
    least: 2300,
    key: ['language', 'form'],
    choices: { language: ['jv', 'su', 'mad', 'bug'] },
  },
  directions: {
    columns: 'term kind note',
    least: 420,
    choices: { kind: ['up', 'down', 'good-when-up', 'bad-when-up'] },
  },
  furniture: { columns: 'term kind note', least: 80, key: ['term', 'kind'], choices: { kind: [...furnitureKinds] } },
  gambling: { columns: 'term weight', least: 80, ranges: { weight: [0.5, 3] } },
  'id-words': words(250),
  'jv-words': words(250),
  'su-words': words(250),
  'mad-words': words(350),
  'bug-words': words(350),
  'en-words': words(150),
  'ms-words': words(40),
};

type Row = Record<string, string>;

function read(id: string) {
  const text = readFileSync(new URL(`${id}.tsv`, folder), 'utf8');
  const lines = text.split('\n').slice(0, -1);
  const comments = lines.filter((line) => line.startsWith('#'));
  const [header = '', ...body] = lines.filter((line) => !line.startsWith('#'));
  const columns = header.split('\t');
  const cells = body.map((line) => line.split('\t'));
  const rows = cells.map((values): Row => Object.fromEntries(columns.map((name, at) => [name, values[at] ?? ''])));
  return { text, comments, columns, cells, rows };
}

function repeated(values: string[]) {
  return values.filter((value, at) => values.indexOf(value) !== at);
}

describe.each(Object.entries(files))('%s.tsv', (id, rules) => {
  const { text, comments, columns, cells, rows } = read(id);
  const expected = rules.columns.split(' ');
  const terms = expected.filter((name) => ['term', 'form', 'standard', 'alias', 'indonesian'].includes(name));

  it('says what it is, where it comes from and its licence', () => {
    expect(comments[0]).toMatch(new RegExp(`^# ${id}: \\S`));
    expect(comments).toContain('# origin: written for Kentongan');
    expect(comments).toContain('# licence: Apache-2.0');
    expect(text.endsWith('\n')).toBe(true);
    expect(text).not.toContain('\r');
  });

  it('has its header, full rows and enough of them', () => {
    expect(columns).toEqual(expected);
    expect(cells.filter((values) => values.length !== expected.length)).toEqual([]);
    expect(rows.length).toBeGreaterThanOrEqual(rules.least);
  });

  it('has lower-case, trimmed, non-empty terms', () => {
    const bad = rows.flatMap((row) =>
      terms
        .map((name) => row[name] ?? '')
        .filter((term) => term === '' || term !== term.toLowerCase() || term !== term.trim().replace(/\s+/g, ' ')),
    );
    expect(bad).toEqual([]);
    expect(cells.flat().filter((value) => value !== value.trim())).toEqual([]);
  });

  it('names nothing twice', () => {
    const key = rules.key ?? ['term'];
    expect(repeated(rows.map((row) => key.map((name) => row[name]).join(' | ')))).toEqual([]);
  });

  it('keeps numbers in range and other values in their list', () => {
    for (const [name, [low, high]] of Object.entries(rules.ranges ?? {})) {
      const bad = rows.filter((row) => {
        const value = row[name] === '' ? Number.NaN : Number(row[name]);
        return !(value >= low && value <= high && value !== 0);
      });
      expect(bad).toEqual([]);
    }
    for (const [name, allowed] of Object.entries(rules.choices ?? {})) {
      expect(rows.filter((row) => !allowed.includes(row[name] ?? ''))).toEqual([]);
    }
  });
});

describe('the lexicons together', () => {
  it('are all checked here', () => {
    const present = readdirSync(folder)
      .filter((name) => name.endsWith('.tsv'))
      .map((name) => name.slice(0, -4));
    expect(present.filter((id) => !(id in files))).toEqual([]);
  });

  it('agree on the sign of a term in id-core and id-government', () => {
    const core = new Map(read('id-core').rows.map((row) => [row.term, Number(row.weight)]));
    const opposite = read('id-government').rows.filter((row) => (core.get(row.term) ?? 0) * Number(row.weight) < 0);
    expect(opposite).toEqual([]);
  });

  it('lead slang straight to the standard word', () => {
    const rows = read('slang').rows;
    const forms = new Set(rows.map((row) => row.form));
    const chains = rows.filter(({ standard = '' }) => [standard, ...standard.split(' ')].some((s) => forms.has(s)));
    expect(chains).toEqual([]);
  });

  it('use no slang form inside a term, where the slang map would hide it', () => {
    const forms = new Set(read('slang').rows.map((row) => row.form));
    const hidden = ['id-core', 'id-government', 'hoax', 'reporting', 'government', 'topics'].flatMap((id) =>
      read(id).rows.filter(({ term = '' }) => [term, ...term.split(' ')].some((s) => forms.has(s))),
    );
    expect(hidden).toEqual([]);
  });

  it('give every topic at least thirty terms and an agency to ask', () => {
    const rows = read('topics').rows;
    expect(topics.filter((topic) => rows.filter((row) => row.topic === topic).length < 30)).toEqual([]);
    const asked = new Set(read('agencies').rows.map((row) => row.topic));
    expect(topics.filter((topic) => !asked.has(topic))).toEqual([]);
  });

  it('give an agency one topic and an alias one agency', () => {
    const rows = read('agencies').rows;
    const pairs = [...new Set(rows.map((row) => `${row.agency}\t${row.topic}`))];
    expect(repeated(pairs.map((pair) => pair.split('\t')[0] ?? ''))).toEqual([]);
    expect(repeated(rows.map((row) => row.alias ?? ''))).toEqual([]);
  });

  it('name a local word once, whether or not its final glottal mark is written', () => {
    const plain = (term = '') => term.replace(/'(?=\s|$)/g, '');
    const twice = ['jv', 'su', 'mad', 'bug'].flatMap((id) => repeated(read(id).rows.map((row) => plain(row.term))));
    expect(twice).toEqual([]);
    expect(repeated(read('glossary').rows.map((row) => `${row.language} ${plain(row.form)}`))).toEqual([]);
  });

  it('give every language its share of the glossary, and no word itself as its translation', () => {
    const rows = read('glossary').rows;
    const least = { jv: 700, su: 700, mad: 450, bug: 450 };
    for (const [language, count] of Object.entries(least)) {
      expect(rows.filter((row) => row.language === language).length, language).toBeGreaterThanOrEqual(count);
    }
    expect(rows.filter((row) => row.form === row.indonesian)).toEqual([]);
    expect(rows.filter((row) => (row.indonesian ?? '').split(' ').length > 2)).toEqual([]);
  });

  it('keep the word lists of other languages apart from Indonesian', () => {
    const indonesian = new Set(read('id-words').rows.map((row) => row.term));
    const shared = ['jv-words', 'su-words', 'mad-words', 'bug-words', 'ms-words', 'en-words'].flatMap((id) =>
      read(id).rows.filter((row) => indonesian.has(row.term)),
    );
    expect(shared).toEqual([]);
  });
});
