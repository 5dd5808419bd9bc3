import type { Config } from '../../config/load.ts';
import { ConfigError } from '../../core/errors.ts';
import { type ErasureReport, nothingErased } from '../../store/erasure.ts';
import { type ForgetResult, type ForgetWish, forget } from '../forget.ts';
import { loadKnowledge } from '../knowledge.ts';
import { createLogger } from '../logger.ts';
import { openRegencies } from '../tasks/regencies.ts';

/**
 * Erases what one person wrote in a whole province: in what it collects for all, and in every regency, each of which knows the person by a
 * pseudonym of its own.
 * @throws ConfigError for a wish that does not name the person in the same way everywhere, and for one that finds nobody anywhere
 */
export async function forgetInProvince(config: Config, wish: ForgetWish): Promise<ForgetResult> {
  if (wish.name !== null || wish.pseudonyms.length > 0 || wish.mentionIds.length > 0) {
    const message =
      'dengan berkas provinsi hanya --platform dan --handle, atau --url; yang lain berbeda di tiap kabupaten/kota';
    throw new ConfigError([{ where: 'forget', message }]);
  }
  const options = { knowledge: loadKnowledge(), log: createLogger('warn'), now: () => new Date() };
  const regencies = await openRegencies({ config, ...options });
  const found: Extract<ForgetResult, { kind: 'found' }>['mentions'][number][] = [];
  let report: ErasureReport = nothingErased;
  let isFound = false;
  let refusal: ConfigError | null = null;
  try {
    const { all, shared } = regencies;
    for (const regency of shared === null ? all : [shared, ...all]) {
      const installation = await regencies.open(regency);
      try {
        const result = await forget(installation, wish);
        isFound = true;
        if (result.kind === 'found') found.push(...result.mentions);
        if (result.kind === 'erased') report = sumOf(report, result.report);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        // An address that is not stored here may be elsewhere.
        refusal = error;
      } finally {
        await installation.close();
      }
    }
  } finally {
    await regencies.close();
  }
  if (!isFound && refusal !== null) throw refusal;
  return wish.dryRun ? { kind: 'found', mentions: found } : { kind: 'erased', report };
}

function sumOf(a: ErasureReport, b: ErasureReport): ErasureReport {
  const sum = Object.entries(a).map(([name, count]) => [name, count + b[name as keyof ErasureReport]]);
  return Object.fromEntries(sum) as ErasureReport;
}
