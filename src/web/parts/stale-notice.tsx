import type { JSX } from 'preact';
import { formatNumber } from '../../core/time.ts';
import { Notice } from './notices.tsx';

/** More than today and yesterday waiting to be counted is said; those two are counted again within a minute. */
const usual = 2;

/** Says that the numbers of a period are not all counted yet. */
export function StaleNotice({ days }: { days: readonly string[] }): JSX.Element | null {
  if (days.length <= usual) return null;
  return (
    <div class="notices">
      <Notice tone="info">
        Angka {formatNumber(days.length)} hari dalam kurun ini sedang dihitung ulang, jadi dapat berubah sebentar lagi.
      </Notice>
    </div>
  );
}
