import { loadConfig } from '../config/load.ts';
import type { Logger } from '../core/log.ts';
import { type Installation, openInstallation } from './installation.ts';
import { loadKnowledge } from './knowledge.ts';
import { units } from './units.ts';

/** Opens the installation that a configuration file describes. @throws ConfigError */
export function openConfigured(configPath: string, log: Logger): Promise<Installation> {
  const config = loadConfig(configPath, units, process.env);
  return openInstallation({ kind: 'live', config, knowledge: loadKnowledge(), log, now: () => new Date() });
}
