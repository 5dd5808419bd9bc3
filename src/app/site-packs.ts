import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { SitePack } from '../collectors/parts/site-pack.ts';
import { ConfigError } from '../core/errors.ts';
import { sitePackFolder } from './files.ts';

let loaded: readonly SitePack[] | null = null;

/** What is known of large sites, a file each; read once. @throws ConfigError naming the file of a pack that is not as described */
export function loadSitePacks(): readonly SitePack[] {
  loaded ??= readdirSync(sitePackFolder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => parsePack(name, readFileSync(join(sitePackFolder, name), 'utf8')));
  return loaded;
}

/** @param name of the file: the pack's id and `.yaml` */
export function parsePack(name: string, yaml: string): SitePack {
  const parsed = SitePack.safeParse(parse(yaml));
  if (parsed.success && `${parsed.data.id}.yaml` === name) return parsed.data;
  const issues = parsed.error?.issues ?? [{ path: ['id'], message: 'harus sama dengan nama berkasnya' }];
  throw new ConfigError(issues.map(({ path, message }) => ({ where: `${name}: ${path.join('.')}`, message })));
}
