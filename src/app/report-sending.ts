import type { Attachment, Notification } from '../core/notification.ts';
import type { MessageIdOf } from '../jobs/outbox-drafts.ts';
import type { SendDigestDeps } from '../jobs/send-digest.ts';
import { messageIdOf } from '../notify/message-id.ts';
import { digestMessage } from '../reports/digest-message.ts';
import { findSentDigest } from '../store/digests.ts';
import type { Installation } from './installation.ts';
import { digestDepsOf } from './make-digest.ts';
import type { ReportThread } from './reporting/report-thread.ts';

/** What a report is sent with, by the clock and by hand alike. @param startedAt when this process began */
export function sendDigestDepsOf(installation: Installation, startedAt: Date): SendDigestDeps {
  const { config, log, scorer } = installation;
  const { weekly, monthly, unapproved } = config.reports;
  return {
    ...digestDepsOf(installation),
    log,
    // Without a mail server nothing is queued: it would all be sent, long stale, on the day one is configured.
    recipients: config.mail === null ? [] : config.recipients,
    renderer: { digest: digestMessage },
    messageIdOf: createMessageIds(installation),
    scorerStamp: scorer.stamp,
    startedAt,
    weekly,
    monthly,
    unapproved,
  };
}

/** Ids are unique per sender, so two installations that mail one office cannot be mistaken for each other. */
export function createMessageIds({ config }: Pick<Installation, 'config'>): MessageIdOf {
  const host = config.mail?.from.split('@')[1] ?? 'kentongan.invalid';
  return (kind, about, address, createdAt) => messageIdOf(kind, about, address, createdAt, host);
}

/** A report's pictures and files, made from the report as it was stored when it was sent. */
export function createAttach(
  { db }: Installation,
  reports: Pick<ReportThread, 'attachments'>,
): (notification: Notification) => Promise<readonly Attachment[]> {
  // One report goes to several people, one after the other.
  let last: { readonly about: string; readonly files: Promise<readonly Attachment[]> } | null = null;
  const make = async (about: string): Promise<readonly Attachment[]> => {
    const digest = await findSentDigest(db, about);
    return digest === null ? [] : reports.attachments(digest);
  };
  return ({ kind, about, channel }) => {
    if (kind !== 'digest' || channel !== 'email') return Promise.resolve([]);
    if (last?.about === about) return last.files;
    const files = make(about);
    last = { about, files };
    files.catch(() => {
      last = null;
    });
    return files;
  };
}
