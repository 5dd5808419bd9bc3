import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/core/errors.ts';
import { loadGazetteer } from '../../src/regions/gazetteer.ts';
import { toAgencies } from '../../src/regions/region-names.ts';
import { regionFiles } from './region-files.ts';

const gazetteer = loadGazetteer(regionFiles, []);

describe('loadGazetteer', () => {
  it('knows all 514 regencies and cities with names in ordinary letters', () => {
    expect(gazetteer.regencies).toHaveLength(514);
    expect(
      gazetteer.regencies.every(({ name, shortName }) => name.endsWith(shortName) && !/[a-z][A-Z]/.test(name)),
    ).toBe(true);
    expect(gazetteer.findRegency('35.16')).toMatchObject({
      name: 'Kabupaten Mojokerto',
      shortName: 'Mojokerto',
      kind: 'kabupaten',
      province: 'Jawa Timur',
    });
    expect(gazetteer.findRegency('31.71')).toMatchObject({
      shortName: 'Jakarta Pusat',
      kind: 'kota',
      province: 'DKI Jakarta',
    });
    expect(gazetteer.findRegency('00.00')).toBeNull();
  });

  it('builds the profile of every one of them', () => {
    for (const { code } of gazetteer.regencies) {
      const region = gazetteer.findRegion(code);
      expect(region?.districts.length, code).toBeGreaterThan(0);
      expect(
        region?.districts.every(({ villages }) => villages.length > 0),
        code,
      ).toBe(true);
    }
  });

  it('builds the profile of Kabupaten Mojokerto', () => {
    const region = gazetteer.findRegion('35.16');
    expect(region?.districts).toHaveLength(18);
    expect(region?.districts.flatMap(({ villages }) => villages)).toHaveLength(304);
    expect(region?.aliases).toEqual(expect.arrayContaining(['Pemkab Mojokerto', 'Kab. Mojokerto']));
    expect(region?.officials).toEqual(
      expect.arrayContaining(['Bupati Mojokerto', 'Wakil Bupati Mojokerto', 'Polres Mojokerto']),
    );
    expect(region?.namesakes).toEqual(
      expect.arrayContaining([{ name: 'Kota Mojokerto', code: '35.76', level: 'city' }]),
    );
  });

  it('names districts elsewhere that have the name of the regency', () => {
    const names = gazetteer.findRegion('73.13')?.namesakes;
    expect(names).toEqual(expect.arrayContaining([{ name: 'Kecamatan Wajo', code: '73.71', level: 'city' }]));
    // Jombang has a district of its own name, so the bare name settles nothing.
    expect(gazetteer.findRegion('35.17')?.namesakes.map(({ name }) => name)).not.toContain('Kecamatan Jombang');
  });

  it('gives a city the titles of a city', () => {
    const region = gazetteer.findRegion('35.76');
    expect(region?.kind).toBe('kota');
    expect(region?.officials).toEqual(expect.arrayContaining(['Wali Kota Mojokerto', 'DPRD Kota Mojokerto']));
    expect(region?.namesakes).toContainEqual({ name: 'Kabupaten Mojokerto', code: '35.16', level: 'elsewhere' });
  });

  it.each([
    ['35.16', 'Asia/Jakarta'],
    ['61.01', 'Asia/Jakarta'],
    ['63.03', 'Asia/Makassar'],
    ['73.13', 'Asia/Makassar'],
    ['51.02', 'Asia/Makassar'],
    ['82.01', 'Asia/Jayapura'],
    ['96.01', 'Asia/Jayapura'],
  ])('%s is in %s', (code, zone) => {
    expect(gazetteer.findRegion(code)?.timezone).toBe(zone);
  });

  it('knows seats of government whose name differs', () => {
    expect(gazetteer.findRegion('73.13')?.capital).toBe('Sengkang');
    expect(gazetteer.findRegion('35.17')?.capital).toBeNull();
  });

  it('names the file and line of every fault', () => {
    const files = {
      ...regionFiles,
      namesakes: 'regency\tname\tlevel\tcode\tnote\n35.16\tKota\ttown',
      landmarks: 'regency\tname\tnote\nMojokerto\tCandi Brahu',
    };
    expect(() => loadGazetteer(files, [])).toThrow(ConfigError);
    expect(() => loadGazetteer(files, [])).toThrow(/namesakes.tsv:2.*town/s);
    expect(() => loadGazetteer(files, [])).toThrow(/landmarks.tsv:2.*Mojokerto/s);
  });

  it('lists only known codes in the files we ship', () => {
    for (const content of Object.values(regionFiles)) {
      for (const [, code = ''] of content.matchAll(/(?:^|\t)(\d\d\.\d\d)(?=\t|$)/gm))
        expect(gazetteer.findRegency(code), code).not.toBeNull();
    }
  });
});

describe('toAgencies', () => {
  it('takes the first alias as the name and keeps the order of the file', () => {
    const rows = [
      { agency: 'PUPR', alias: 'dinas pekerjaan umum dan penataan ruang', topic: 'infrastruktur-jalan' },
      { agency: 'BPBD', alias: 'bpbd', topic: 'banjir-bencana' },
      { agency: 'PUPR', alias: 'dpupr', topic: 'infrastruktur-jalan' },
    ];
    expect(toAgencies(rows).map(({ id, name, aliases }) => [id, name, aliases.length])).toEqual([
      ['PUPR', 'Dinas Pekerjaan Umum dan Penataan Ruang', 2],
      ['BPBD', 'BPBD', 1],
    ]);
  });
});
