import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../../src/commands/index.ts';

const root = new URL('../../', import.meta.url).pathname;
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

const program = new Command();
for (const load of Object.values(commands)) (await load())(program, () => {});

/** What is wrong with `start --role api --config x`: commands and options that do not exist. */
function misuse(words: readonly string[]): readonly string[] {
  const [name = '', ...rest] = words;
  const command = program.commands.find((one) => one.name() === name);
  if (command === undefined) return [`there is no command ${name}`];
  const known = command.options.flatMap(({ long, short }) => [long, short]);
  return rest.filter((word) => word.startsWith('-') && !known.includes(word)).map((word) => `${name} knows no ${word}`);
}

function filesBelow(folder: string): string[] {
  return readdirSync(`${root}${folder}`).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(`${root}${path}`).isDirectory() ? filesBelow(path) : [path];
  });
}

const sources = filesBelow('src').map(read).join('\n');
const settings = (text: string): string[] => [...new Set(text.match(/\bKENTONGAN_[A-Z]+(?:_[A-Z]+)*/g) ?? [])];
/** Read from the environment somewhere; `_FILE` stands for every secret. */
const isRead = (name: string): boolean =>
  sources.includes(`'${name.replace(/_FILE$/, '')}'`) || sources.includes(`env.${name}`);

describe('Dockerfile', () => {
  const text = read('Dockerfile');
  const instructions = text.replaceAll('\\\n', ' ').split('\n');
  const copied = instructions
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(/\s+/).slice(1, -1));

  it('copies only what exists and what the build context holds', () => {
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.filter((path) => !existsSync(`${root}${path}`))).toEqual([]);
    const kept = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    expect(copied.filter((path) => !kept.includes(path.replace('./', '')))).toEqual([]);
    expect(kept.filter((path) => !copied.includes(path))).toEqual([]);
  });

  it('holds everything that the package is made of', () => {
    const { files } = JSON.parse(read('package.json')) as { files: string[] };
    const made = ['dist'];
    expect(files.filter((path) => !copied.includes(path) && !made.includes(path))).toEqual([]);
  });

  it('runs as somebody without rights, with a command that exists and a check of its health', () => {
    expect(text).toMatch(/^USER kentongan$/m);
    expect(text).toMatch(/^HEALTHCHECK /m);
    const [, started = '[]'] = /^CMD (\[.*\])$/m.exec(text.replace(/^HEALTHCHECK .*\\\n.*$/m, '')) ?? [];
    expect(misuse(JSON.parse(started) as string[])).toEqual([]);
    expect(text).toContain('--omit=dev');
  });

  it('reads only settings that the program knows', () => {
    expect(settings(text).filter((name) => !isRead(name))).toEqual([]);
  });
});

interface Service {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, unknown>>;
  readonly mem_limit?: string;
  readonly read_only?: boolean;
  readonly build?: string;
}

describe('compose.yaml', () => {
  const compose = parse(read('compose.yaml'), { merge: true }) as {
    readonly services: Readonly<Record<string, Service>>;
    readonly secrets: Readonly<Record<string, unknown>>;
    readonly volumes: Readonly<Record<string, unknown>>;
  };
  const own = Object.entries(compose.services).filter(([, { build }]) => build !== undefined);

  it('starts every role, each with a command that exists', () => {
    expect(own.flatMap(([, { command = [] }]) => misuse(command))).toEqual([]);
    const roles = own.flatMap(([, { command = [] }]) => command[command.indexOf('--role') + 1] ?? []);
    expect(roles).toEqual(expect.arrayContaining(['api', 'worker', 'scheduler']));
  });

  it('gives each process of ours 512 MB, a read-only root and no more settings than it knows', () => {
    expect(own.length).toBe(4);
    for (const [, service] of own) {
      expect(service).toMatchObject({ mem_limit: '512m', read_only: true, cap_drop: ['ALL'] });
      expect(settings(Object.keys(service.environment ?? {}).join(' ')).filter((name) => !isRead(name))).toEqual([]);
    }
  });

  it('refers only to secrets, volumes, services and files that it names', () => {
    for (const { secrets = [], depends_on = {}, volumes = [] } of Object.values(compose.services)) {
      expect(secrets.filter((name) => !(name in compose.secrets))).toEqual([]);
      const needed = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on);
      expect(needed.filter((name) => !(name in compose.services))).toEqual([]);
      const named = volumes.map((volume) => volume.split(':')[0] ?? '');
      expect(named.filter((name) => !name.startsWith('.') && !(name in compose.volumes))).toEqual([]);
      const files = named.filter((name) => name.startsWith('./docs/'));
      expect(files.filter((name) => !existsSync(`${root}${name}`))).toEqual([]);
    }
  });
});

describe('systemd units', () => {
  const units = filesBelow('docs/operations/systemd').filter((path) => path.endsWith('.service'));

  it.each(units)('%s starts a command that exists, hardened', (path) => {
    const text = read(path);
    const started = /^ExecStart=.*kentongan\.js ([^"']*)/m.exec(text)?.[1] ?? '';
    const words = started.trim().split(/\s+/);
    expect(misuse(words)).toEqual([]);
    expect(settings(text).filter((name) => !isRead(name) && name !== 'KENTONGAN_ROLE')).toEqual([]);
    for (const line of ['ProtectSystem=strict', 'NoNewPrivileges=yes', 'MemoryMax=512M', 'User=kentongan'])
      expect(text).toContain(`${line}\n`);
  });
});

describe('runbooks', () => {
  const pages = filesBelow('docs/operations').filter((path) => path.endsWith('.md'));
  const ours = ['backup-restore', 'install-server', 'metrics', 'upgrade'].map((name) => `docs/operations/${name}.md`);

  it('are there', () => {
    expect(ours.filter((path) => !pages.includes(path))).toEqual([]);
  });

  it.each(ours)('%s leads to files that exist', (path) => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => `${folder}${match[1]}`);
    expect(links.filter((link) => !existsSync(`${root}${link}`))).toEqual([]);
  });

  it.each(ours)('%s names only commands, options and settings that exist', (path) => {
    const text = read(path);
    const lines = [...text.matchAll(/\bkentongan ((?:[a-z]+)(?: (?:--?)?[\w<>/.:@,-]+)*)/g)].map(
      ([, words = '']) => words,
    );
    const typed = lines
      .map((line) => line.split(' '))
      .filter(([name]) => program.commands.some((one) => one.name() === name));
    expect(typed.flatMap(misuse)).toEqual([]);
    expect(settings(text).filter((name) => !isRead(name) && name !== 'KENTONGAN_ROLE')).toEqual([]);
  });
});
