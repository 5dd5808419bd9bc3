import type { Config } from '../../config/load.ts';
import type { NetClient } from '../../core/net.ts';
import type { Reader } from '../../core/reader.ts';
import type { SharedHosts } from '../../core/shared-hosts.ts';
import { createNet } from '../../net/client.ts';
import { createReader } from '../../reading/reader.ts';
import { version } from '../files.ts';

/** What a process meets the world with: one of each, however many regencies it works for. */
export interface Outside {
  /** Reads sources. */
  readonly net: NetClient;
  /** Sends messages. */
  readonly outward: NetClient;
  readonly reader: Reader;
  /** A thread of its own for what sources send whose last run failed. */
  readonly doubtfulReader: Reader;
  close(): Promise<void>;
}

/** @param hosts whom the readers of sources share their turns with; messages go their own way */
export function openOutside(
  config: Pick<Config, 'contact' | 'allowLoopback'>,
  hosts: SharedHosts,
  now: () => Date,
): Outside {
  const common = {
    userAgent: `Kentongan/${version} (+${config.contact})`,
    allowLoopback: config.allowLoopback,
    now,
  };
  const net = createNet({ ...common, hosts });
  // Messages go to few hosts, each many times: a second between two would make a storm last for hours.
  const outward = createNet({ ...common, spacingMs: 50 });
  const reader = createReader();
  const doubtfulReader = createReader({ workers: 1 });
  return {
    net,
    outward,
    reader,
    doubtfulReader,
    async close() {
      await Promise.all([net.close(), outward.close(), reader.close(), doubtfulReader.close()]);
    },
  };
}
