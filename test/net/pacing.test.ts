import { describe, expect, it } from 'vitest';
import { createPacer } from '../../src/net/pacing.ts';

function testClock() {
  const waits: number[] = [];
  const clock = {
    time: 0,
    waits,
    now: () => clock.time,
    sleep: async (ms: number) => {
      waits.push(ms);
      clock.time += ms;
    },
  };
  return clock;
}

describe('createPacer', () => {
  it('keeps requests to one host apart and does not hold up other hosts', async () => {
    const clock = testClock();
    const pacer = createPacer(clock);
    const turns = ['a.test', 'a.test', 'b.test', 'a.test'].map(async (host) => (await pacer.turn(host, 1000))());
    await Promise.all(turns);
    expect(clock.waits).toEqual([1000, 1000]);
    clock.time += 300;
    (await pacer.turn('a.test', 1000))();
    expect(clock.waits).toEqual([1000, 1000, 700]);
    clock.time += 5_000;
    (await pacer.turn('a.test', 1000))();
    expect(clock.waits).toHaveLength(3);
  });

  it('lets one in at a time, in order', async () => {
    const pacer = createPacer();
    const order: number[] = [];
    let inside = 0;
    let most = 0;
    const visit = async (n: number) => {
      const done = await pacer.turn('a.test', 0);
      order.push(n);
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      done();
    };
    await Promise.all([1, 2, 3, 4].map(visit));
    expect(most).toBe(1);
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('gives the place of one who stops waiting to the next', async () => {
    const pacer = createPacer();
    const first = await pacer.turn('a.test', 0);
    const stop = new AbortController();
    const second = pacer.turn('a.test', 0, stop.signal);
    const third = pacer.turn('a.test', 0);
    stop.abort(new Error('berhenti'));
    await expect(second).rejects.toThrow('berhenti');
    first();
    (await third)();
    (await pacer.turn('a.test', 0))();
  });

  it('is not confused by one who says twice that he is done', async () => {
    const pacer = createPacer();
    const first = await pacer.turn('a.test', 0);
    first();
    first();
    const second = await pacer.turn('a.test', 0);
    let isThird = false;
    const third = pacer.turn('a.test', 0).then((done) => {
      isThird = true;
      done();
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isThird).toBe(false);
    second();
    await third;
  });
});
