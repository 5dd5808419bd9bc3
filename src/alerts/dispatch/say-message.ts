import type { MessageOccasion } from '../../core/notification.ts';
import { formatNumber } from '../../core/time.ts';

/** Why an alert came the way it came; null for one that came alone. */
export function sayMessage(occasion: MessageOccasion, alerts: number): string | null {
  const others = alerts > 1 ? `satu pesan bersama ${formatNumber(alerts - 1)} peringatan lain` : null;
  if (occasion === 'escalation')
    return `dinaikkan karena belum ada yang menyatakan menangani${others === null ? '' : `; ${others}`}`;
  return occasion === 'collected' ? `${others ?? 'satu pesan'} karena batas pesan` : others;
}
