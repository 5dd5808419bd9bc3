import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFeatureRows } from '../../../src/scoring/learned/feature-rows.ts';

const number = fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 0xffffffff }));
const numbers = fc.uniqueArray(number, { maxLength: 300 });

describe('feature rows', () => {
  it('are where the models have them, asked one by one or all at once', () => {
    fc.assert(
      fc.property(numbers, numbers, fc.array(number, { maxLength: 700 }), (first, second, more) => {
        const rows = createFeatureRows(Uint32Array.from(first), Uint32Array.from(second));
        const asked = [...first, ...more, ...second];
        const slots = new Int32Array(asked.length);
        rows.findAll(Int32Array.from(asked), asked.length, slots);
        for (const [index, key] of asked.entries()) {
          const slot = slots[index] as number;
          expect(rows.slotOf(key)).toBe(slot);
          expect(slot < 0 ? [-1, -1] : [rows.first(slot), rows.second(slot)]).toEqual([
            first.indexOf(key),
            second.indexOf(key),
          ]);
        }
      }),
    );
  });
});
