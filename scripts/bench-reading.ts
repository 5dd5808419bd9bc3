/**
 * How well and how fast feeds are read, beside rss-parser alone, feedsmith and feedparser, on a folder of feeds:
 *
 *   npm run build && npx tsx scripts/bench-reading.ts <folder> [--only faults,fuzz,real,expectations,hostile,speed,dates] [--seed n] [--rounds n] [--show]
 *
 * `<folder>` holds `one-fault/` with expected.json, `feedparser-tests/` and `sample-feeds/`; beside it lies `real-feeds/`. Fuzzing takes
 * a new seed each time and prints it. `--show` prints what our reader got wrong.
 */
import { parseArgs } from 'node:util';
import { measureDates } from './feed-dates.ts';
import { measureExpectations } from './feed-expectations.ts';
import { measureFaults } from './feed-faults.ts';
import { measureFuzz } from './feed-fuzz.ts';
import { measureHostile } from './feed-hostile.ts';
import { measureReal } from './feed-real.ts';
import { measureSpeed } from './feed-speed.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    seed: { type: 'string' },
    rounds: { type: 'string' },
    show: { type: 'boolean' },
  },
});
const folder = positionals[0];
if (folder === undefined) throw new Error('name the folder of feeds');
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);

const show = values.show === true;

const parts: Readonly<Record<string, () => Promise<void> | void>> = {
  faults: () => measureFaults(folder),
  fuzz: () => measureFuzz(folder, { seed, rounds: Number(values.rounds ?? 1_600), show }),
  real: () => measureReal(folder),
  expectations: () => measureExpectations(folder, show),
  hostile: () => measureHostile(),
  speed: () => measureSpeed(folder),
  dates: () => measureDates(),
};
for (const name of values.only?.split(',') ?? Object.keys(parts)) {
  const measure = parts[name];
  if (measure === undefined) throw new Error(`no part ${name}: ${Object.keys(parts).join(', ')}`);
  await measure();
}
process.exit(0);
