import { expect, it } from 'vitest';
import { createPacer } from '../../src/net/pacing.ts';

it('keeps requests to one host apart and does not hold up other hosts', async () => {
  let time = 0;
  const waits: number[] = [];
  const pacer = createPacer({
    now: () => time,
    sleep: async (ms) => {
      waits.push(ms);
    },
  });
  await Promise.all(['a.test', 'a.test', 'b.test', 'a.test'].map((host) => pacer.turn(host, 1000)));
  expect(waits).toEqual([1000, 2000]);
  time = 2_500;
  await pacer.turn('a.test', 1000);
  expect(waits).toEqual([1000, 2000, 500]);
  time = 10_000;
  await pacer.turn('a.test', 1000);
  expect(waits).toHaveLength(3);
});
