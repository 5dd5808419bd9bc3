import { type Actor, agencyScopeOf, concerns, isAllowed } from '../core/access.ts';
import { RequestError } from '../core/errors.ts';
import type { Issue, IssueState } from '../core/issue.ts';
import { findIssue } from '../store/issues.ts';
import type { Db } from '../store/schema.ts';

/** What those see and do who speak for one agency. What is another agency's is not there for them: 404, as if it did not exist. */

/** @throws RequestError 404 when there is no such issue, or when it concerns another agency */
export async function loadOwnIssue(db: Db, actor: Actor, id: number): Promise<Issue> {
  const found = await findIssue(db, id);
  if (found !== null && concerns(actor, found.agency)) return found;
  throw new RequestError(404, 'not-found', `Isu ${id} tidak ada.`);
}

/**
 * The agency that a list is kept to.
 * @param asked what the request asks for: an agency, null for "of no agency", or undefined for any
 * @returns null when nothing of what was asked for is theirs to see
 */
export function agencyFilter<Asked extends string | null>(
  actor: Actor,
  asked: Asked | undefined,
): { readonly agency?: Asked | string } | null {
  const scope = agencyScopeOf(actor);
  if (scope === null) return asked === undefined ? {} : { agency: asked };
  return asked === undefined || asked === scope ? { agency: scope } : null;
}

/** In whose name they answer. @throws RequestError 403 for the name of another agency */
export function agencyOfAnswer(actor: Actor, given: string | undefined): string | undefined {
  const scope = agencyScopeOf(actor);
  if (scope === null || given === scope) return given;
  if (given === undefined) return scope;
  throw new RequestError(403, 'another-agency', `Anda hanya dapat menjawab atas nama ${scope}.`);
}

/** What an agency itself may move on: what was passed on to it, once it has answered. */
export function mayAnswer(actor: Actor, from: IssueState): boolean {
  return isAllowed(actor, 'issues') || from === 'diteruskan';
}

/** @throws RequestError 403 for a step that is the office's to take, not the agency's */
export function requireStep(actor: Actor, from: IssueState, to: IssueState): void {
  if (isAllowed(actor, 'issues') || (from === 'diteruskan' && to === 'ditanggapi')) return;
  const detail = 'OPD hanya dapat menyatakan isu yang diteruskan kepadanya sebagai ditanggapi.';
  throw new RequestError(403, 'not-your-step', detail);
}
