import { channelNames } from '../../core/alert-fate.ts';
import type { Stage } from './verdict.ts';

/** What nothing can carry is dropped, and said: when the channel is set up one day, it must not all be sent, long stale. */
export const reachable: Stage =
  ({ target, limits, hasChannel }) =>
  () => {
    if (limits === null) {
      const detail = `penerima ${target.recipient} tidak ada lagi di konfigurasi`;
      return { outcome: 'dropped', reason: 'no-recipient', detail };
    }
    if (hasChannel) return null;
    const detail = `saluran ${channelNames[target.channel]} belum siap: alamat server atau tokennya belum diisi`;
    return { outcome: 'dropped', reason: 'no-channel', detail };
  };
