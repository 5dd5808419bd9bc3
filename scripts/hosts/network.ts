import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Hosts as network namespaces of Linux, each with one cable to a switch in a namespace of its own: nothing leads out of it, and nothing of
 * the machine's own network is touched.
 */
export interface HostNetwork {
  /** Command that a process is put behind to run on a host. */
  within(host: string): readonly string[];
  /** The cable is pulled out; nobody says goodbye. */
  unplug(host: string): void;
  /** Everything that the host sends is lost; it hears the others. */
  mute(host: string): void;
  /** Everything that is sent to the host is lost; the others hear it. */
  deafen(host: string): void;
  /** A poor line both ways: 600 kbit/s, what waits longer than 400 ms is lost. */
  slow(host: string): void;
  /** The host does not know any more how an address is reached. */
  forget(host: string, address: string): void;
  /** What one host sends from an address to another is lost. */
  drop(host: string, from: string, to: string): void;
  /** Everything as at first. */
  mend(): void;
  /** Kills (SIGKILL) every process of a host, its cable being out: a power cut. The cable stays out. */
  powerOff(host: string): void;
}

export interface Host {
  readonly name: string;
  /** The first is how the host is reached; with the length of the network: `10.77.0.11/24`. */
  readonly addresses: readonly string[];
}

const prefix = 'kentongan-';
const theSwitch = `${prefix}switch`;
const files = '/etc/netns';

/** Why there can be no such network here; null when there can. Leaves nothing behind. */
export function whyNoNetwork(): string | null {
  if (process.platform !== 'linux') return 'network namespaces exist on Linux only';
  if (process.getuid?.() !== 0) return 'only root may make network namespaces';
  const trial = `${prefix}trial`;
  const steps = [
    ['ip', 'netns', 'add', trial],
    ['ip', '-n', trial, 'link', 'add', 'bridge0', 'type', 'bridge'],
    ['ip', '-n', trial, 'link', 'add', 'left', 'type', 'veth', 'peer', 'name', 'right'],
    ['tc', '-n', trial, 'qdisc', 'add', 'dev', 'left', 'root', ...nothingPasses],
    ['ip', '-n', trial, 'rule', 'add', 'from', '10.0.0.1', 'to', '10.0.0.2', 'blackhole'],
  ];
  try {
    for (const [command = '', ...args] of steps) {
      const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
      if (status !== 0) return `${command} ${args.join(' ')}: ${(error?.message ?? stderr).trim()}`;
    }
    return null;
  } finally {
    spawnSync('ip', ['netns', 'delete', trial]);
  }
}

/** A token bucket that is smaller than any packet. */
const nothingPasses = ['tbf', 'rate', '1kbit', 'burst', '10', 'limit', '10'];
const poorLine = ['tbf', 'rate', '600kbit', 'burst', '3000', 'latency', '400ms'];

/**
 * Lays the cables. Whatever an earlier run left behind is removed first.
 * @param names what each host finds in its `/etc/hosts`: name to address
 */
export function layNetwork(hosts: readonly Host[], names: ReadonlyMap<string, string>): void {
  removeNetwork();
  ip('netns', 'add', theSwitch);
  ip('-n', theSwitch, 'link', 'add', 'bridge0', 'type', 'bridge');
  ip('-n', theSwitch, 'link', 'set', 'bridge0', 'up');
  for (const { name, addresses } of hosts) {
    const space = spaceOf(name);
    const folder = join(files, space);
    mkdirSync(folder, { recursive: true });
    const lines = [...names].map(([host, address]) => `${address} ${host}`);
    writeFileSync(join(folder, 'hosts'), ['127.0.0.1 localhost', ...lines, ''].join('\n'));
    ip('netns', 'add', space);
    ip('-n', space, 'link', 'set', 'lo', 'up');
    ip('-n', space, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', portOf(name), 'netns', theSwitch);
    for (const address of addresses) ip('-n', space, 'address', 'add', address, 'dev', 'eth0');
    ip('-n', space, 'link', 'set', 'eth0', 'up');
    // Addresses of the outside world are reached over the same cable.
    ip('-n', space, 'route', 'add', 'default', 'dev', 'eth0');
    ip('-n', theSwitch, 'link', 'set', portOf(name), 'master', 'bridge0', 'up');
  }
}

export function openNetwork(): HostNetwork {
  /** What mends what was broken, newest first. */
  const broken: (() => void)[] = [];
  const shape = (space: string, device: string, how: readonly string[]) => {
    tc('-n', space, 'qdisc', 'replace', 'dev', device, 'root', ...how);
    broken.unshift(() => tc('-n', space, 'qdisc', 'delete', 'dev', device, 'root'));
  };
  const unplug = (host: string) => {
    ip('-n', theSwitch, 'link', 'set', portOf(host), 'down');
    broken.unshift(() => ip('-n', theSwitch, 'link', 'set', portOf(host), 'up'));
  };
  return {
    within: (host) => ['ip', 'netns', 'exec', spaceOf(host)],
    unplug,
    mute: (host) => shape(spaceOf(host), 'eth0', nothingPasses),
    deafen: (host) => shape(theSwitch, portOf(host), nothingPasses),
    slow(host) {
      shape(spaceOf(host), 'eth0', poorLine);
      shape(theSwitch, portOf(host), poorLine);
    },
    forget(host, address) {
      const route = ['blackhole', `${address}/32`];
      ip('-n', spaceOf(host), 'route', 'add', ...route);
      broken.unshift(() => ip('-n', spaceOf(host), 'route', 'delete', ...route));
    },
    drop(host, from, to) {
      const rule = ['from', from, 'to', to, 'blackhole'];
      ip('-n', spaceOf(host), 'rule', 'add', ...rule);
      broken.unshift(() => ip('-n', spaceOf(host), 'rule', 'delete', ...rule));
    },
    mend() {
      for (const undo of broken.splice(0)) undo();
    },
    powerOff(host) {
      unplug(host);
      for (const pid of pidsOf(spaceOf(host))) kill(pid);
    },
  };
}

/** All that bears our prefix, and the processes that were left behind on those hosts. */
export function removeNetwork(): void {
  const list = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' }).stdout ?? '';
  for (const line of list.split('\n')) {
    const [space = ''] = line.split(' ');
    if (!space.startsWith(prefix)) continue;
    for (const pid of pidsOf(space)) kill(pid);
    spawnSync('ip', ['netns', 'delete', space]);
    rmSync(join(files, space), { recursive: true, force: true });
  }
}

function ip(...args: readonly string[]): void {
  execFileSync('ip', args);
}

function tc(...args: readonly string[]): void {
  execFileSync('tc', args);
}

function spaceOf(host: string): string {
  return prefix + host;
}

function portOf(host: string): string {
  return `port-${host}`;
}

function pidsOf(space: string): readonly number[] {
  const { stdout } = spawnSync('ip', ['netns', 'pids', space], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean).map(Number);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
