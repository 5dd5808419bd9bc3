import type { AccountActivity, ActivityReport, ActivityState } from '../core/account.ts';
import type { Platform } from '../core/mention.ts';
import { formatNumber } from '../core/time.ts';

export const activityStateNames: Readonly<Record<ActivityState, string>> = {
  active: 'aktif',
  rare: 'jarang',
  silent: 'tidak ada kiriman',
  unmonitored: 'belum dipantau',
};

export const activityStateMeanings: Readonly<Record<ActivityState, string>> = {
  active: 'rata-rata sedikitnya satu kiriman seminggu',
  rare: 'ada kiriman, tetapi kurang dari satu seminggu',
  silent: 'tidak ada kiriman pada bulan ini',
  unmonitored: 'belum ada sumber yang mengambilnya, jadi belum dapat dinilai',
};

const platformNames: Readonly<Partial<Record<Platform, string>>> = {
  web: 'situs',
  facebook: 'Facebook',
  instagram: 'Instagram',
  threads: 'Threads',
  tiktok: 'TikTok',
  x: 'X',
  youtube: 'YouTube',
  telegram: 'Telegram',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
};

export function platformName(platform: Platform): string {
  return platformNames[platform] ?? platform;
}

/** `Oktober 2026` */
export function sayMonth(month: string): string {
  return new Intl.DateTimeFormat('id-ID', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00.000Z`),
  );
}

export function activitiesOf(report: ActivityReport): readonly AccountActivity[] {
  return report.agencies.flatMap(({ accounts }) => accounts);
}

export function countStates(report: ActivityReport): Readonly<Record<ActivityState, number>> {
  const counts = { active: 0, rare: 0, silent: 0, unmonitored: 0 };
  for (const { state } of activitiesOf(report)) counts[state] += 1;
  return counts;
}

/** Agencies that need a look, by what is known of them; lists without an agency are left out. */
export function agencyLists(
  report: ActivityReport,
): readonly { readonly title: string; readonly names: readonly string[] }[] {
  return [
    { title: 'Tanpa akun yang aktif', names: report.agenciesWithoutActive },
    { title: 'Akunnya belum dipantau', names: report.agenciesUnmonitored },
    { title: 'Belum ada dalam daftar akun', names: report.agenciesWithoutAccount },
  ].filter(({ names }) => names.length > 0);
}

/** What the month was like in a few sentences, for a reader who reads nothing else. */
export function sayActivity(report: ActivityReport): string {
  const all = activitiesOf(report);
  if (all.length === 0) return 'Belum ada akun resmi dalam daftar akun, jadi belum ada yang dapat dilaporkan.';
  const counts = countStates(report);
  const waiting = all.reduce((sum, { unansweredCount }) => sum + unansweredCount, 0);
  const parts = (['active', 'rare', 'silent', 'unmonitored'] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => `${formatNumber(counts[state])} ${activityStateNames[state]}`);
  // Where nothing is read, that no question was found says nothing.
  if (counts.unmonitored === all.length) return `Dari ${formatNumber(all.length)} akun resmi: ${parts.join(', ')}.`;
  const questions =
    waiting === 0
      ? 'Tidak ditemukan pertanyaan warga yang belum dijawab pada komentar yang terkumpul.'
      : `${formatNumber(waiting)} pertanyaan warga belum dijawab.`;
  return `Dari ${formatNumber(all.length)} akun resmi: ${parts.join(', ')}. ${questions}`;
}

export function sayCount(count: number | null): string {
  return count === null ? 'tidak diketahui' : formatNumber(count);
}
