import { alertRuleTypes } from '../alerts/rules/index.ts';
import { collectorTypes, credentialKinds } from '../collectors/index.ts';
import { createPortal } from '../collectors/portal.ts';
import type { AlertRuleType } from '../core/alert.ts';
import type { CollectorType } from '../core/collector.ts';
import type { CredentialKind } from '../core/credential.ts';
import { loadAreaFile, parseAreaRows } from '../regions/area-files.ts';
import { loadSitePacks } from './site-packs.ts';

/** All kinds of sources, keys and rules by id; also what the configuration is checked against. */
export const units = {
  collectors: new Map<string, CollectorType>([
    ...collectorTypes.map((type): [string, CollectorType] => [type.id, type]),
    // The one that reads files of ours.
    ['portal', createPortal(loadSitePacks)],
  ]),
  credentialKinds: new Map<string, CredentialKind>(credentialKinds.map((kind) => [kind.id, kind])),
  rules: new Map<string, AlertRuleType>(alertRuleTypes.map((type) => [type.id, type])),
  isRegion: (code: string) => parseAreaRows(loadAreaFile('regencies')).some((row) => row.code === code),
};
