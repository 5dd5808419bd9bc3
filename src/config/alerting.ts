import type { Matchers, QuietHours, RecipientLimits, Route, Target } from '../core/dispatch.ts';
import { parseClock } from '../core/time.ts';
import type { ConfigFile } from './schema.ts';
import { readSecret, type Secret } from './secret.ts';
import { type Fault, listOf } from './unit-problems.ts';

/** How alerts reach people, ready for the stages. */
export interface AlertingConfig {
  readonly routes: readonly Route[];
  /** All ways to those who are told of the state of the program itself. */
  readonly operators: readonly Target[];
  /** By id of recipient or webhook. */
  readonly limits: ReadonlyMap<string, RecipientLimits>;
  readonly acknowledgeForMs: number;
  readonly inhibitForMs: number;
  readonly telegram: { readonly token: Secret | null; readonly api: string } | null;
  readonly whatsapp: {
    readonly token: Secret | null;
    readonly phoneNumberId: string;
    readonly template: string;
    readonly language: string;
    readonly api: string;
  } | null;
  readonly webhooks: readonly { readonly id: string; readonly url: string; readonly secret: Secret | null }[];
}

type File = Pick<ConfigFile, 'alerting' | 'recipients' | 'mail'>;
type Env = Readonly<Record<string, string | undefined>>;

/** `Tim Humas` → `tim-humas` */
export function recipientId(recipient: { readonly id?: string | undefined; readonly name: string }): string {
  return (
    recipient.id ??
    (recipient.name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') ||
      'penerima')
  );
}

/** @throws ConfigError when a file that a variable names cannot be read */
export function toAlerting(file: File, env: Env): AlertingConfig {
  const { alerting, recipients } = file;
  const { telegram, whatsapp } = alerting;
  const ways = new Map<string, readonly Target[]>([
    ...recipients.map((recipient): [string, readonly Target[]] => [recipientId(recipient), targetsOf(recipient, file)]),
    ...alerting.webhooks.map(({ id, url }): [string, readonly Target[]] => [
      id,
      [{ recipient: id, name: id, channel: 'webhook', address: url }],
    ]),
  ]);
  const resolve = (names: readonly string[]): readonly Target[] => names.flatMap((name) => resolveTarget(name, ways));
  const everybody = [
    ...recipients.filter(({ receives }) => receives.includes('alerts')).map(recipientId),
    ...alerting.webhooks.map(({ id }) => id),
  ];
  const routes: readonly Route[] = alerting.routes.map((route) => ({
    id: route.id,
    match: { ...route.match, issues: [] } satisfies Matchers,
    targets: resolve(route.to),
    groupBy: route.groupBy,
    waitMs: route.wait,
    intervalMs: route.interval,
    goOn: route.continue,
    escalations: route.escalate.map(({ after, to }) => ({ afterMs: after, targets: resolve(to) })),
  }));
  return {
    routes: routes.length > 0 ? routes : [everyRoute(resolve(everybody))],
    operators: resolve(recipients.filter(({ receives }) => receives.includes('operations')).map(recipientId)),
    limits: new Map([
      ...recipients.map((recipient): [string, RecipientLimits] => [
        recipientId(recipient),
        toLimits(recipient.quiet ?? alerting.quiet, recipient.limit ?? alerting.limit),
      ]),
      // Programs do not sleep, and count for themselves.
      ...alerting.webhooks.map(({ id }): [string, RecipientLimits] => [
        id,
        { quiet: null, maxMessages: 600, perMs: 60_000 },
      ]),
    ]),
    acknowledgeForMs: alerting.acknowledgeFor,
    inhibitForMs: alerting.inhibitFor,
    telegram: telegram === undefined ? null : { ...telegram, token: readSecret(telegram.token, env) },
    whatsapp: whatsapp === undefined ? null : { ...whatsapp, token: readSecret(whatsapp.token, env) },
    webhooks: alerting.webhooks.map(({ id, url, secret }) => ({ id, url, secret: readSecret(secret, env) })),
  };
}

