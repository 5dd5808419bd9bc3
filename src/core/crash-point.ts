/**
 * Places where a test kills the process as a power cut would: `KENTONGAN_CRASH_AT=after-claim` at the first time it is reached,
 * `after-claim:3` at the third. Nothing happens, and nothing is asked of the environment, when it was not set at the start.
 */
export const crashPoints = [
  'after-fetch',
  'before-step-commit',
  'after-step-commit',
  'before-score-commit',
  'after-score-commit',
  'before-cluster-commit',
  'after-cluster-commit',
  'before-alert-commit',
  'after-alert-commit',
  'before-dispatch-commit',
  'after-dispatch-commit',
  'before-digest-commit',
  'after-claim',
  'before-data',
  'before-dot',
  'after-250-before-mark',
  'during-migration',
  'during-backup',
  'erasure-remembered',
  'after-export-part',
  'before-import-commit',
  'after-import-part',
  'after-words-index',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

const [wanted, times = '1'] = (process.env.KENTONGAN_CRASH_AT ?? '').split(':');
let left = Number(times);

/** Ends the process with SIGKILL if a test asked for it here. */
export function crashAt(point: CrashPoint): void {
  if (point !== wanted) return;
  left -= 1;
  if (left <= 0) process.kill(process.pid, 'SIGKILL');
}
