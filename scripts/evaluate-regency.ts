/**
 * Measures the scorer on labelled mentions of regencies, beside two baselines: always the commonest label, and the `sentiment`
 * package with our words but none of our rules.
 *
 *   npx tsx scripts/evaluate-regency.ts dev.jsonl [--smsa valid.tsv] [--errors sentiment|about|level|alert|target|topic|agency|places|hoax]
 *
 * A row of the file: {id, title, text, about, level, sentiment, target_gov, alert, topic, opd, hoax, places}; `about` is the short name
 * of a regency or `other`. Each row is scored for its own regency; rows about none of them are scored for all and must be alerts for none.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import Sentiment from 'sentiment';
import type { ScoredDoc, Scorer } from '../src/core/score.ts';
import { loadGazetteer } from '../src/regions/gazetteer.ts';
import type { RegionFiles } from '../src/regions/region-files.ts';
import { toAgencies } from '../src/regions/region-names.ts';
import { createScorer } from '../src/scoring/create-scorer.ts';
import { lexiconFiles, parseLexicons } from '../src/text/parse-lexicons.ts';

interface Row {
  readonly id: string;
  readonly title: string | null;
  readonly text: string;
  readonly about: string;
  readonly level: 'kabupaten' | 'kota' | 'elsewhere';
  readonly sentiment: string;
  readonly target_gov: boolean;
  readonly alert: boolean;
  readonly topic: string;
  readonly opd: string | null;
  readonly hoax: string;
  readonly places: readonly string[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { smsa: { type: 'string' }, errors: { type: 'string' } },
});
const path = positionals[0];
if (path === undefined) {
  console.error('usage: evaluate-regency.ts FILE.jsonl [--smsa FILE.tsv] [--errors MEASURE]');
  process.exit(2);
}
const rows: readonly Row[] = readLines(path).map((line) => JSON.parse(line));

const root = new URL('..', import.meta.url);
const readRoot = (name: string) => readFileSync(new URL(name, root), 'utf8');
const lexicons = parseLexicons(Object.fromEntries(lexiconFiles.map((name) => [name, readRoot(`lexicons/${name}`)])));
const regionFiles: RegionFiles = {
  capitals: readRoot('data/regions/capitals.yaml'),
  'short-names': readRoot('data/regions/short-names.yaml'),
  namesakes: readRoot('data/regions/namesakes.yaml'),
  landmarks: readRoot('data/regions/landmarks.yaml'),
  'common-names': readRoot('data/regions/common-names.yaml'),
};
const gazetteer = loadGazetteer(regionFiles, toAgencies(lexicons.agencies));

const names = [...new Set(rows.map((row) => row.about))].filter((name) => name !== 'other').sort();
const codes = new Map(
  names.map((name) => {
    const regency = gazetteer.regencies.find((each) => each.shortName === name && each.kind === 'kabupaten');
    if (regency === undefined) throw new Error(`no regency is called ${name}`);
    return [name, regency.code];
  }),
);
const scorers = new Map<string, Scorer>(
  names.map((name) => [
    name,
    createScorer({ lexicons, region: gazetteer.findRegion(codes.get(name) ?? ''), otherRegencies: gazetteer }),
  ]),
);
const open = createScorer({ lexicons, region: null, otherRegencies: gazetteer });

const scoreWith = (scorer: Scorer | undefined, row: Row): ScoredDoc => {
  const scored = scorer?.score([
    { id: row.id, title: row.title, text: row.text, publishedAt: null, platform: null },
  ])[0];
  if (scored === undefined) throw new Error('nothing was scored');
  return scored;
};
const byRegion = new Map(names.map((name) => [name, rows.map((row) => scoreWith(scorers.get(name), row))]));
const unset = rows.map((row) => scoreWith(open, row));
/** The score for the row's own regency; for a row about another place, the score without a region. */
const own = rows.map((row, at) => byRegion.get(row.about)?.[at] ?? (unset[at] as ScoredDoc));

