/** What an import is at, for people who wait. `share` from 0 to 1. */
export interface ImportProgress {
  readonly stage: 'rows' | 'links' | 'search' | 'check';
  readonly table: string;
  readonly share: number;
}

const stages = {
  rows: 'memuat baris',
  links: 'menyambung balasan',
  search: 'mengindeks teks',
  check: 'membaca ulang dan membandingkan',
} as const;

const step = 0.1;

/** Writes a line for every tenth of each stage. */
export function createProgressLines(write: (line: string) => void): (progress: ImportProgress) => void {
  let stage: ImportProgress['stage'] | null = null;
  let next = 0;
  return (progress) => {
    if (progress.stage !== stage) next = step;
    stage = progress.stage;
    if (progress.share < next) return;
    while (next <= progress.share) next += step;
    write(`${stages[stage]}: ${Math.floor(progress.share * 100)}% (${progress.table})`);
  };
}
