import { credentialStatus } from '../core/credential.ts';
import { listBudgetUse } from '../store/budgets.ts';
import { listCredentialStates } from '../store/credentials.ts';
import { listSources } from '../store/sources.ts';
import type { ApiDeps } from './deps.ts';
import type { CredentialBody } from './schemas/credential.ts';

/** The configured keys with their state and what is used of them; never a secret. */
export async function listCredentials(
  { db, credentials }: Pick<ApiDeps, 'db' | 'credentials'>,
  now: Date,
): Promise<readonly CredentialBody[]> {
  if (credentials.length === 0) return [];
  const states = new Map((await listCredentialStates(db)).map((state) => [state.id, state]));
  const uses = await listBudgetUse(db, credentials, now);
  const sources = (await listSources(db)).filter(({ enabled }) => enabled);
  return credentials.map((config) => {
    const state = states.get(config.id) ?? null;
    return {
      id: config.id,
      kind: config.kind,
      title: config.title,
      status: credentialStatus(config, state, now),
      expires: config.expires,
      fault: state?.fault ?? null,
      faultAt: state?.faultAt ?? null,
      pausedUntil: state?.pausedUntil ?? null,
      sources: sources.filter(({ credential }) => credential === config.id).map(({ id }) => id),
      budgets: (uses.get(config.id) ?? []).map(({ budget, used, renewsAt }) => ({ ...budget, used, renewsAt })),
    };
  });
}
