import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { toMetrics } from '../../src/api/metrics.ts';
import { createProcessFigures } from '../../src/api/metrics-process.ts';
import type { JobFigures } from '../../src/core/job-figures.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { now, seed } from '../api/seed.ts';
import { makeApiDeps } from '../api/serve-seed.ts';

const folder = new URL('../../docs/operations/', import.meta.url).pathname;
const read = (name: string): string => readFileSync(`${folder}${name}`, 'utf8');

const jobs: JobFigures = {
  runs: () => [],
  queues: async () => [{ regency: null, queue: 'x', waiting: 0, running: 0, oldestDueAt: null, dead: 0 }],
};

/** Name → type, of everything that a process with jobs and a regency exports. */
async function exported(): Promise<ReadonlyMap<string, string>> {
  const { db } = await seed();
  const figures = createProcessFigures({ version: '0.1.0', role: 'all', jobs });
  const text = await toMetrics([makeApiDeps(db)], figures, now);
  await closeDatabase(db);
  return new Map([...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name = '', type = '']) => [name, type]));
}

/** Names of metrics in a PromQL expression: ours and those of the process. */
function namesIn(expression: string): readonly string[] {
  return [...expression.matchAll(/\b(?:kentongan|process|nodejs)_\w+/g)].map(([name]) => name);
}

function isExported(name: string, known: ReadonlyMap<string, string>): boolean {
  if (known.has(name) && known.get(name) !== 'histogram') return true;
  const histogram = name.replace(/_(bucket|sum|count)$/, '');
  return histogram !== name && known.get(histogram) === 'histogram';
}

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly action: string };
}

const rules = (parse(read('alert-rules.yaml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
);

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly w: number };
  readonly targets?: readonly { readonly expr: string }[];
}

const dashboard = JSON.parse(read('grafana-dashboard.json')) as {
  readonly schemaVersion: number;
  readonly templating: { readonly list: readonly { readonly name: string; readonly definition?: string }[] };
  readonly panels: readonly Panel[];
};

describe('monitoring', () => {
  it('documents every metric that is exported, and no other', async () => {
    const known = [...(await exported()).keys()];
    const page = read('metrics.md');
    const documented = page
      .split('\n')
      .flatMap((line) => (line.startsWith('| `') ? namesIn(line.split('|')[1] ?? '') : []));
    expect(documented.toSorted()).toEqual(known.toSorted());
  });

  it('has rules only on metrics that exist', async () => {
    const known = await exported();
    const names = rules.flatMap(({ expr }) => namesIn(expr));
    expect(names.length).toBeGreaterThan(rules.length);
    expect(names.filter((name) => !isExported(name, known))).toEqual([]);
  });

  it('has panels only on metrics that exist, and shows every one of ours', async () => {
    const known = await exported();
    const expressions = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
    const variables = dashboard.templating.list.map(({ definition = '' }) => definition);
    const names = [...expressions, ...variables].flatMap(namesIn);
    expect(names.filter((name) => !isExported(name, known))).toEqual([]);
    const shown = new Set(names.map((name) => name.replace(/_(bucket|sum|count)$/, '')));
    expect([...known.keys()].filter((name) => name.startsWith('kentongan_') && !shown.has(name))).toEqual([]);
  });

  it('has rules that say how grave it is, what happens and what to do', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { labels, annotations } of rules) {
      expect(['critical', 'warning', 'info']).toContain(labels.severity);
      expect(annotations.summary.length).toBeGreaterThan(10);
      expect(annotations.action.length).toBeGreaterThan(5);
    }
  });

  it('never adds up what several processes say of one regency', () => {
    const own = /kentongan_(?!job_|http_|build_|figures_|disk_|database_log|archive|last_archive)\w+/;
    const expressions = [
      ...rules.map(({ expr }) => expr),
      ...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
    ];
    const careless = expressions.filter((expr) => own.test(expr) && !/\b(max|topk)\b/.test(expr));
    expect(careless).toEqual([]);
  });

  it('has a dashboard that Grafana lays out', () => {
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(39);
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(dashboard.panels.filter(({ gridPos }) => gridPos.x + gridPos.w > 24)).toEqual([]);
    const queries = dashboard.panels.filter(({ type }) => type !== 'row');
    expect(queries.filter(({ targets = [] }) => targets.length === 0)).toEqual([]);
  });
});
