import { describe, expect, test } from 'vitest';
import { createLane } from '../../src/jobs/lane.ts';

/** Tasks that end when the test says so. */
function createTasks() {
  const ends: (() => void)[] = [];
  const started: number[] = [];
  return {
    started,
    task: (index: number) => () => {
      started.push(index);
      return new Promise<number>((resolve) => {
        ends[index] = () => resolve(index);
      });
    },
    end: async (index: number) => {
      ends[index]?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('a lane', () => {
  test('runs as many as it has slots, the others in order', async () => {
    const lane = createLane(2);
    const { task, started, end } = createTasks();
    const results = [0, 1, 2, 3].map((index) => lane.run(task(index)));
    expect(started).toEqual([0, 1]);
    await end(1);
    expect(started).toEqual([0, 1, 2]);
    await end(0);
    await end(2);
    await end(3);
    expect(await Promise.all(results)).toEqual([0, 1, 2, 3]);
    expect(started).toEqual([0, 1, 2, 3]);
  });

  test('frees the slot of a task that fails', async () => {
    const lane = createLane(1);
    const failing = lane.run(() => Promise.reject(new Error('gagal')));
    const next = lane.run(() => Promise.resolve('jalan'));
    await expect(failing).rejects.toThrow('gagal');
    expect(await next).toBe('jalan');
    expect(await lane.run(() => Promise.resolve('lagi'))).toBe('lagi');
  });
});
