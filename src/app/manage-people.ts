import { ConfigError, RequestError } from '../core/errors.ts';
import { roleNames } from '../core/role-names.ts';
import { formatDateTime } from '../core/time.ts';
import type { User } from '../core/user.ts';
import type { People } from '../people/people.ts';
import { findUserByEmail, listUsers } from '../store/users.ts';
import type { Installation } from './installation.ts';
import { createLogger } from './logger.ts';
import { openAnyConfigured } from './open-configured.ts';
import { createStaff } from './staff.ts';
import { hostOf } from './tasks/regencies.ts';

/** Accounts, a line each. @throws ConfigError */
export function listPeople(configPath: string): Promise<readonly string[]> {
  return withStaff(configPath, async ({ db, region }) => {
    const users = await listUsers(db);
    return users.map((user) => describe(user, region.timezone));
  });
}

/** Takes the second factor away: a lost phone. @throws ConfigError for an address that nobody has */
export function resetFactor(configPath: string, email: string, who: string): Promise<void> {
  return withUser(configPath, email, ({ id }, staff) => staff.resetSecondFactor(id, who));
}

/** @throws ConfigError for an address that nobody has, and for the last admin */
export function disablePerson(configPath: string, email: string, who: string): Promise<void> {
  return withUser(configPath, email, ({ id }, staff) => staff.disableUser(id, who));
}

/**
 * A link that can be used once: for a new password, or for the very first admin.
 * @param email null for the very first admin
 * @returns null when it went out by mail
 * @throws ConfigError
 */
export async function makeLink(configPath: string, email: string | null, who: string): Promise<string | null> {
  if (email !== null) {
    return withUser(configPath, email, async ({ id }, staff) => (await staff.makeResetLink(id, who)).link);
  }
  return withStaff(configPath, async (_installation, staff) => {
    const link = await staff.openFirstLink();
    if (link !== null) return link;
    throw new ConfigError([{ where: 'surel', message: 'sudah ada akun; sebut surel orang yang perlu tautan' }]);
  });
}

function describe(user: User, zone: string): string {
  const facts = [
    user.email,
    roleNames[user.role] + (user.agency === null ? '' : ` ${user.agency}`),
    ...(user.election ? ['meja pemilu'] : []),
    user.hasSecondFactor ? 'kode masuk terpasang' : 'tanpa kode masuk',
    user.lastSignInAt === null ? 'belum pernah masuk' : `terakhir masuk ${formatDateTime(user.lastSignInAt, zone)}`,
    ...(user.disabledAt === null ? [] : ['DINONAKTIFKAN']),
  ];
  return `${user.name}: ${facts.join(', ')}`;
}

/** Without a public address; a province and its regencies are told apart by the name that they are asked by. */
function originOf(config: Installation['config']): string {
  return `http://${config.schema === null ? '127.0.0.1' : hostOf(config)}:${config.http.port}`;
}

function withUser<T>(configPath: string, email: string, work: (user: User, staff: People) => Promise<T>): Promise<T> {
  return withStaff(configPath, async ({ db }, staff) => {
    const user = await findUserByEmail(db, email);
    if (user === null) throw new ConfigError([{ where: 'surel', message: `tidak ada akun dengan surel ${email}` }]);
    return work(user, staff);
  });
}

async function withStaff<T>(
  configPath: string,
  work: (installation: Installation, staff: People) => Promise<T>,
): Promise<T> {
  const installation = await openAnyConfigured(configPath, createLogger('warn'));
  const { http } = installation.config;
  try {
    const publicUrl = () => http.publicUrl ?? originOf(installation.config);
    const staff = await createStaff({ installation, publicUrl, configured: async () => null });
    return await work(installation, staff);
  } catch (error) {
    // The desks speak to the API; here it is wrong use.
    if (error instanceof RequestError) throw new ConfigError([{ where: error.code, message: error.message }]);
    throw error;
  } finally {
    await installation.close();
  }
}
