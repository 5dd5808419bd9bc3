import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/core/errors.ts';
import { lateLexicons, lexiconFiles, parseLexicons } from '../../src/text/parse-lexicons.ts';
import { smallLexiconFiles, smallLexicons } from '../scoring/small-lexicons.ts';

const faultsWith = (changes: Record<string, string | undefined>): readonly string[] => {
  const files = Object.fromEntries(
    Object.entries({ ...smallLexiconFiles, ...changes }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
  try {
    parseLexicons(files);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((each) => `${each.where}: ${each.message}`);
    throw error;
  }
  return [];
};

describe('parseLexicons', () => {
  it('reads the word lists that are shipped', () => {
    const files = lexiconFiles.map(
      (name) => [name, readFileSync(new URL(`../../lexicons/${name}`, import.meta.url), 'utf8')] as const,
    );
    const lexicons = parseLexicons(Object.fromEntries(files));
    const terms = lexicons.sentiment.filter(({ language }) => language === 'id').flatMap((lexicon) => lexicon.terms);
    expect(terms.length).toBeGreaterThan(1500);
  });

  it('reads small lists into typed rows', () => {
    expect(smallLexicons.negators).toContainEqual({ term: 'lain', scope: 3, language: 'su' });
    expect(smallLexicons.negators).toContainEqual({ term: 'tidak', scope: 3, language: null });
    expect(smallLexicons.slang.get('gpp')).toBe('tidak apa-apa');
    expect(smallLexicons.glossary).toContainEqual({ language: 'su', form: 'caang', indonesian: 'terang' });
    expect(smallLexicons.intensifiers).toContainEqual({ term: 'kurang', factor: -0.6, position: 'before' });
  });

  it.each([
    [
      'id-core.tsv',
      'term\tweight\tclass\tnote\nrusak\t-9\tfailure',
      'id-core.tsv:2: column "weight" must be a number from -5 to 5, found "-9"',
    ],
    [
      'id-core.tsv',
      'term\tweight\tclass\tnote\nrusak\t-2\tx\nRusak\t-3\tx',
      'id-core.tsv:3: "rusak" stands already in line 2',
    ],
    [
      'hoax.tsv',
      'term\tclass\tweight\tnote\nawas\tshout\t1',
      'hoax.tsv:2: column "class" must be one of spread, bait, ask, alarm, hearsay, secret, cure, stamp, debunk,',
    ],
    ['topics.tsv', 'topic\tterm\tweight\tnote\ncuaca\thujan\t1', 'topics.tsv:2'],
    ['su-words.tsv', undefined, 'su-words.tsv: file is missing'],
  ])('names the fault in %s', (file, content, fault) => {
    expect(faultsWith({ [file]: content }).join('\n')).toContain(fault);
  });

  it('reports faults of several files together', () => {
    expect(faultsWith({ 'id-words.tsv': undefined, 'gambling.tsv': 'term\nslot' })).toHaveLength(2);
  });

  it('has another version when any word changes', () => {
    const changed = { ...smallLexiconFiles, 'emoji.tsv': `${smallLexiconFiles['emoji.tsv']}\n🙂\t1\tjoy` };
    expect(parseLexicons(changed).version).not.toBe(smallLexicons.version);
    expect(parseLexicons({ ...smallLexiconFiles }).version).toBe(smallLexicons.version);
  });
});

describe('lateLexicons', () => {
  it('says what the lists say that are parsed at once', () => {
    const late = lateLexicons(smallLexiconFiles);
    expect(late.version).toBe(smallLexicons.version);
    expect({ ...late }).toEqual({ ...smallLexicons });
  });

  it('parses a list when it is asked for: until then only the agencies must be right', () => {
    const broken = lateLexicons({
      ...smallLexiconFiles,
      'hoax.tsv': 'term\tclass\tweight\tnote\nviral\tnonsense\t1\t\n',
    });
    expect(broken.agencies).toEqual(smallLexicons.agencies);
    expect(() => broken.slang).toThrow(ConfigError);
    expect(() => broken.slang).toThrow(/nonsense/);
    expect(() => lateLexicons({ ...smallLexiconFiles, 'agencies.tsv': 'agency\n' })).toThrow(ConfigError);
  });
});
