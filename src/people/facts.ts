import { RequestError } from '../core/errors.ts';
import type { UserFacts } from '../core/user.ts';
import type { Db } from '../store/schema.ts';
import { listUsers } from '../store/users.ts';
import type { PeopleContext } from './context.ts';

/**
 * What an admin wrote about somebody, checked against everybody else. Inside the transaction that uses it.
 * @param own id of the account that these facts are for; null for a new one
 * @throws RequestError 400 or 409 that names the field
 */
export async function checkFacts(
  { agencies, reservedNames }: PeopleContext,
  trx: Db,
  facts: UserFacts,
  own: number | null,
): Promise<UserFacts> {
  const name = facts.name.normalize('NFC').replace(/\s+/g, ' ').trim();
  const email = facts.email.trim().toLowerCase();
  const agency = facts.role === 'opd' ? facts.agency : null;
  if (facts.role === 'opd' && agency === null)
    throw fault('agency', 'pilih perangkat daerahnya: peran OPD hanya melihat miliknya');
  if (agency !== null && !agencies.has(agency)) throw fault('agency', `tidak ada perangkat daerah "${agency}"`);
  const others = (await listUsers(trx)).filter(({ id }) => id !== own);
  if (others.some((other) => other.email === email)) throw taken('email', 'sudah dipakai akun lain');
  // Every change is recorded under a name: it must say who it was.
  const sameName = (other: string) => other.toLowerCase() === name.toLowerCase();
  if (reservedNames.has(name.toLowerCase()) || others.some((other) => sameName(other.name))) {
    throw taken('name', 'sudah dipakai; tambahkan jabatan atau inisial');
  }
  return { name, email, role: facts.role, agency, election: facts.election };
}

function fault(where: string, message: string): RequestError {
  return new RequestError(400, 'invalid-body', `Isi permintaan perlu diperbaiki: ${where}`, [{ where, message }]);
}

function taken(where: string, message: string): RequestError {
  return new RequestError(409, 'taken', `Sudah ada yang sama: ${where}`, [{ where, message }]);
}
