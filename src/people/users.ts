import { RequestError } from '../core/errors.ts';
import type { User, UserFacts } from '../core/user.ts';
import { writeAudit } from '../store/audit.ts';
import { inWriteTransaction } from '../store/dialect.ts';
import { withdrawInvitations } from '../store/invitations.ts';
import type { Db } from '../store/schema.ts';
import { deleteSessionsOf } from '../store/sessions.ts';
import { revokeTokensOf } from '../store/tokens.ts';
import {
  countOtherAdmins,
  findUser,
  type KeptUser,
  replaceRecoveryCodes,
  updateUser,
  updateUserFacts,
} from '../store/users.ts';
import type { PeopleContext } from './context.ts';
import { checkFacts } from './facts.ts';

/** What admins do with accounts. `who` is recorded. */
export function createUserDesk(context: PeopleContext) {
  const { db, now } = context;

  /** @throws RequestError 404 */
  function change<T>(id: number, work: (trx: Db, user: KeptUser, at: string) => Promise<T>): Promise<T> {
    return inWriteTransaction(db, async (trx) => {
      const user = await findUser(trx, id);
      if (user === null) throw new RequestError(404, 'not-found', `Tidak ada pengguna ${id}.`);
      return work(trx, user, now().toISOString());
    });
  }

  async function requireOtherAdmin(trx: Db, user: User): Promise<void> {
    if (user.role !== 'admin' || user.disabledAt !== null || (await countOtherAdmins(trx, user.id)) > 0) return;
    const detail = 'Ini admin terakhir yang masih dapat masuk. Jadikan orang lain admin lebih dahulu.';
    throw new RequestError(409, 'last-admin', detail);
  }

  return {
    /**
     * Name, address, role, agency, election desk. Whose rights change is signed out everywhere.
     * @throws RequestError 404, 409 for the last admin or what somebody else has, 400
     */
    changeUser(id: number, wanted: UserFacts, who: string): Promise<void> {
      return change(id, async (trx, user, at) => {
        const facts = await checkFacts(context, trx, wanted, id);
        if (facts.role !== 'admin') await requireOtherAdmin(trx, user);
        const before = {
          name: user.name,
          email: user.email,
          role: user.role,
          agency: user.agency,
          election: user.election,
        };
        const changed = Object.entries(facts).filter(([key, value]) => before[key as keyof UserFacts] !== value);
        if (changed.length === 0) return;
        await updateUserFacts(trx, id, facts);
        const rights = changed.some(([key]) => key === 'role' || key === 'agency' || key === 'election');
        if (rights) await deleteSessionsOf(trx, id);
        const from = Object.fromEntries(changed.map(([key]) => [key, before[key as keyof UserFacts]]));
        const detail = { from, to: Object.fromEntries(changed) };
        await writeAudit(trx, { at, who, action: 'user.change', object: `user:${id}`, detail });
      });
    },

    /** At once: the next request of any session or token is refused. @throws RequestError 404, 409 for the last admin */
    disableUser(id: number, who: string): Promise<void> {
      return change(id, async (trx, user, at) => {
        if (user.disabledAt !== null) return;
        await requireOtherAdmin(trx, user);
        await updateUser(trx, id, { disabledAt: at });
        const sessions = await deleteSessionsOf(trx, id);
        const tokens = await revokeTokensOf(trx, id, at);
        await withdrawInvitations(trx, { userId: id }, at);
        const detail = { sessions, tokens };
        await writeAudit(trx, { at, who, action: 'user.disable', object: `user:${id}`, detail });
      });
    },

    /** Tokens stay revoked. @throws RequestError 404 */
    enableUser(id: number, who: string): Promise<void> {
      return change(id, async (trx, user, at) => {
        if (user.disabledAt === null) return;
        await updateUser(trx, id, { disabledAt: null });
        await writeAudit(trx, { at, who, action: 'user.enable', object: `user:${id}`, detail: null });
      });
    },

    /** For a lost phone: set up anew at the next sign-in if it is required. Signs out everywhere. @throws RequestError 404 */
    resetSecondFactor(id: number, who: string): Promise<void> {
      return change(id, async (trx, _user, at) => {
        await updateUser(trx, id, { totpSecret: null, totpDraft: null, totpStep: null });
        await replaceRecoveryCodes(trx, id, []);
        await deleteSessionsOf(trx, id);
        await writeAudit(trx, { at, who, action: 'user.reset-factor', object: `user:${id}`, detail: null });
      });
    },
  };
}