function everyRoute(targets: readonly Target[]): Route {
  return {
    id: 'semua',
    match: { levels: [], rules: [], agencies: [], topics: [], places: [], issues: [] },
    targets,
    groupBy: ['topic', 'agency'],
    waitMs: 30_000,
    intervalMs: 300_000,
    goOn: false,
    escalations: [],
  };
}

type RecipientFile = ConfigFile['recipients'][number];

function targetsOf(recipient: RecipientFile, { alerting, mail }: File): readonly Target[] {
  const base = { recipient: recipientId(recipient), name: recipient.name };
  return [
    ...(mail === undefined ? [] : [{ ...base, channel: 'email' as const, address: recipient.email }]),
    ...(recipient.telegram === undefined || alerting.telegram === undefined
      ? []
      : [{ ...base, channel: 'telegram' as const, address: recipient.telegram }]),
    ...(recipient.whatsapp === undefined || alerting.whatsapp === undefined
      ? []
      : [{ ...base, channel: 'whatsapp' as const, address: recipient.whatsapp }]),
  ];
}

/** `humas` all ways · `humas/telegram` one of them. */
function resolveTarget(name: string, ways: ReadonlyMap<string, readonly Target[]>): readonly Target[] {
  const [id = '', channel] = name.split('/');
  return (ways.get(id) ?? []).filter((target) => channel === undefined || target.channel === channel);
}

function toLimits(
  quiet: ConfigFile['alerting']['quiet'],
  { messages, per }: ConfigFile['alerting']['limit'],
): RecipientLimits {
  return { quiet: quiet === undefined ? null : toQuiet(quiet), maxMessages: messages, perMs: per };
}

function toQuiet({ from, to, except }: NonNullable<ConfigFile['alerting']['quiet']>): QuietHours {
  return { from: minuteOf(from), to: minuteOf(to), except };
}

function minuteOf(text: string): number {
  return parseClock(text.replace('.', ':')) ?? 0;
}

/** Routes that lead to nobody, ids used twice, and channels that are not set up. */
export function alertingProblems(value: unknown): readonly Fault[] {
  const section = typeof value === 'object' && value !== null ? (value as Record<string, unknown>).alerting : undefined;
  const recipients = listOf(value, 'recipients');
  const webhooks = listOf(section, 'webhooks');
  const ids = [
    ...recipients.map(({ id, name }) => recipientId({ ...(typeof id === 'string' ? { id } : {}), name: String(name) })),
    ...webhooks.map(({ id }) => String(id)),
  ];
  const known = new Set(ids);
  const problems: Fault[] = [];
  for (const [index, id] of ids.entries()) {
    if (ids.indexOf(id) === index) continue;
    const keys =
      index < recipients.length
        ? ['recipients', index, 'id']
        : ['alerting', 'webhooks', index - recipients.length, 'id'];
    problems.push({ keys, message: `"${id}" sudah dipakai; beri id yang lain` });
  }
  const check = (keys: readonly PropertyKey[], names: unknown): void => {
    for (const [place, name] of (Array.isArray(names) ? names : []).entries()) {
      if (typeof name !== 'string' || known.has(name.split('/')[0] ?? '')) continue;
      problems.push({
        keys: [...keys, place],
        message: `penerima "${name}" tidak ada; yang ada: ${[...known].join(', ')}`,
      });
    }
  };
  for (const [index, route] of listOf(section, 'routes').entries()) {
    check(['alerting', 'routes', index, 'to'], route.to);
    for (const [step, escalation] of listOf(route, 'escalate').entries())
      check(['alerting', 'routes', index, 'escalate', step, 'to'], escalation.to);
  }
  for (const channel of ['telegram', 'whatsapp']) {
    const isSetUp = typeof section === 'object' && section !== null && channel in section;
    for (const [index, recipient] of recipients.entries()) {
      if (recipient[channel] === undefined || isSetUp) continue;
      problems.push({ keys: ['recipients', index, channel], message: `alerting.${channel} belum diisi` });
    }
  }
  return problems;
}
