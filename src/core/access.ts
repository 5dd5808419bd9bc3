/** Who may do what. Roles are fixed: an office picks among them, it does not invent its own. */

export const roles = ['admin', 'analis', 'humas', 'opd', 'pimpinan', 'auditor'] as const;
export type Role = (typeof roles)[number];

/**
 * `own` one's own account · `read` all that is not personal, of people, or on the audit trail · `read-agency` what concerns one's own
 * agency · `export` whole lists as files · `triage` correct verdicts, save searches · `issues` states, titles, joining and taking apart ·
 * `answer` what an agency does: notes, statements, answered questions · `acknowledge` take an alert on · `alerting` rules, silences,
 * messages that wait · `reports` edit, approve, send · `hoaxes` claims and keyword packs · `sources` · `lexicon` words and weights ·
 * `people` users, invitations and their tokens · `settings` · `audit` who did what · `personal` names behind pseudonyms, erasure,
 * requests of data subjects · `election` the election desk, a separate list and no role's.
 */
export const permissions = [
  'own',
  'read',
  'read-agency',
  'export',
  'triage',
  'issues',
  'answer',
  'acknowledge',
  'alerting',
  'reports',
  'hoaxes',
  'sources',
  'lexicon',
  'people',
  'settings',
  'audit',
  'personal',
  'election',
] as const;
export type Permission = (typeof permissions)[number];

/** What a route or page asks for; `anyone` is open to people who have not signed in, wherever they are. */
export type Access = Permission | 'anyone';

const reading: readonly Permission[] = ['read', 'read-agency', 'export'];
const handling: readonly Permission[] = ['own', ...reading, 'issues', 'answer', 'acknowledge', 'alerting', 'reports'];

const granted: Readonly<Record<Role, readonly Permission[]>> = {
  admin: permissions.filter((permission) => permission !== 'election'),
  analis: [...handling, 'triage', 'hoaxes', 'sources', 'lexicon'],
  humas: handling,
  opd: ['own', 'read-agency', 'answer'],
  pimpinan: ['own', ...reading],
  auditor: ['own', ...reading, 'audit'],
};

/** Who sends a request. */
export interface Actor {
  /** `user` signed in on the pages · `token` a program with a user's token · `operator` a token of the configuration · `guest` nobody known. */
  readonly kind: 'user' | 'token' | 'operator' | 'guest';
  /** Null for those of the configuration and for guests. */
  readonly userId: number | null;
  readonly tokenId: number | null;
  /** As every change records it. */
  readonly name: string;
  readonly role: Role | null;
  /** Agency that a user of role `opd` speaks for. */
  readonly agency: string | null;
  readonly permissions: ReadonlySet<Permission>;
}

/** What a role may do, with the election desk for those who are on its list: they also read its trail. */
export function permissionsOf(role: Role, election: boolean): ReadonlySet<Permission> {
  return new Set([...granted[role], ...(election ? (['election', 'audit'] as const) : [])]);
}

export function isAllowed(actor: Actor, access: Access): boolean {
  return access === 'anyone' || actor.permissions.has(access);
}

/** The only agency whose matters somebody sees; null sees those of all. */
export function agencyScopeOf(actor: Actor): string | null {
  // An agency that is missing must not open all of them.
  return actor.permissions.has('read') ? null : (actor.agency ?? '');
}

/** Whether something of this agency (null: of none) is theirs to see. */
export function concerns(actor: Actor, agency: string | null): boolean {
  const scope = agencyScopeOf(actor);
  return scope === null || (scope !== '' && scope === agency);
}

/** Nobody known. @param reads whether they may read what is not personal (this machine, the demo) */
export function guest(reads: boolean): Actor {
  const may: readonly Permission[] = reads ? reading : [];
  const permissions = new Set(may);
  return { kind: 'guest', userId: null, tokenId: null, name: 'tamu', role: null, agency: null, permissions };
}