type Pair = readonly [truth: string, said: string, row: Row];
const tell = (measure: string, pairs: readonly Pair[], baselines: Readonly<Record<string, readonly Pair[]>> = {}) => {
  const majority = commonest(pairs.map(([truth]) => truth));
  const all = { ours: pairs, majority: pairs.map(([truth, , row]) => [truth, majority, row] as const), ...baselines };
  for (const [who, each] of Object.entries(all)) {
    const { accuracy, macroF1, byLabel } = measureOf(each);
    const labels =
      who === 'ours' && byLabel.length <= 4 ? byLabel.map(([label, f1]) => `${label} ${percent(f1)}`).join(' ') : '';
    console.log(
      `${measure.padEnd(22)} ${who.padEnd(10)} n=${each.length} acc ${percent(accuracy)} mF1 ${percent(macroF1)}  ${labels}`,
    );
  }
  if (values.errors === measure) {
    for (const [truth, said, row] of pairs)
      if (truth !== said) console.log(`  ${truth} → ${said} | ${row.title} | ${row.text}`);
  }
};

console.log(`${path}: ${rows.length} rows, lexicon ${lexicons.version}`);
const plain = plainSentiment();
tell(
  'sentiment',
  rows.map((row, at) => [row.sentiment, own[at]?.sentiment.label ?? '', row]),
  { plain: rows.map((row) => [row.sentiment, plain(`${row.title ?? ''} ${row.text}`), row] as const) },
);
for (const name of names) {
  const scored = byRegion.get(name) as readonly ScoredDoc[];
  tell(
    `about ${name}`,
    rows.map((row, at) => [String(row.about === name), String(scored[at]?.relevance.about === codes.get(name)), row]),
  );
}
tell(
  'about (no region)',
  rows.map((row, at) => {
    const said = unset[at]?.relevance.about;
    return [row.about, names.find((name) => codes.get(name) === said) ?? 'other', row];
  }),
);
const levels = { kabupaten: 'regency', kota: 'city', elsewhere: 'elsewhere' } as const;
tell(
  'level',
  names.flatMap((name) =>
    rows.flatMap((row, at): Pair[] => {
      if (row.about !== name && row.about !== 'other') return [];
      const truth = row.about === 'other' && row.level === 'kabupaten' ? 'elsewhere' : levels[row.level];
      return [[truth, byRegion.get(name)?.[at]?.relevance.level ?? '', row]];
    }),
  ),
);
tell(
  'alert',
  rows.map((row, at) => {
    const isAlert =
      row.about === 'other'
        ? names.some((name) => byRegion.get(name)?.[at]?.attention === 'alert')
        : own[at]?.attention === 'alert';
    return [String(row.alert), String(isAlert), row];
  }),
);
tell(
  'target',
  rows.map((row, at) => [String(row.target_gov), String(own[at]?.target === 'government'), row]),
);
tell(
  'topic',
  rows.map((row, at) => [row.topic, own[at]?.topic ?? '', row]),
);
tell(
  'agency',
  rows.map((row, at) => [row.opd ?? 'none', agencyLabel(own[at]?.agency ?? null, row.opd), row]),
);
const hoaxLabels: Readonly<Record<string, string>> = { 'mentions-hoax': 'mention' };
tell(
  'hoax',
  rows.map((row, at) => [hoaxLabels[row.hoax] ?? row.hoax, own[at]?.hoax.class ?? '', row]),
);
tellPlaces();
if (values.smsa !== undefined) tellSmsa(values.smsa);
tellSpeed();

/** Places that the text itself names; labels also list some that only the full article named. */
function tellPlaces(): void {
  let right = 0;
  let said = 0;
  let wanted = 0;
  const flat = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '');
  for (const [at, row] of rows.entries()) {
    if (row.about === 'other') continue;
    const inText = flat(`${row.title ?? ''} ${row.text}`);
    const truth = new Set(row.places.map(flat).filter((name) => inText.includes(name) && name !== flat(row.about)));
    const found = new Set((own[at]?.places ?? []).map((place) => flat(place.name)));
    const hits = [...found].filter((name) => truth.has(name)).length;
    right += hits;
    said += found.size;
    wanted += truth.size;
    if (values.errors === 'places' && (hits < truth.size || hits < found.size)) {
      console.log(`  ${[...truth].join(', ')} → ${[...found].join(', ')} | ${row.title} | ${row.text}`);
    }
  }
  console.log(
    `${'places'.padEnd(22)} ours       precision ${percent(right / said)} recall ${percent(right / wanted)} of ${wanted}`,
  );
}

