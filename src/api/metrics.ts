import { countOutbox } from '../store/outbox.ts';
import { listSources } from '../store/sources.ts';
import { countTotals } from '../store/stats.ts';
import { listCredentials } from './credentials.ts';
import type { ApiDeps } from './deps.ts';
import { countByStatus, lastRunAt, schedulerLag } from './health.ts';
import type { CredentialBody } from './schemas/credential.ts';

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge';
  readonly values: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[];
}

/** Prometheus text format 0.0.4, newline at the end. */
export async function toMetrics(deps: ApiDeps): Promise<string> {
  const now = deps.now();
  const sources = await listSources(deps.db);
  const credentials = await listCredentials(deps, now);
  const totals = await countTotals(deps.db);
  const last = lastRunAt(sources);
  const metrics: readonly Metric[] = [
    one('kentongan_build_info', 'Version of the program.', 1, { version: deps.version }),
    by('kentongan_sources', 'Sources by health.', 'status', countByStatus(sources, now)),
    one('kentongan_mentions', 'Mentions stored, without those set aside.', totals.mentions),
    one('kentongan_mentions_set_aside', 'Mentions set aside, for instance gambling spam.', totals.setAside),
    one('kentongan_mentions_relevant', "Mentions about this installation's regency.", totals.relevant),
    one('kentongan_mentions_unscored', 'Mentions that wait for a score.', totals.waiting),
    one('kentongan_issues', 'Issues stored.', totals.issues),
    one('kentongan_alerts', 'Alerts fired.', totals.alerts),
    by('kentongan_outbox', 'Messages by state.', 'state', await countOutbox(deps.db)),
    ofBudgets('kentongan_budget_used', 'Taken from a budget of a key in its window.', credentials, ({ used }) => used),
    ofBudgets('kentongan_budget_limit', 'Limit of a budget of a key.', credentials, ({ limit }) => limit),
    one(
      'kentongan_scheduler_lag_seconds',
      'How late the longest overdue source is.',
      schedulerLag(sources, deps.startedAt, now) / 1000,
    ),
    {
      name: 'kentongan_last_collection_age_seconds',
      help: 'Since any source was last asked; absent before the first time.',
      type: 'gauge',
      values: last === null ? [] : [{ value: Math.max(0, now.getTime() - Date.parse(last)) / 1000 }],
    },
    one('process_start_time_seconds', 'When this process began.', Date.parse(deps.startedAt) / 1000),
    one('process_resident_memory_bytes', 'Resident memory.', process.memoryUsage.rss()),
  ];
  return metrics.map(toText).join('');
}

function one(name: string, help: string, value: number, labels?: Readonly<Record<string, string>>): Metric {
  return { name, help, type: 'gauge', values: [labels === undefined ? { value } : { labels, value }] };
}

function by(name: string, help: string, label: string, counts: Readonly<Record<string, number>>): Metric {
  const values = Object.entries(counts).map(([key, value]) => ({ labels: { [label]: key }, value }));
  return { name, help, type: 'gauge', values };
}

function ofBudgets(
  name: string,
  help: string,
  credentials: readonly CredentialBody[],
  amountOf: (budget: CredentialBody['budgets'][number]) => number,
): Metric {
  const values = credentials.flatMap(({ id, budgets }) =>
    budgets.map((budget) => ({ labels: { credential: id, budget: budget.name }, value: amountOf(budget) })),
  );
  return { name, help, type: 'gauge', values };
}

function toText({ name, help, type, values }: Metric): string {
  const lines = values.map(({ labels = {}, value }) => {
    const pairs = Object.entries(labels).map(([key, text]) => `${key}="${text.replace(/[\\"\n]/g, escaped)}"`);
    return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function escaped(character: string): string {
  return character === '\n' ? '\\n' : `\\${character}`;
}
