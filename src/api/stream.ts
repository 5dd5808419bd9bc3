import type { Response } from 'express';
import { type Actor, agencyScopeOf } from '../core/access.ts';
import { RequestError } from '../core/errors.ts';
import type { LiveEvent } from '../core/live.ts';
import { hashOfSecret } from '../core/secret-text.ts';
import { findSession } from '../store/sessions.ts';
import type { ApiDeps } from './deps.ts';
import { bearerOf, identityOf } from './identify.ts';
import { narrowEvent } from './live-scope.ts';

/** Each holds a socket for hours; an office has fewer screens than this. */
export const maxClients = 100;
const heartbeatMs = 25_000;
/** A client that does not read is dropped before what waits for it fills the memory. */
const maxWaitingBytes = 262_144;

/**
 * Holds the answer open and passes on what concerns the viewer, until the client leaves or may watch no longer.
 * @param clients answers that are open now, on this server
 * @throws RequestError 503 when too many clients are connected
 */
export function openStream(response: Response, deps: ApiDeps, clients: Set<Response>, actor: Actor): void {
  if (clients.size >= maxClients) {
    response.set('Retry-After', '60');
    throw new RequestError(503, 'too-many-streams', 'Terlalu banyak layar yang tersambung langsung; coba lagi nanti.');
  }
  clients.add(response);
  response.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
  response.flushHeaders();
  response.write('retry: 5000\n\n');

  const scope = agencyScopeOf(actor);
  const fail = (error: unknown) => {
    deps.log.error({ err: error }, 'event stream failed');
    response.destroy();
  };
  const pass = async (event: LiveEvent) => {
    const own = scope === null ? event : await narrowEvent(deps.db, event, scope);
    if (own !== null) send(response, toText(own));
  };
  const unsubscribe = deps.subscribe((event) => void pass(event).catch(fail));
  const beat = async () => {
    if (await mayWatch(response, deps)) send(response, ': hidup\n\n');
    else response.end();
  };
  const heartbeat = setInterval(() => void beat().catch(fail), heartbeatMs);
  heartbeat.unref();
  response.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
    clients.delete(response);
  });
}

/** Whether whoever opened it still has what let them in. Looking is no sign of life: an open screen must not keep a session going. */
async function mayWatch(response: Response, { db, now, people, demo }: ApiDeps): Promise<boolean> {
  const { actor, session } = identityOf(response);
  const token = bearerOf(response.req);
  if (token !== null) return (await people.findByToken(token)) !== null;
  if (actor.kind === 'guest') return demo || !(await people.hasUsers());
  return session.secret !== null && (await findSession(db, hashOfSecret(session.secret), now())) !== null;
}

function send(response: Response, text: string): void {
  if (response.destroyed || response.writableEnded) return;
  if (response.writableLength > maxWaitingBytes) response.destroy();
  else response.write(text);
}

/** JSON holds no line break, so one data line is enough. */
function toText(event: LiveEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
