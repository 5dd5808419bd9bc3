import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/core/errors.ts';
import { parseTsv } from '../../src/text/tsv.ts';

const faultsOf = (content: string): readonly string[] => {
  try {
    parseTsv('list.tsv', content, ['term', 'weight', 'note']);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((each) => `${each.where} ${each.message}`);
    throw error;
  }
  return [];
};

describe('parseTsv', () => {
  it('skips comments and blank lines and keeps line numbers', () => {
    const rows = parseTsv('list.tsv', '\uFEFF# words\r\nterm\tweight\r\n\r\n# more\r\nrusak\t-2\r\n', [
      'term',
      'weight',
    ]);
    expect(rows).toEqual([{ line: 5, cells: { term: 'rusak', weight: '-2' } }]);
  });

  it('reads a missing last cell as empty', () => {
    expect(parseTsv('list.tsv', 'term\tweight\tnote\nrusak\t-2', ['term', 'weight', 'note'])[0]?.cells).toEqual({
      term: 'rusak',
      weight: '-2',
      note: '',
    });
  });

  it.each([
    ['', 'list.tsv no header "term weight note"'],
    ['word\tweight\nrusak\t-2', 'list.tsv:1 header must be "term weight note", found "word weight"'],
    ['term\tweight\tnote\nrusak\t-2\ta\tb', 'list.tsv:2 4 cells, at most 3 expected'],
    ['term\tweight\tnote\n\t-2', 'list.tsv:2 column "term" is empty'],
  ])('names file and line of %j', (content, fault) => {
    expect(faultsOf(content)).toEqual([fault]);
  });

  it('names every wrong line, not only the first', () => {
    expect(faultsOf('term\tweight\tnote\na\t1\t\tx\nb\t1\n\t1')).toHaveLength(2);
  });
});
