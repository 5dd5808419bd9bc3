/** What one piece of work took at one size. */
export interface Figure {
  /** Milliseconds of processor time of the process, its garbage collector and threads; what a busy machine hardly changes. */
  readonly cpu: number;
  /** Milliseconds by the clock. */
  readonly wall: number;
}

/**
 * How a row is judged. `each`: what one more item takes, which must not grow faster than log n, so that all n take no more than n log n.
 * `whole`: what one run takes, which must not grow faster than n log n.
 */
export type Judged = 'each' | 'whole';

export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly judged: Judged;
  /** By size; milliseconds unless the unit says otherwise. */
  readonly figures: ReadonlyMap<number, Figure>;
}

/** What is measured at one size: name → figure of one unit. */
export interface Measured {
  readonly name: string;
  readonly unit: string;
  readonly judged: Judged;
  readonly figure: Figure;
}

export async function timed(work: () => Promise<unknown>, units = 1): Promise<Figure> {
  const [began, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { cpu: (user + system) / 1_000 / units, wall: (performance.now() - began) / units };
}

/** The middle of several runs, by processor time. */
export async function middleOf(runs: number, work: () => Promise<unknown>, units = 1): Promise<Figure> {
  const figures: Figure[] = [];
  for (let run = 0; run < runs; run += 1) figures.push(await timed(work, units));
  figures.sort((a, b) => a.cpu - b.cpu);
  return figures[runs >> 1] ?? { cpu: 0, wall: 0 };
}

/** One row for each thing measured, its figures by size. */
export function toRows(bySize: ReadonlyMap<number, readonly Measured[]>): readonly Row[] {
  const rows = new Map<string, Row & { readonly figures: Map<number, Figure> }>();
  for (const [size, measured] of bySize) {
    for (const { name, unit, judged, figure } of measured) {
      const row = rows.get(name) ?? { name, unit, judged, figures: new Map<number, Figure>() };
      row.figures.set(size, figure);
      rows.set(name, row);
    }
  }
  return [...rows.values()];
}

/** Below this, milliseconds, a figure is mostly what any call costs: it says nothing of growth. Of an item it is the mean of hundreds. */
const tooShort: Readonly<Record<Judged, number>> = { each: 0.02, whole: 1 };
/** Two runs of the same work differ by so much of an exponent on a quiet machine. */
const tolerance = 0.15;

export interface Step {
  readonly from: number;
  readonly to: number;
  /** `e` in cost ~ n^e between the two sizes. */
  readonly exponent: number;
  /** The same of what is allowed: log n, or n log n. */
  readonly allowed: number;
  readonly isWorse: boolean;
}

/** How the cost grew from each size to the next, by processor time. */
export function stepsOf({ judged, figures }: Row): readonly Step[] {
  const sizes = [...figures.keys()].sort((a, b) => a - b);
  return sizes.slice(1).map((to, index) => {
    const from = sizes[index] ?? 1;
    const [before, after] = [figures.get(from)?.cpu ?? 0, figures.get(to)?.cpu ?? 0];
    const by = Math.log(to / from);
    const exponent = Math.log(Math.max(after, 1e-6) / Math.max(before, 1e-6)) / by;
    const log = Math.log(Math.log(Math.max(to, 2)) / Math.log(Math.max(from, 2))) / by;
    const allowed = log + (judged === 'whole' ? 1 : 0);
    return { from, to, exponent, allowed, isWorse: after > tooShort[judged] && exponent > allowed + tolerance };
  });
}
