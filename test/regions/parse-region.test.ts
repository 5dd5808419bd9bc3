import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ConfigError } from '../../src/core/errors.ts';
import { parseRegion } from '../../src/regions/parse-region.ts';

const demo = parse(readFileSync(new URL('../../data/demo/region.yaml', import.meta.url), 'utf8'));

describe('parseRegion', () => {
  it('reads the region of the demo, with villages written as plain names', () => {
    const agencies = [{ id: 'PUPR', name: 'Dinas PU', aliases: [], topics: [], email: null }];
    const region = parseRegion(demo, agencies);
    expect(region.districts[0]?.villages[0]).toEqual({ code: null, name: 'Rawabening Lor' });
    expect(region.agencies).toBe(agencies);
    expect(region.namesakes).toContainEqual({ name: 'Hotel Banyuraga', code: null, level: 'elsewhere' });
  });

  it('names every fault by its key', () => {
    const faults = () => parseRegion({ ...demo, code: 'x', timezone: 'Asia/Tokyo' }, [], 'region.yaml');
    expect(faults).toThrow(ConfigError);
    try {
      faults();
    } catch (error) {
      expect((error as ConfigError).problems.map(({ where }) => where)).toEqual([
        'region.yaml.code',
        'region.yaml.timezone',
      ]);
    }
  });
});
