import { date } from './common.ts';

/** A calendar day that arithmetic can go back and forth from: years of four digits, with room on both sides. */
export const day = date.refine((text) => text >= '1900-01-01' && text < '2200-01-01', {
  error: 'harus di antara 1900-01-01 dan 2199-12-31',
});
