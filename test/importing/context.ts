import type { MapContext } from '../../src/importing/format.ts';
import { parseDate } from '../../src/reading/dates.ts';

export const now = new Date('2026-11-22T08:00:00.000Z');

export function contextOf(overrides: Partial<MapContext> = {}): MapContext {
  return { zone: 'Asia/Jakarta', now, fileName: 'uji.csv', parseDate, ...overrides };
}
