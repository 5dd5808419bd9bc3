import { describe, expect, test } from 'vitest';
import { openInstallation } from '../../../src/app/installation.ts';
import { loadKnowledge } from '../../../src/app/knowledge.ts';
import { planOf } from '../../../src/app/tasks/plan.ts';
import { createRegencyWork } from '../../../src/app/tasks/regency-work.ts';
import { units } from '../../../src/app/units.ts';
import { parseConfig } from '../../../src/config/load.ts';
import { silentLog } from '../../../src/core/log.ts';

const text = `
region: { code: "35.16" }
contact: mailto:uji@contoh.test
database: ":memory:"
mail: { host: 127.0.0.1, from: a@b.test }
credentials: [{ id: satu, kind: youtube, secret: UJI_KUNCI }]
alerting:
  telegram: { token: UJI_TELEGRAM }
  webhooks: [{ id: kait, url: "https://kait.contoh.test/a", secret: UJI_KAIT }]
`;

describe('the plan of a regency', () => {
  test('names every job that a worker has, and no other', async () => {
    const env = { UJI_KUNCI: 'k', UJI_TELEGRAM: 't', UJI_KAIT: `whsec_${Buffer.alloc(24).toString('base64')}` };
    const config = parseConfig(text, 'uji.yaml', units, env);
    const now = () => new Date('2026-11-22T06:00:00.000Z');
    const installation = await openInstallation({
      kind: 'live',
      config,
      knowledge: loadKnowledge(),
      log: silentLog,
      now,
    });
    const unused = () => {
      throw new Error('nothing runs here');
    };
    const work = createRegencyWork({
      installation,
      outside: { net: { get: unused, call: unused }, outward: { get: unused, call: unused } } as never,
      reports: { attachments: async () => [] },
      staff: null,
      publicUrl: null,
      announce: () => {},
      isSettling: () => false,
      signal: new AbortController().signal,
    });
    const planned = planOf(config).map(({ job, lane }) => `${lane} ${job}`);
    const known = work.jobs.filter(({ lane }) => lane !== 'local').map(({ name, lane }) => `${lane} ${name}`);
    expect(planned.sort()).toEqual(known.sort());
    await work.close();
    await installation.close();
  });
});
