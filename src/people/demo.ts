import type { Role } from '../core/access.ts';
import { RequestError } from '../core/errors.ts';
import { inWriteTransaction } from '../store/dialect.ts';
import type { Db } from '../store/schema.ts';
import { findUserByEmail, insertUser } from '../store/users.ts';
import type { From, PeopleContext } from './context.ts';
import { type Begun, beginSession } from './sessions.ts';

/** One invented person for each role. The officer's agency is the demo's first one that has questions. */
export const demoPeople: Readonly<Record<Role, { readonly name: string; readonly title: string }>> = {
  admin: { name: 'Ratna Pramesti', title: 'admin, mengatur semuanya' },
  analis: { name: 'Bagas Wirawan', title: 'analis, memilah sebutan dan menyusun laporan' },
  humas: { name: 'Sekar Anjani', title: 'humas, menjawab dan mengklarifikasi' },
  opd: { name: 'Joko Susilo', title: 'petugas perangkat daerah, menjawab aduan instansinya' },
  pimpinan: { name: 'Hj. Wulan Kartikasari', title: 'pimpinan, membaca keadaan' },
  auditor: { name: 'Tirta Mahendra', title: 'auditor, memeriksa jejak' },
};

const emailOf = (role: Role): string => `${role}@banyuraga.demo.test`;

/** Makes them; those that are there stay. @param agency of the officer */
export async function createDemoPeople(
  db: Db,
  options: { readonly agency: string; readonly now: Date },
): Promise<void> {
  await inWriteTransaction(db, async (trx) => {
    for (const [role, { name }] of Object.entries(demoPeople) as [Role, { name: string }][]) {
      if ((await findUserByEmail(trx, emailOf(role))) !== null) continue;
      await insertUser(trx, {
        name,
        email: emailOf(role),
        role,
        agency: role === 'opd' ? options.agency : null,
        election: role === 'analis',
        password: null,
        createdAt: options.now.toISOString(),
        createdBy: 'kentongan',
      });
    }
  });
}

/** Without password or second factor: only the demo has this, where everything is invented. */
export function createDemoSignIn(context: PeopleContext) {
  return {
    /** @throws RequestError 404 */
    async signInDemo(role: Role, from: From): Promise<Begun> {
      const user = await findUserByEmail(context.db, emailOf(role));
      if (user === null || user.disabledAt !== null) {
        throw new RequestError(404, 'not-found', `Tidak ada orang demo dengan peran ${role}.`);
      }
      return inWriteTransaction(context.db, (trx) =>
        beginSession(context, trx, user, { way: 'demo', from, hasShownFactor: true }),
      );
    },
  };
}
