import type { RuleSetting } from '../core/alert.ts';
import { ConfigError } from '../core/errors.ts';
import type { Replay } from '../core/replay.ts';
import { formatDate, formatDateTime, formatNumber } from '../core/time.ts';
import { replayRules } from '../jobs/replay.ts';
import { listAlertRules } from '../store/alert-rules.ts';
import { configuredRules, replayDepsOf } from './alert-rules.ts';
import type { Installation } from './installation.ts';
import { createLogger } from './logger.ts';
import { openConfigured } from './open-configured.ts';
import { units } from './units.ts';

export interface ReplayCommand {
  readonly days: number;
  /** A rule in use or a kind of rule; null for all in use. */
  readonly rule: string | null;
  /** Options instead of those that the rule has; null for those. */
  readonly options: unknown;
}

/** What the rules would have raised over the last days. @throws ConfigError for a rule that does not exist, or options that it does not take */
export async function replayConfigured(
  configPath: string,
  command: ReplayCommand,
): Promise<{ readonly replay: Replay; readonly zone: string }> {
  const installation = await openConfigured(configPath, createLogger('error'));
  try {
    const settings = await chooseSettings(installation, command);
    const replay = await replayRules(replayDepsOf(installation), { days: command.days, settings });
    return { replay, zone: installation.region.timezone };
  } finally {
    await installation.close();
  }
}

async function chooseSettings(installation: Installation, command: ReplayCommand): Promise<readonly RuleSetting[]> {
  const { rule, options } = command;
  const stored = await listAlertRules(installation.db);
  const known: readonly RuleSetting[] = [...configuredRules(installation), ...stored];
  if (rule === null) return [...configuredRules(installation), ...stored.filter(({ enabled }) => enabled)];
  const found = known.find(({ id }) => id === rule) ?? (units.rules.has(rule) ? { id: rule, rule, options: {} } : null);
  if (found === null) {
    const names = new Set([...known.map(({ id }) => id), ...units.rules.keys()]);
    throw new ConfigError([
      { where: '--rule', message: `"${rule}" tidak dikenal; yang ada: ${[...names].join(', ')}` },
    ]);
  }
  const setting = { ...found, options: options ?? found.options };
  try {
    units.rules.get(setting.rule)?.configure(setting.options);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(
      error.problems.map(({ where, message }) => ({
        where: where === '' ? '--options' : `--options ${where}`,
        message,
      })),
    );
  }
  return [setting];
}

const levelNames = { watch: 'kuning', alert: 'merah', crisis: 'krisis' } as const;
const occasionNames = { first: '', repeat: ', diulang', rise: ', tingkat naik' } as const;

/** In Indonesian: how many, each alert with its reason, and totals per day and recipient. */
export function describeReplay(replay: Replay, zone: string): string {
  const { alerts, offHours, rules, notReplayed } = replay;
  const lines = [
    `Dari ${formatDateTime(replay.from, zone)} sampai ${formatDateTime(replay.to, zone)}, aturan ${rules.join(', ') || 'tidak ada'}:`,
    alerts.length === 0
      ? 'tidak akan mengirim peringatan.'
      : `akan mengirim ${formatNumber(alerts.length)} peringatan, ${formatNumber(offHours)} di luar jam kerja (Senin–Jumat 07.30–16.00).`,
  ];
  for (const { at, level, ruleId, occasion, title, reason, isOffHours } of alerts) {
    const late = isOffHours ? ', di luar jam kerja' : '';
    const head = `${formatDateTime(at, zone)}  [${levelNames[level]}] ${oneLine(title)}`;
    lines.push('', head, `  ${ruleId}${occasionNames[occasion]}${late}: ${oneLine(reason)}`);
  }
  if (alerts.length > 0) {
    lines.push(
      '',
      'Per hari:',
      ...replay.perDay.map(({ date, count }) => `  ${formatDate(date)}: ${formatNumber(count)}`),
    );
    lines.push('', 'Per penerima, sebelum digabung dan dibatasi:');
    for (const { target, count, held } of replay.perTarget) {
      const waiting = held === 0 ? '' : `, ${formatNumber(held)} di antaranya menunggu jam tenang lewat`;
      lines.push(`  ${target}: ${formatNumber(count)}${waiting}`);
    }
    if (replay.perTarget.length === 0) lines.push('  tidak ada penerima yang cocok');
  }
  if (notReplayed.length > 0) {
    lines.push('', `Tidak diputar ulang, karena riwayatnya tidak disimpan: ${notReplayed.join(', ')}.`);
  }
  return `${lines.join('\n')}\n`;
}

/** What others wrote stays on its line, and cannot steer a terminal. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}
