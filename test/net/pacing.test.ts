import { describe, expect, it } from 'vitest';
import type { HostTurns, Turn, TurnAsked } from '../../src/core/shared-hosts.ts';
import { createOwnTurns } from '../../src/net/own-turns.ts';
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
    const pacer = createPacer(createOwnTurns(clock.now), clock);
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
    const pacer = createPacer(createOwnTurns());
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
    const pacer = createPacer(createOwnTurns());
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
    const pacer = createPacer(createOwnTurns());
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

/** Turns that are given as the test says, in order, and what was asked for them. */
function scriptedTurns(...given: (Turn | Error)[]) {
  const asked: TurnAsked[] = [];
  const turns: HostTurns = {
    patienceMs: 15_000,
    async reserve(_, ask) {
      asked.push(ask);
      const turn = given.shift() ?? { isGranted: true, inMs: 0 };
      if (turn instanceof Error) throw turn;
      return turn;
    },
    pause: () => Promise.resolve(),
  };
  return { turns, asked };
}

describe('turns that are shared', () => {
  it('are reserved once for each request, by the first in the queue, and waited for here', async () => {
    const clock = testClock();
    const { turns, asked } = scriptedTurns({ isGranted: true, inMs: 2_300 }, { isGranted: true, inMs: 4_000 });
    const pacer = createPacer(turns, clock);
    const first = await pacer.turn('a.test', 1000);
    const second = pacer.turn('a.test', 1000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual([{ spacingMs: 1000, tookMs: 0 }]);
    clock.time += 700;
    first();
    (await second)();
    expect(clock.waits).toEqual([2_300, 4_000]);
    // How long the host took is told to the others: a slow one is not asked by several at once.
    expect(asked[1]).toEqual({ spacingMs: 1000, tookMs: 700 });
  });

  it('that were missed are reserved anew, and one that is a little late is taken', async () => {
    const clock = testClock();
    const late = [400, 200];
    const sleepy = {
      ...clock,
      now: () => clock.time,
      sleep: async (ms: number) => {
        clock.time += ms + (late.shift() ?? 0);
      },
    };
    const { turns, asked } = scriptedTurns({ isGranted: true, inMs: 1000 }, { isGranted: true, inMs: 1000 });
    (await createPacer(turns, sleepy).turn('a.test', 1000))();
    expect(asked).toHaveLength(2);
    expect(clock.time).toBe(2_600);
  });

  it('of one who gave up serve the next, unless that one needs a longer one', async () => {
    let answer = (_: Turn): void => {};
    let reserved = 0;
    const turns: HostTurns = {
      patienceMs: 15_000,
      reserve: () => {
        reserved += 1;
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
      pause: () => Promise.resolve(),
    };
    const pacer = createPacer(turns);
    const stop = new AbortController();
    const first = pacer.turn('a.test', 10, stop.signal);
    const second = pacer.turn('a.test', 10);
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort(new Error('berhenti'));
    await expect(first).rejects.toThrow('berhenti');
    answer({ isGranted: true, inMs: 0 });
    (await second)();
    expect(reserved).toBe(1);

    const again = new AbortController();
    const third = pacer.turn('a.test', 10, again.signal);
    await new Promise((resolve) => setImmediate(resolve));
    again.abort(new Error('berhenti'));
    await expect(third).rejects.toThrow('berhenti');
    answer({ isGranted: true, inMs: 0 });
    const careful = pacer.turn('a.test', 20);
    await new Promise((resolve) => setImmediate(resolve));
    expect(reserved).toBe(3);
    answer({ isGranted: true, inMs: 0 });
    (await careful)();
  });

  it('that cannot be had soon, or of which nobody knows, keep everybody from asking', async () => {
    const { turns } = scriptedTurns(
      { isGranted: false, inMs: 61_000.4, isPaused: true },
      { isGranted: false, inMs: 20_000, isPaused: false },
      new Error('connect ECONNREFUSED'),
    );
    const pacer = createPacer(turns, testClock());
    await expect(pacer.turn('a.test', 1000)).rejects.toMatchObject({
      reason: 'rate-limited',
      why: 'host-paused',
      retryAfterMs: 61_001,
    });
    await expect(pacer.turn('a.test', 1000)).rejects.toMatchObject({ why: 'host-busy', retryAfterMs: 20_000 });
    await expect(pacer.turn('a.test', 1000)).rejects.toMatchObject({
      why: 'turn-unknown',
      message: 'no turn at a.test could be reserved: connect ECONNREFUSED',
    });
    (await pacer.turn('a.test', 1000))();
  });

  it('are not queued for here longer than anywhere else', async () => {
    const clock = testClock();
    const own = createOwnTurns(clock.now);
    let reserved = 0;
    const reserve: HostTurns['reserve'] = (...asked) => {
      reserved += 1;
      return own.reserve(...asked);
    };
    const pacer = createPacer({ ...own, patienceMs: 15_000, reserve }, clock);
    const all = Array.from({ length: 20 }, () => pacer.turn('a.test', 1000).then((done) => done()));
    const ends = await Promise.allSettled(all);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(16);
    expect(reserved).toBe(16);
    expect(ends.at(-1)).toMatchObject({ reason: { why: 'host-busy', retryAfterMs: 16_000 } });
  });
});

describe('turns of one process', () => {
  it('hold for all its clients, and so do pauses; a short pause is waited for in place', async () => {
    let time = 0;
    const turns = createOwnTurns(() => time);
    const asked = { spacingMs: 1000, tookMs: 0 };
    expect(await turns.reserve('a.test', asked)).toEqual({ isGranted: true, inMs: 0 });
    expect(await turns.reserve('a.test', asked)).toEqual({ isGranted: true, inMs: 1000 });
    time = 10_000;
    await turns.pause('a.test', 60_000);
    await turns.pause('a.test', 5_000);
    expect(await turns.reserve('a.test', asked)).toEqual({ isGranted: false, inMs: 60_000, isPaused: true });
    expect(await turns.reserve('b.test', asked)).toEqual({ isGranted: true, inMs: 0 });
    time = 60_000;
    expect(await turns.reserve('a.test', asked)).toEqual({ isGranted: true, inMs: 10_000 });
  });
});
