import { describe, expect, it } from 'vitest';
import { createJobRecord } from '../../src/jobs/job-record.ts';

const at = '2026-11-22T08:00:00.000Z';

describe('record of jobs', () => {
  it('counts runs that ended well and runs that failed, and hands on what they throw', async () => {
    let now = new Date(at);
    const record = createJobRecord(() => now);
    expect(await record.around('collect', async () => 7)).toBe(7);
    now = new Date('2026-11-22T08:01:00.000Z');
    await expect(record.around('collect', () => Promise.reject(new Error('jatuh')))).rejects.toThrow('jatuh');
    expect(record.runs()).toEqual([
      {
        ...{ job: 'collect', running: 0, succeeded: 1, failed: 1 },
        ...{ lastEndedAt: '2026-11-22T08:01:00.000Z', lastSucceededAt: at },
        busyMs: expect.any(Number),
        lastMs: expect.any(Number),
      },
    ]);
    expect(await record.queues()).toEqual([]);
  });

  it('shows what runs at this moment', async () => {
    const record = createJobRecord(() => new Date(at));
    let finish = (): void => {};
    const work = record.around('digest', () => new Promise<void>((resolve) => (finish = resolve)));
    expect(record.runs()[0]).toMatchObject({ running: 1, succeeded: 0, lastMs: null, lastEndedAt: null });
    finish();
    await work;
    expect(record.runs()[0]).toMatchObject({ running: 0, succeeded: 1, lastEndedAt: at });
  });
});
