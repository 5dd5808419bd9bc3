import { ConfigError } from '../core/errors.ts';
import { type CollectOutcome, collectSource } from '../jobs/collect.ts';
import { listSources } from '../store/sources.ts';
import { createLogger } from './logger.ts';
import { openConfigured } from './open-configured.ts';
import { scoreAndGroup } from './processing.ts';
import { createProgressLines } from './progress-lines.ts';
import { createReportThread } from './reporting/report-thread.ts';
import { createRuntime } from './runtime.ts';

/**
 * Runs the named sources once (the due ones if none is named), then scores and groups what is new. Progress goes to `stream`.
 * @throws ConfigError naming every source that does not exist
 */
export async function collectOnce(
  configPath: string,
  ids: readonly string[],
  stream: NodeJS.WriteStream,
): Promise<readonly CollectOutcome[]> {
  const installation = await openConfigured(configPath, createLogger('error'));
  try {
    const sources = await listSources(installation.db);
    const unknown = ids.filter((id) => !sources.some((source) => source.id === id));
    if (unknown.length > 0)
      throw new ConfigError(unknown.map((id) => ({ where: id, message: 'tidak ada sumber dengan nama ini' })));
    const outcomes: CollectOutcome[] = [];
    const print = createProgressLines(stream);
    const runtime = createRuntime({
      installation,
      staff: null,
      // Nothing is sent here, so it never starts.
      reports: createReportThread(),
      publicUrl: null,
      announce: () => {},
      isSettling: () => false,
      onProgress: (event) => {
        print(event);
        if (event.type === 'ended') outcomes.push(event.outcome);
      },
    });
    try {
      if (ids.length === 0) await runtime.collectDue();
      else {
        const named = sources.filter((source) => ids.includes(source.id));
        await Promise.all(named.map((source) => collectSource(runtime.collectDeps, source)));
      }
      await scoreAndGroup(installation);
    } finally {
      await runtime.close();
    }
    return outcomes;
  } finally {
    await installation.close();
  }
}
