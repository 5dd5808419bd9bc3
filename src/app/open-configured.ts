import { type Config, loadAnyConfig, loadConfig } from '../config/load.ts';
import type { Logger } from '../core/log.ts';
import { type Installation, openInstallation } from './installation.ts';
import { loadKnowledge } from './knowledge.ts';
import { provinceRegion } from './tasks/regencies.ts';
import { units } from './units.ts';

/** Opens the installation that the configuration file of a regency describes. @throws ConfigError */
export function openConfigured(configPath: string, log: Logger): Promise<Installation> {
  return open(loadConfig(configPath, units, process.env), log);
}

/** The same for a regency or a province, of which it is what all regencies share: its own people and sources. @throws ConfigError */
export function openAnyConfigured(configPath: string, log: Logger): Promise<Installation> {
  return open(loadAnyConfig(configPath, units, process.env), log);
}

function open(config: Config, log: Logger): Promise<Installation> {
  const knowledge = loadKnowledge();
  const region = config.regencies === null ? {} : { region: provinceRegion(config.region.code, knowledge) };
  return openInstallation({ kind: 'live', config, knowledge, log, now: () => new Date(), ...region });
}
