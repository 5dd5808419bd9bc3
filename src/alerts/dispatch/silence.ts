import { type Silence, silenceMark } from '../../core/dispatch.ts';
import { formatDateTime } from '../../core/time.ts';
import { matches } from './matches.ts';
import type { Stage } from './verdict.ts';

/** What a person has silenced waits until the last silence that matches it ends. */
export const silence: Stage = ({ silences, zone }, now) => {
  const at = now.toISOString();
  const inForce = silences
    .filter(({ startsAt, endsAt, endedAt }) => endedAt === null && startsAt <= at && at < endsAt)
    .sort((a, b) => (a.endsAt < b.endsAt ? 1 : a.endsAt > b.endsAt ? -1 : a.id - b.id));
  return ({ alert }) => {
    const muting = inForce.find(({ match }) => matches(match, alert));
    if (muting === undefined) return null;
    return { outcome: 'held', reason: 'silenced', detail: saySilence(muting, zone), until: muting.endsAt };
  };
};

/** `peredaman #4 oleh Rina sampai 23 Nov 2026, 06.00 WIB: perbaikan pipa terjadwal` */
function saySilence({ id, author, endsAt, reason }: Silence, zone: string): string {
  return `${silenceMark(id)} oleh ${author} sampai ${formatDateTime(endsAt, zone)}: ${reason}`;
}
