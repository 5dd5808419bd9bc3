import { parentPort } from 'node:worker_threads';
import { SourceError } from '../core/errors.ts';
import { loadParser } from './documents.ts';
import type { Job, WorkerMessage } from './worker-messages.ts';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs in a worker thread only');
const send = (message: WorkerMessage) => port.postMessage(message);

port.on('message', async ({ method, body, hints }: Job) => {
  try {
    const parse = await loadParser(method);
    // From here on the thread is busy; the other side starts its clock.
    send({ type: 'working' });
    send({ type: 'done', document: await parse(body, hints) });
  } catch (error) {
    if (error instanceof SourceError) send({ type: 'refused', reason: error.reason, message: error.message });
    else send({ type: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
  }
});
send({ type: 'ready' });
