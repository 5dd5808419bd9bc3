import { spawnSync } from 'node:child_process';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { scoreStream } from '../../src/app/score-stream.ts';
import { ConfigError } from '../../src/core/errors.ts';

async function score(input: string, regionCode: string | null = '35.16') {
  const output = new PassThrough();
  let text = '';
  output.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const faults = await scoreStream(Readable.from([input]), output, { regionCode, claimFile: null, workers: 1 });
  return {
    faults,
    lines: text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
  };
}

describe('kentongan score', () => {
  it('prints the keys of the contract in their order', async () => {
    const { lines } = await score(
      '{"id":"1","title":"Jalan Rusak Parah di Kemlagi","text":"Warga Kecamatan Kemlagi, Kabupaten Mojokerto mengeluh: belum ada tindakan dari PUPR."}\n',
    );
    const [line] = lines;
    expect(Object.keys(line)).toEqual([
      'id',
      'language',
      'relevance',
      'sentiment',
      'target',
      'attention',
      'reasons',
      'hoax',
      'topic',
      'agency',
      'places',
      'versions',
    ]);
    expect(Object.keys(line.relevance)).toEqual(['about', 'level', 'confidence', 'why']);
    expect(Object.keys(line.sentiment.evidence[0])).toEqual(['field', 'start', 'end', 'text', 'weight', 'rule']);
    expect(Object.keys(line.places[0])).toEqual(['code', 'name', 'start', 'end']);
    expect(line).toMatchObject({
      target: 'government',
      attention: 'alert',
      topic: 'infrastruktur-jalan',
      agency: 'PUPR',
      relevance: { about: '35.16', level: 'regency' },
    });
  });

  it('answers every line in its place, also empty and broken ones, and reads past a byte order mark', async () => {
    const { faults, lines } = await score(
      '\ufeff{"id":1,"text":"air mati"}\n\nbukan json\n{"id":"4"}\n{"id":"5","text":"😀\\ud800"}\n',
    );
    expect(lines.map(({ id, error }) => [id, error])).toEqual([
      ['1', undefined],
      [null, 'empty line'],
      [null, 'not JSON'],
      ['4', 'needs text or title'],
      ['5', undefined],
    ]);
    expect(faults).toBe(3);
  });

  it('keeps the order with several workers', () => {
    const input = Array.from({ length: 1_200 }, (_, index) =>
      JSON.stringify({ id: String(index), text: `Jalan ${index} rusak` }),
    );
    const { stdout } = spawnSync(process.execPath, ['bin/kentongan.js', 'score', '--jobs', '2'], {
      input: input.join('\n'),
      encoding: 'utf8',
    });
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(ids).toEqual(Array.from({ length: 1_200 }, (_, index) => String(index)));
  });

  it('refuses a region that does not exist', async () => {
    await expect(score('{"id":"1","text":"a"}\n', '99.99')).rejects.toBeInstanceOf(ConfigError);
  });
});
