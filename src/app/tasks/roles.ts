import { ConfigError } from '../../core/errors.ts';

/** What a process does: shows pages and answers the API, works on tasks, or puts tasks in when they are due. */
export const processRoles = ['api', 'worker', 'scheduler'] as const;
export type ProcessRole = (typeof processRoles)[number];

/** @param text `all`, or roles with commas between: `worker,scheduler` @throws ConfigError for a role that does not exist */
export function parseRoles(text: string): ReadonlySet<ProcessRole> {
  if (text === 'all') return new Set(processRoles);
  const names = text.split(',').map((name) => name.trim());
  const roles = processRoles.filter((role) => names.includes(role));
  const unknown = names.filter((name) => !(processRoles as readonly string[]).includes(name));
  if (unknown.length > 0) {
    const message = `tidak ada peran "${unknown[0]}"; yang ada: all, ${processRoles.join(', ')}`;
    throw new ConfigError([{ where: '--role', message }]);
  }
  return new Set(roles);
}
