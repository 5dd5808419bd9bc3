import { describe, expect, test } from 'vitest';
import { parseClaims } from '../../src/app/claim-file.ts';
import { ConfigError } from '../../src/core/errors.ts';

const problemsOf = (content: string) => {
  try {
    return parseClaims('klaim', content);
  } catch (error) {
    return error instanceof ConfigError ? error.problems : error;
  }
};

describe('parseClaims', () => {
  test.each([
    ['NDJSON', '{"id":7,"title":"Judul","text":"isi","url":"https://cek.test/7"}\n\n{"id":"b","text":"isi"}\n'],
    ['CSV with other columns', 'id,label,title,text,url\n7,1,Judul,isi,https://cek.test/7\nb,0,,isi,\n'],
    [
      'CSV that calls the text narrative, with a byte order mark',
      '\ufeffid,title,narrative,url\n7,Judul,isi,https://cek.test/7\nb,,isi,\n',
    ],
  ])('%s', (_, content) => {
    const claims = parseClaims('klaim', content);
    expect(claims[0]).toEqual({ claimId: '7', title: 'Judul', text: 'isi', url: 'https://cek.test/7' });
    expect(claims[1]).toMatchObject({ claimId: 'b', text: 'isi', url: null });
  });

  test('a cell may hold quotes and line breaks', () => {
    expect(parseClaims('klaim', 'id,title,text\n1,"Kata ""dia""","baris satu\nbaris dua"\n')).toEqual([
      { claimId: '1', title: 'Kata "dia"', text: 'baris satu\nbaris dua', url: null },
    ]);
  });

  test.each([
    ['a line that is not JSON', '{"id":1,"text":"a"}\n{rusak', [{ where: 'klaim:2', message: 'bukan JSON' }]],
    ['a claim without id', '{"text":"a"}', [{ where: 'klaim:1', message: 'perlu id, dan text atau title' }]],
    ['a claim without words', '{"id":1,"text":" "}', [{ where: 'klaim:1', message: 'perlu id, dan text atau title' }]],
    ['a table without id', 'nomor,isi\n1,a\n', [{ where: 'klaim:2', message: 'perlu id, dan text atau title' }]],
  ])('names %s', (_, content, problems) => {
    expect(problemsOf(content)).toEqual(problems);
  });

  test('an empty file holds no claims', () => {
    expect(parseClaims('klaim', '')).toEqual([]);
  });
});
