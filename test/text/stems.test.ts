import { describe, expect, it } from 'vitest';
import { stemsOf } from '../../src/text/stems.ts';

describe('stemsOf', () => {
  it('gives one stem to the forms of a word', () => {
    expect(new Set(['keluhan', 'dikeluhkan', 'mengeluhkan', 'Keluhannya'].flatMap(stemsOf))).toEqual(
      new Set(['keluh']),
    );
  });

  it('keeps order and repeats, splits compounds and keeps numbers', () => {
    expect(stemsOf('Jalan-jalan rusak, jalan Mojokerto–Jombang 12 km')).toEqual([
      'jalan',
      'jalan',
      'rusak',
      'jalan',
      'mojokerto',
      'jombang',
      '12',
      'km',
    ]);
  });

  it('does not map slang, so that people find what was written', () => {
    expect(stemsOf('gk bgs')).toEqual(['gk', 'bgs']);
  });

  it('finds hashtags and names by their letters, and skips addresses', () => {
    expect(stemsOf('#BanjirJombang @pemkab https://a.id/x')).toEqual(['banjirjombang', 'pemkab']);
  });

  it('survives a very long word', () => {
    expect(stemsOf('meng'.repeat(5000)).length).toBeGreaterThan(0);
  });
});
