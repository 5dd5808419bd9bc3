import { RequestError } from '../core/errors.ts';
import { writeAudit } from '../store/audit.ts';
import { inWriteTransaction } from '../store/dialect.ts';
import type { Db } from '../store/schema.ts';
import { findUser, findUserByEmail, findUserBySubject, insertUser, type KeptUser, updateUser } from '../store/users.ts';
import { clientKeyOf } from './client-address.ts';
import type { From, PeopleContext } from './context.ts';
import { checkFacts } from './facts.ts';
import type { OpenId, OpenIdPerson } from './open-id.ts';
import { type Begun, beginSession } from './sessions.ts';

/** Signs in whom the provider vouches for: by subject, at the first time by verified address. Nobody else's account, none that is disabled. */
export function createOpenIdSignIn(context: PeopleContext, openId: OpenId) {
  const { db, now, denials } = context;

  async function accountOf(trx: Db, person: OpenIdPerson): Promise<KeptUser | null> {
    const known = await findUserBySubject(trx, person.subject);
    if (known !== null) return known;
    const { email, subject } = person;
    const user = email === null ? null : await findUserByEmail(trx, email);
    if (user === null) return email === null ? null : create(trx, { ...person, email });
    // An address that the provider has given to somebody else meanwhile must not open the account of the one before.
    if (user.subject !== null) return null;
    await updateUser(trx, user.id, { subject });
    const at = now().toISOString();
    await writeAudit(trx, { at, who: user.name, action: 'user.open-id', object: `user:${user.id}`, detail: null });
    return user;
  }

  async function create(
    trx: Db,
    { email, name, subject }: OpenIdPerson & { readonly email: string },
  ): Promise<KeptUser | null> {
    if (openId.createRole === null) return null;
    const wanted = { name: name ?? email, email, role: openId.createRole, agency: null, election: false };
    const facts = await checkFacts(context, trx, wanted, null);
    const at = now().toISOString();
    const id = await insertUser(trx, { ...facts, password: null, createdAt: at, createdBy: 'kentongan' });
    await updateUser(trx, id, { subject });
    const detail = { ...facts, way: 'open-id' };
    await writeAudit(trx, { at, who: facts.name, action: 'user.create', object: `user:${id}`, detail });
    return findUser(trx, id);
  }

  return {
    openId,
    /** @throws RequestError 400, 403 for whoever has no account here */
    async finishOpenId(given: { readonly address: URL; readonly state: string; readonly from: From }): Promise<Begun> {
      const person = await openId.finish(given.address, given.state);
      const begun = await inWriteTransaction(db, async (trx) => {
        const user = await accountOf(trx, person);
        if (user === null || user.disabledAt !== null) return null;
        const { hasShownFactor } = person;
        return beginSession(context, trx, user, { way: 'open-id', from: given.from, hasShownFactor });
      });
      if (begun !== null) return begun;
      const detail = { client: clientKeyOf(given.from.ip), way: 'open-id' };
      await denials.note({ who: 'tamu', action: 'session.fail', object: 'user:?', detail });
      throw new RequestError(
        403,
        'no-account',
        'Akun Anda belum terdaftar di sini, atau sudah dinonaktifkan. Hubungi admin.',
      );
    },
  };
}
