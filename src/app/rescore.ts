import { type RescoreSummary, rescoreStale } from '../jobs/rescore.ts';
import { withActiveAdapter } from './adaptation/adapter-files.ts';
import { headOf } from './adaptation/preview-flips.ts';
import { attentionNames, labelNames } from './label-names.ts';
import { lockDatabase } from './lock.ts';
import { createLogger } from './logger.ts';
import { loadModels } from './models.ts';
import { openConfigured } from './open-configured.ts';
import { createProcessing, scoreDepsOf } from './processing.ts';
import { createRescoring } from './rescoring/rescoring.ts';

export interface RescoreCommand {
  /** Only what was published within so many days; null for all. */
  readonly days: number | null;
  readonly dryRun: boolean;
}

const mostExamples = 20;

/**
 * Goes through what an older scorer, lexicon or adapter scored, scores again what the change can touch, and groups it anew.
 * @throws ConfigError while another process runs on the same SQLite file (it does this by itself), and when the adapter cannot be used
 */
export async function rescoreConfigured(configPath: string, { days, dryRun }: RescoreCommand): Promise<RescoreSummary> {
  const installation = await openConfigured(configPath, createLogger('error'));
  try {
    const { config, now } = installation;
    // A damaged adapter is left out elsewhere; here it would overturn every verdict that it made.
    withActiveAdapter(loadModels(), config);
    const isFile = !config.database.includes('://') && config.database !== ':memory:';
    const unlock = dryRun || !isFile ? () => {} : lockDatabase(config.database);
    try {
      const since = days === null ? null : new Date(now().getTime() - days * 86_400_000).toISOString();
      const rescoring = createRescoring(installation);
      const options = { since, write: !dryRun, mostExamples };
      const summary = await rescoreStale(scoreDepsOf(installation, rescoring), options);
      if (!dryRun) await createProcessing(installation).group();
      return summary;
    } finally {
      unlock();
    }
  } finally {
    await installation.close();
  }
}

/** What changed, in Indonesian: counts, then examples with their links. */
export function describeRescore({ flips, attention, examples }: RescoreSummary): string {
  const lines = [
    ...flips.map(({ before, after, count }) => `nada ${labelNames[before]} → ${labelNames[after]}: ${count}`),
    ...attention.map(
      ({ before, after, count }) => `perhatian ${attentionNames[before]} → ${attentionNames[after]}: ${count}`,
    ),
    ...(examples.length === 0 ? [] : ['']),
    ...examples.map(
      ({ title, text, url, before, after }) =>
        `${headOf(title, text)}  ${labelNames[before]} → ${labelNames[after]}${url === null ? '' : `  ${url}`}`,
    ),
  ];
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
