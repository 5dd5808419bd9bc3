import type { ProvinceCircle } from '../../core/province.ts';
import { compareRegencies, type RegencyRow } from '../../core/province-figures.ts';
import { addDays, localDate } from '../../core/time.ts';
import { listRegencyDays, listRegencyStates } from '../../store/province/view.ts';
import type { WebDeps } from '../deps.ts';
import { notFound } from '../page.ts';

/** Days that the comparison needs: a week and the four before it. */
const days = 35;

/** @throws RequestError 404 on the pages of a regency that is on its own */
export function circleOf({ province }: Pick<WebDeps, 'province'>): ProvinceCircle {
  if (province === null) throw notFound();
  return province;
}

export async function loadRegencies({ db, now, region, province }: WebDeps): Promise<RegencyRow[]> {
  const { members } = circleOf({ province });
  const at = now();
  const today = localDate(at, region.timezone);
  const published = await listRegencyDays(db, addDays(today, -days), today);
  return compareRegencies(members, published, await listRegencyStates(db), { now: at, today });
}

/** Columns that the comparison can be sorted by; most first, except the name and what is longest ago. */
export const regencySorts = [
  'nama',
  'hari-ini',
  'minggu',
  'perubahan',
  'negatif',
  'isu',
  'peringatan',
  'diam',
  'data',
] as const;
export type RegencySort = (typeof regencySorts)[number];

/** How many times its usual the week was; null while its usual is not known. */
export function growthOf({ week, usual }: Pick<RegencyRow, 'week' | 'usual'>): number | null {
  return usual === null || usual.mentions === 0 ? null : week.mentions / usual.mentions;
}

export function sortRegencies(rows: readonly RegencyRow[], sort: RegencySort): RegencyRow[] {
  return [...rows].sort(
    (a, b) => rankOf(b, sort) - rankOf(a, sort) || a.member.name.localeCompare(b.member.name, 'id'),
  );
}

function rankOf(row: RegencyRow, sort: RegencySort): number {
  switch (sort) {
    case 'nama':
      return 0;
    case 'hari-ini':
      return row.today.mentions;
    case 'minggu':
      return row.week.mentions;
    case 'perubahan':
      return growthOf(row) ?? -1;
    case 'negatif':
      return row.negativesPerThousand ?? -1;
    case 'isu':
      // Of those with as many open ones the one with more red.
      return (row.state?.openIssues ?? -1) * 1e4 + (row.state?.redIssues ?? 0);
    case 'peringatan':
      return row.today.alerts + row.week.alerts;
    case 'diam':
      return row.state?.silentSources ?? -1;
    case 'data':
      return row.state === null ? Number.MAX_SAFE_INTEGER : -Date.parse(row.state.publishedAt);
  }
}
