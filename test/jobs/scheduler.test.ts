import { describe, expect, test } from 'vitest';
import { type Logger, silentLog } from '../../src/core/log.ts';
import { createScheduler, type Job } from '../../src/jobs/scheduler.ts';
import { createTestClock, hour, minute } from './seed.ts';

function countingJob(overrides: Partial<Job> = {}): Job & { readonly starts: string[] } {
  const starts: string[] = [];
  return {
    name: 'hitung',
    lane: 'local',
    everyMs: minute,
    starts,
    run: async (now) => {
      starts.push(now.toISOString().slice(11, 16));
    },
    ...overrides,
  };
}

describe('scheduler', () => {
  test('starts a job at the first tick and then when its time has come', async () => {
    const clock = createTestClock();
    const job = countingJob({ everyMs: 2 * minute });
    const scheduler = createScheduler({ jobs: [job], log: silentLog });
    for (let index = 0; index < 6; index += 1) {
      await scheduler.tick(clock.now());
      clock.pass(minute);
    }
    expect(job.starts).toEqual(['08:00', '08:02', '08:04']);
  });

  test('skips a job that is still busy, unless it may overlap', async () => {
    const clock = createTestClock();
    let release = () => {};
    const busy = new Promise<void>((resolve) => {
      release = resolve;
    });
    const starts: string[] = [];
    const until = (name: string) => () => {
      starts.push(name);
      return busy;
    };
    const jobs: Job[] = [
      { name: 'tunggal', lane: 'local', everyMs: minute, run: until('tunggal') },
      { name: 'bersama', lane: 'local', everyMs: minute, overlaps: true, run: until('bersama') },
    ];
    const countOf = (name: string) => starts.filter((start) => start === name).length;
    const scheduler = createScheduler({ jobs, log: silentLog });
    const ticks: Promise<void>[] = [];
    for (let index = 0; index < 3; index += 1) {
      ticks.push(scheduler.tick(clock.now()));
      clock.pass(minute);
    }
    expect([countOf('tunggal'), countOf('bersama')]).toEqual([1, 3]);
    release();
    await Promise.all(ticks);
    await scheduler.idle();
    await scheduler.tick(clock.now());
    expect([countOf('tunggal'), countOf('bersama')]).toEqual([2, 4]);
  });

  test('a job that fails is logged, harms no other, and is started again', async () => {
    const clock = createTestClock();
    const errors: object[] = [];
    const log: Logger = { ...silentLog, error: (fields) => errors.push(fields) };
    const good = countingJob();
    const bad: Job = {
      name: 'rusak',
      lane: 'local',
      everyMs: minute,
      run: () => {
        throw new Error('gagal');
      },
    };
    const scheduler = createScheduler({ jobs: [bad, good], log });
    await scheduler.tick(clock.now());
    clock.pass(minute);
    await scheduler.tick(clock.now());
    expect(errors).toMatchObject([{ job: 'rusak' }, { job: 'rusak' }]);
    expect(good.starts).toHaveLength(2);
  });

  test('goes on at once when the clock was set back, and says so first', async () => {
    const clock = createTestClock();
    const steps: string[] = [];
    const job = countingJob({ everyMs: 10 * minute });
    const onClockStep = async (now: Date) => {
      steps.push(now.toISOString().slice(0, 13));
    };
    const scheduler = createScheduler({ jobs: [job], log: silentLog, onClockStep });
    await scheduler.tick(clock.now());
    clock.pass(-3 * hour);
    await scheduler.tick(clock.now());
    clock.pass(-5_000);
    await scheduler.tick(clock.now());
    clock.pass(30 * 24 * hour);
    await scheduler.tick(clock.now());
    expect(steps).toEqual(['2026-11-22T08', '2026-11-22T05']);
    expect(job.starts).toEqual(['08:00', '05:00', '04:59', '04:59']);
  });
});
