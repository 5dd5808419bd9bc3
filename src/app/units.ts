import { alertRuleTypes } from '../alerts/rules/index.ts';
import { collectorTypes } from '../collectors/index.ts';
import type { AlertRuleType } from '../core/alert.ts';
import type { CollectorType } from '../core/collector.ts';
import { loadAreaFile, parseAreaRows } from '../regions/area-files.ts';

/** All kinds of sources and rules by id; also what the configuration is checked against. */
export const units = {
  collectors: new Map<string, CollectorType>(collectorTypes.map((type) => [type.id, type])),
  rules: new Map<string, AlertRuleType>(alertRuleTypes.map((type) => [type.id, type])),
  isRegion: (code: string) => parseAreaRows(loadAreaFile('regencies')).some((row) => row.code === code),
};
