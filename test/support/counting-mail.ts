import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server that counts what it took: copies of each message by Message-ID and recipient. */
export interface CountingMail {
  readonly port: number;
  readonly received: ReadonlyMap<string, number>;
  /** When the first copy of each was accepted, by the same key; milliseconds. */
  readonly acceptedMs: ReadonlyMap<string, number>;
  /** Copies beyond the first of each message. */
  extraCopies(): number;
  close(): Promise<void>;
}

/** @param answerMs how long it takes to answer the end of a message @param at where it listens; a free port of loopback if absent */
export async function openCountingMail(
  answerMs: () => number,
  at = { host: '127.0.0.1', port: 0 },
): Promise<CountingMail> {
  const received = new Map<string, number>();
  const acceptedMs = new Map<string, number>();
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, callback) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      stream.on('end', () => {
        const id = /^message-id: (\S+)/im.exec(text)?.[1] ?? '';
        const key = `${id} ${session.envelope.rcptTo.map(({ address }) => address).join()}`;
        received.set(key, (received.get(key) ?? 0) + 1);
        setTimeout(() => {
          if (!acceptedMs.has(key)) acceptedMs.set(key, Date.now());
          callback();
        }, answerMs());
      });
    },
  });
  // A connection that a kill tears is what this is for.
  smtp.on('error', () => {});
  await new Promise<void>((resolve) => smtp.listen(at.port, at.host, () => resolve()));
  return {
    port: (smtp.server.address() as AddressInfo).port,
    received,
    acceptedMs,
    extraCopies: () => [...received.values()].reduce((sum, copies) => sum + copies - 1, 0),
    close: () => new Promise<void>((resolve) => smtp.close(() => resolve())),
  };
}
