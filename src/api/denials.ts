import type { RequestHandler } from 'express';
import type { ApiDeps } from './deps.ts';
import { bearerOf, identityOf } from './identify.ts';

const maxPath = 200;

/**
 * Puts every refusal on the audit trail, wherever it was made: what somebody's role does not open (403), and tokens that are nobody's
 * (401). Guests who are only asked to sign in are none. The query is left out: it may hold what was searched for.
 */
export function createDenialNotes({ staff, log }: Pick<ApiDeps, 'staff' | 'log'>): RequestHandler {
  return (request, response, next) => {
    const path = request.path.slice(0, maxPath);
    response.once('finish', () => {
      const isForbidden = response.statusCode === 403;
      if (!isForbidden && (response.statusCode !== 401 || bearerOf(request) === null)) return;
      const { actor, client } = identityOf(response);
      const action = isForbidden ? 'denial.forbidden' : 'denial.token';
      const detail = { method: request.method, role: actor.role, client: client.ip };
      staff
        .noteDenial({ who: actor.name, action, object: path, detail })
        .catch((error: unknown) => log.error({ err: error }, 'a refusal could not be put on the audit trail'));
    });
    next();
  };
}
