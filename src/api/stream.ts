import type { Response } from 'express';
import { RequestError } from '../core/errors.ts';
import type { LiveEvent } from '../core/live.ts';
import type { ApiDeps } from './deps.ts';

/** Each holds a socket for hours; an office has fewer screens than this. */
export const maxClients = 100;
const heartbeatMs = 25_000;
/** A client that does not read is dropped before what waits for it fills the memory. */
const maxWaitingBytes = 262_144;

/**
 * Holds the answer open and passes every event on until the client leaves.
 * @param clients answers that are open now, on this server
 * @throws RequestError 503 when too many clients are connected
 */
export function openStream(response: Response, deps: ApiDeps, clients: Set<Response>): void {
  if (clients.size >= maxClients) {
    response.set('Retry-After', '60');
    throw new RequestError(503, 'too-many-streams', 'Terlalu banyak layar yang tersambung langsung; coba lagi nanti.');
  }
  clients.add(response);
  response.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
  response.flushHeaders();
  response.write('retry: 5000\n\n');

  const unsubscribe = deps.subscribe((event) => send(response, toText(event)));
  const heartbeat = setInterval(() => send(response, ': hidup\n\n'), heartbeatMs);
  heartbeat.unref();
  response.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
    clients.delete(response);
  });
}

function send(response: Response, text: string): void {
  if (response.writableLength > maxWaitingBytes) response.destroy();
  else response.write(text);
}

/** JSON holds no line break, so one data line is enough. */
function toText(event: LiveEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
