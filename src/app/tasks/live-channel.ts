import type { LiveEvent } from '../../core/live.ts';
import type { Logger } from '../../core/log.ts';
import type { PostgresSession } from '../../store/session.ts';

/** What workers announce, and what the pages of every other process hear. */
export interface LiveChannel {
  /** Never fails: who watches sees the change at the next look anyway. */
  tell(regency: string, event: LiveEvent): void;
  hear(listener: (regency: string, event: LiveEvent) => void): Promise<void>;
}

const channel = 'kentongan_live';
/** PostgreSQL takes 8,000 bytes at most. */
const mostIssues = 400;

export function createLiveChannel(session: PostgresSession, log: Logger): LiveChannel {
  return {
    tell(regency, event) {
      const short = event.type === 'issue' ? { ...event, issueIds: event.issueIds.slice(0, mostIssues) } : event;
      session
        .query('select pg_notify($1, $2)', [channel, JSON.stringify({ regency, event: short })])
        .catch((error: Error) => log.debug({ error: error.message }, 'an event was not announced'));
    },
    hear: (listener) =>
      session.listen(channel, (payload) => {
        const { regency, event } = JSON.parse(payload) as { regency: string; event: LiveEvent };
        listener(regency, event);
      }),
  };
}
