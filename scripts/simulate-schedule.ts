/**
 * `npx tsx scripts/simulate-schedule.ts [regencies] [slots] [hours]`: the schedule of a nation by event simulation. Every regency has
 * sources of its own and searches at hosts that all share; a host is asked at most once a second by all workers together; a worker reads
 * 32 sources at a time. Prints how late sources are read and which hosts are the reason. Answer times and numbers of sources are
 * assumptions, named below; spacing and slots are the product's.
 */
const regencies = Number(process.argv[2] ?? 514);
const slots = Number(process.argv[3] ?? 256);
const hours = Number(process.argv[4] ?? 6);

interface Kind {
  readonly name: string;
  /** Sources a regency. */
  readonly each: number;
  readonly everySeconds: number;
  /** Requests a run. */
  readonly requests: number;
  /** How many regencies share a host; 1 for hosts of their own, Infinity for one host for all. */
  readonly sharedBy: number;
  /** Seconds that one request takes. */
  readonly answer: number;
}

const kinds: readonly Kind[] = [
  { name: 'media of its own', each: 25, everySeconds: 900, requests: 2, sharedBy: 1, answer: 1 },
  { name: 'village and agency sites', each: 40, everySeconds: 7_200, requests: 2, sharedBy: 1, answer: 2 },
  { name: 'provincial media', each: 10, everySeconds: 900, requests: 2, sharedBy: 14, answer: 1 },
  {
    name: 'news search, one host',
    each: 3,
    everySeconds: 1_800,
    requests: 1,
    sharedBy: Number.POSITIVE_INFINITY,
    answer: 1,
  },
  {
    name: 'video API, one host',
    each: 2,
    everySeconds: 3_600,
    requests: 3,
    sharedBy: Number.POSITIVE_INFINITY,
    answer: 0.5,
  },
];

interface Source {
  readonly kind: Kind;
  readonly host: string;
  due: number;
}

let seed = 7;
const random = (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

function simulate(spread: boolean): void {
  const sources: Source[] = [];
  for (const kind of kinds) {
    for (let regency = 0; regency < regencies; regency += 1) {
      for (let index = 0; index < kind.each; index += 1) {
        const group = kind.sharedBy === Number.POSITIVE_INFINITY ? 'all' : Math.floor(regency / kind.sharedBy);
        const own = kind.sharedBy === Number.POSITIVE_INFINITY ? kind.name : `${kind.name} ${group} ${index}`;
        sources.push({ kind, host: own, due: spread ? random() * kind.everySeconds : 0 });
      }
    }
  }
  const until = hours * 3_600;
  const hostFree = new Map<string, number>();
  const late = new Map<string, number[]>();
  const runningUntil: number[] = [];
  let busiest = 0;
  // A second at a time: what is due takes a free slot and then waits for its host's turns.
  const queue = [...sources];
  for (let now = 0; now < until; now += 1) {
    for (let index = runningUntil.length - 1; index >= 0; index -= 1) {
      if ((runningUntil[index] ?? 0) <= now) runningUntil.splice(index, 1);
    }
    const due = queue.filter((source) => source.due <= now).sort((a, b) => a.due - b.due);
    for (const source of due) {
      if (runningUntil.length >= slots) break;
      const { kind } = source;
      const turn = Math.max(now, hostFree.get(source.host) ?? 0);
      // A turn that is more than 15 s away is not waited for with a slot: the source comes again.
      if (turn - now > 15) continue;
      hostFree.set(source.host, turn + kind.requests);
      const ended = turn + kind.requests * Math.max(1, kind.answer);
      runningUntil.push(ended);
      const list = late.get(kind.name) ?? [];
      list.push(turn - source.due);
      late.set(kind.name, list);
      source.due = ended + kind.everySeconds;
    }
    busiest = Math.max(busiest, runningUntil.length);
  }
  const at = (list: readonly number[], share: number): number =>
    [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * share)] ?? 0;
  process.stdout.write(
    `${spread ? 'spread over their intervals' : 'all due at once'}: ${sources.length} sources, most slots in use ${busiest} of ${slots}\n`,
  );
  for (const [name, list] of late) {
    const demand =
      kinds
        .filter((kind) => kind.name === name)
        .map(({ each, requests, everySeconds }) => (regencies * each * requests) / everySeconds)[0] ?? 0;
    process.stdout.write(
      `  ${name}: ${list.length} runs, late p50 ${at(list, 0.5).toFixed(0)} s, p99 ${at(list, 0.99).toFixed(0)} s; ${demand.toFixed(2)} requests a second asked for\n`,
    );
  }
}

simulate(true);
simulate(false);
