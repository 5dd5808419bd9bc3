import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { Db } from '../../src/store/schema.ts';
import type { Figure } from './figure.ts';

/** What Linux counts processor time in: a hundredth of a second. */
const tickMs = 10;

/** Fields of `/proc/<pid>/stat` after the name, which may hold anything. */
function statOf(pid: number): readonly number[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 4)
      .split(' ')
      .map(Number);
  } catch {
    return null;
  }
}

/** Processor time that a process has used, its ended children not counted, milliseconds; 0 when it is gone. */
export function processMs(pid: number): number {
  const [, , , , , , , , , , utime = 0, stime = 0] = statOf(pid) ?? [];
  return (utime + stime) * tickMs;
}

/** Resident memory of a process in MB; 0 when it is gone. */
export function residentMb(pid: number): number {
  try {
    const [, kb = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kb) / 1_024;
  } catch {
    return 0;
  }
}

/** Processor time of the whole server, its sessions that have ended included; for a server on this machine, on Linux. */
export interface ServerTime {
  read(): number;
  /** Times work of this process and of the server together. */
  timed(work: () => Promise<unknown>, units?: number): Promise<Figure>;
}

export async function openServerTime(db: Db): Promise<ServerTime> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  const parent = statOf(rows[0]?.pid ?? 0)?.[0] ?? 0;
  const read = (): number => {
    const own = statOf(parent) ?? [];
    const [utime = 0, stime = 0, endedUser = 0, endedSystem = 0] = own.slice(10, 14);
    const sessions = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => statOf(pid)?.[0] === parent)
      .reduce((sum, pid) => sum + processMs(pid), 0);
    return (utime + stime + endedUser + endedSystem) * tickMs + sessions;
  };
  return {
    read,
    async timed(work, units = 1) {
      const [began, used, server] = [performance.now(), process.cpuUsage(), read()];
      await work();
      const { user, system } = process.cpuUsage(used);
      const cpu = (user + system) / 1_000 + (read() - server);
      return { cpu: cpu / units, wall: (performance.now() - began) / units };
    },
  };
}
