import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProcessFigures } from '../../src/api/metrics-process.ts';
import { type OperationsOptions, openOperationsPort } from '../../src/app/operations.ts';
import { ConfigError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';

const token = 'rahasia-yang-cukup-panjang-sekali';

function open(env: OperationsOptions['env'], operationsPort: number | null) {
  return openOperationsPort({
    http: { host: '127.0.0.1', operationsPort },
    env,
    ...{ now: () => new Date(), log: silentLog, role: 'worker' },
    figures: createProcessFigures({ version: '0.1.0', role: 'worker', jobs: null }),
    installations: () => [],
    parts: {},
  });
}

describe('operations port', () => {
  it('is opened only where one is named', async () => {
    expect(await open({}, null)).toBeNull();
    const listening = await open({}, 0);
    expect((await fetch(`${listening?.origin}/health`)).status).toBe(200);
    expect((await fetch(`${listening?.origin}/metrics`)).status).toBe(200);
    await listening?.close();
  });

  it('may be named by the environment, for several workers of one machine', async () => {
    const listening = await open({ KENTONGAN_OPERATIONS_PORT: '0' }, null);
    expect(listening?.port).toBeGreaterThan(0);
    await listening?.close();
    await expect(open({ KENTONGAN_OPERATIONS_PORT: '94x' }, null)).rejects.toThrow(ConfigError);
    await expect(open({ KENTONGAN_OPERATIONS_PORT: '70000' }, null)).rejects.toThrow(ConfigError);
  });

  it('takes its token from the environment or from a file, and none that can be guessed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kentongan-token-'));
    writeFileSync(join(folder, 'token'), `${token}\n`);
    for (const env of [{ KENTONGAN_METRICS_TOKEN: token }, { KENTONGAN_METRICS_TOKEN_FILE: join(folder, 'token') }]) {
      const listening = await open(env, 0);
      const headers = { authorization: `Bearer ${token}` };
      expect((await fetch(`${listening?.origin}/metrics`)).status).toBe(401);
      expect((await fetch(`${listening?.origin}/metrics`, { headers })).status).toBe(200);
      await listening?.close();
    }
    rmSync(folder, { recursive: true });
    await expect(open({ KENTONGAN_METRICS_TOKEN: 'pendek' }, 0)).rejects.toThrow(ConfigError);
  });
});
