import { describe, expect, it } from 'vitest';
import { createShortMemory } from '../../src/web/short-memory.ts';
import { layTiles } from '../../src/web/tiles.ts';

describe('tiles', () => {
  it('lie beside the one before and the one after, none on another', () => {
    for (const count of [1, 2, 5, 18, 21, 47]) {
      for (const columns of [null, 3]) {
        const items = Array.from({ length: count }, (_, index) => index);
        const { tiles, columns: width, rows } = layTiles(items, columns);
        expect(new Set(tiles.map(({ row, column }) => `${row} ${column}`)).size).toBe(count);
        expect(tiles.every(({ row, column }) => row < rows && column >= 0 && column < width)).toBe(true);
        const steps = tiles.slice(1).map((tile, index) => {
          const before = tiles[index];
          return Math.abs(tile.row - (before?.row ?? 0)) + Math.abs(tile.column - (before?.column ?? 0));
        });
        expect(steps.every((step) => step === 1)).toBe(true);
      }
    }
    expect(layTiles([])).toMatchObject({ rows: 0, tiles: [] });
  });
});

describe('a short memory', () => {
  const at = (seconds: number): Date => new Date(1_700_000_000_000 + seconds * 1000);

  it('asks once in a while, and again when the clock was set back', async () => {
    const memory = createShortMemory<number>(60_000, 10);
    let asked = 0;
    const ask = (seconds: number, key = 'a') => memory.get(key, at(seconds), async () => ++asked);
    expect([await ask(0), await ask(59), await ask(60), await ask(61)]).toEqual([1, 1, 2, 2]);
    expect(await ask(-3600)).toBe(3);
    expect(await ask(61, 'b')).toBe(4);
  });

  it('keeps no failure, and forgets the oldest', async () => {
    const memory = createShortMemory<string>(60_000, 2);
    await expect(memory.get('a', at(0), () => Promise.reject(new Error('rusak')))).rejects.toThrow('rusak');
    expect(await memory.get('a', at(1), async () => 'baik')).toBe('baik');
    await memory.get('b', at(2), async () => 'b');
    await memory.get('c', at(3), async () => 'c');
    expect(await memory.get('a', at(4), async () => 'lagi')).toBe('lagi');
    expect(await memory.get('c', at(5), async () => 'tidak')).toBe('c');
  });
});
