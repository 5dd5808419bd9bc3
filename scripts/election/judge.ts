import type { CountingMail } from '../../test/support/counting-mail.ts';
import { checkProvince } from '../../test/support/province-check.ts';
import type { Feeds, Shown } from './feeds.ts';
import type { Subject } from './subject.ts';

/** How long an alert took from the first red item of its issue until the last recipient's mail was accepted, milliseconds. */
export interface AlertTimes {
  readonly phase: string;
  /** Since the item stood in the feed. */
  readonly visible: number;
  /** Since its source was due to be read. */
  readonly due: number;
  /** Since the site gave it out. */
  readonly given: number;
}

export interface Result {
  readonly alerts: readonly AlertTimes[];
  /** Items that newer ones pushed off their feed before anybody asked. */
  readonly missed: number;
  readonly faults: readonly string[];
}

export interface Judge {
  /** What is not done yet, in words; null when all is. */
  waiting(): Promise<string | null>;
  result(): Promise<Result>;
}

export function judgeSubject(subject: Subject, feeds: Feeds, mail: CountingMail, recipients: number): Judge {
  const { ask, schemas } = subject;
  const { received, acceptedMs } = mail;
  const check = checkProvince(ask, schemas, {
    recipients,
    received,
    hasQueue: schemas[0] !== '',
    toldOf: '%/kejadian/%',
  });
  const shownOf = (index: number): readonly Shown[] =>
    [...feeds.items].flatMap(([link, shown]) => (link.includes(`-${index}.localhost`) ? [shown] : []));
  /** Links are numbered through, whatever becomes of the rest of an address. */
  const numberOf = (link: string) => Number(/(\d+)$/.exec(link)?.[1]);

  async function timesOf(schema: string, byNumber: ReadonlyMap<number, Shown>): Promise<readonly AlertTimes[]> {
    const told = await ask<{ id: number; issue: number; key: string }>(
      `select a.id as id, a.issue_id as issue, o.message_id || ' ' || n.address as key from ${schema}alerts a
        join ${schema}notices n on n.alert_id = a.id and n.purpose = 'notify' join ${schema}outbox o on o.id = n.outbox_id
        where a.occasion = 'first'`,
    );
    const red = await ask<{ issue: number; url: string }>(
      `select m.issue_id as issue, m.url as url from ${schema}mentions m join ${schema}scores s on s.mention_id = m.id
        where s.attention = 'alert' and m.issue_id is not null`,
    );
    const first = new Map<number, Shown>();
    for (const { issue, url } of red) {
      const shown = byNumber.get(numberOf(url));
      const known = first.get(issue);
      if (shown !== undefined && (known === undefined || shown.visibleMs < known.visibleMs)) first.set(issue, shown);
    }
    const last = new Map<number, number>();
    for (const { issue, key } of told) {
      last.set(issue, Math.max(last.get(issue) ?? 0, acceptedMs.get(key) ?? Number.POSITIVE_INFINITY));
    }
    return [...last].flatMap(([issue, ms]) => {
      const shown = first.get(issue);
      if (shown?.givenMs == null) return [];
      const due = Math.min(shown.givenMs, Math.max(shown.visibleMs, shown.dueMs ?? 0));
      return [{ phase: shown.phase, visible: ms - shown.visibleMs, due: ms - due, given: ms - shown.givenMs }];
    });
  }

  return {
    waiting: () => check.unsettled((index) => shownOf(index).filter(({ isMissed }) => !isMissed).length),
    async result() {
      const byNumber = new Map([...feeds.items].map(([link, shown]) => [numberOf(link), shown]));
      const alerts: AlertTimes[] = [];
      for (const schema of schemas) alerts.push(...(await timesOf(schema, byNumber)));
      const faults = [...(await check.faults())];
      const copies = mail.extraCopies();
      if (copies > 0) faults.push(`${copies} mails twice`);
      return { alerts, missed: [...feeds.items.values()].filter(({ isMissed }) => isMissed).length, faults };
    },
  };
}