function tellSmsa(file: string): void {
  const labelled = readLines(file).map((line) => line.split('\t'));
  const asRow = (text: string) => ({ title: null, text }) as unknown as Row;
  const pairs = labelled.map(([text = '', label = '']): Pair => {
    const said = scoreWith(open, { ...asRow(text), id: 'smsa' }).sentiment.label;
    return [label, said === 'unscored' ? 'neutral' : said, asRow(text)];
  });
  tell('SmSA sentiment', pairs, { plain: pairs.map(([truth, , row]) => [truth, plain(row.text), row] as const) });
}

/** Texts of 300 characters, cut from the file, scored over and over on one thread. */
function tellSpeed(): void {
  const joined = rows.map((row) => `${row.title ?? ''}. ${row.text}`).join('\n');
  const docs = Array.from({ length: Math.floor(joined.length / 300) }, (_, at) => ({
    id: String(at),
    title: null,
    text: joined.slice(at * 300, at * 300 + 300),
    publishedAt: null,
    platform: null,
  }));
  const scorer = scorers.get(names[0] ?? '') ?? open;
  const perSecond = (run: () => number): number => {
    for (let warm = 0; warm < 10; warm += 1) run();
    const start = performance.now();
    let count = 0;
    while (performance.now() - start < 2000) count += run();
    return Math.round((count / (performance.now() - start)) * 1000);
  };
  let words = 0;
  const floor = perSecond(() => {
    for (const { text } of docs) words += text.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
    return docs.length;
  });
  const ours = perSecond(() => scorer.score(docs).length);
  console.log(
    `speed: ${ours} documents of 300 characters a second; splitting them into words alone: ${floor} (${words > 0 ? (floor / ours).toFixed(1) : '–'} times)`,
  );
}

/** The package as it comes: our single words as labels, its own tokens, the sign of its sum. */
function plainSentiment(): (text: string) => string {
  const analyzer = new Sentiment();
  const words = lexicons.sentiment.flatMap(({ terms }) => terms.map(({ term, weight }) => [term, weight] as const));
  analyzer.registerLanguage('plain-id', { labels: Object.fromEntries(words) });
  return (text) => {
    const { score } = analyzer.analyze(text, { language: 'plain-id' });
    return score > 0 ? 'positive' : score < 0 ? 'negative' : 'neutral';
  };
}

/** The set's agency names are groups (`Dinkes/RSUD`); ours counts as right when it is one of the group. */
function agencyLabel(agency: string | null, opd: string | null): string {
  const groups: Readonly<Record<string, readonly string[]>> = {
    'Setda/Humas': ['Sekretariat Daerah', 'Bupati', 'Diskominfo'],
    'PDAM/PLN': ['PDAM', 'PLN'],
    'Dinkes/RSUD': ['Dinkes', 'RSUD', 'SPPG', 'BPJS Kesehatan'],
    'Inspektorat/Kejaksaan': ['Inspektorat', 'Kejari', 'Pengadilan', 'KPK'],
    'Disperindag/Koperasi': ['Disperindag', 'Diskop UKM'],
    'KPU/Bawaslu': ['KPU', 'Bawaslu'],
    Disparbud: ['Disparpora', 'KONI'],
    Distan: ['Dispertan'],
    Desa: ['Pemdes', 'DPMD'],
    Polres: ['Polres', 'Satlantas'],
  };
  if (agency === null) return 'none';
  if (opd !== null && (groups[opd] ?? [opd]).includes(agency)) return opd;
  return Object.entries(groups).find(([, members]) => members.includes(agency))?.[0] ?? agency;
}

function measureOf(pairs: readonly Pair[]): {
  accuracy: number;
  macroF1: number;
  byLabel: readonly (readonly [string, number])[];
} {
  const labels = [...new Set(pairs.map(([truth]) => truth))].sort();
  const byLabel = labels.map((label) => {
    const hits = pairs.filter(([truth, said]) => truth === label && said === label).length;
    const wrong = pairs.filter(([truth, said]) => (truth === label) !== (said === label)).length;
    return [label, hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong)] as const;
  });
  return {
    accuracy: pairs.filter(([truth, said]) => truth === said).length / pairs.length,
    macroF1: byLabel.reduce((sum, [, f1]) => sum + f1, 0) / labels.length,
    byLabel,
  };
}

function commonest(labels: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

function readLines(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
