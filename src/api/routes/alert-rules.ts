import { z } from 'zod';
import type { RuleSetting } from '../../core/alert.ts';
import { ConfigError, RequestError } from '../../core/errors.ts';
import { type Options, readOptions } from '../../core/rule-options.ts';
import {
  deleteAlertRule,
  findAlertRule,
  listAlertRules,
  type StoredRule,
  saveAlertRule,
} from '../../store/alert-rules.ts';
import { inWriteTransaction } from '../../store/dialect.ts';
import type { ApiDeps } from '../deps.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import {
  alertRule,
  alertRuleBody,
  alertRuleKind,
  enabledBody,
  newAlertRuleBody,
  replay,
  replayBody,
  ruleId,
} from '../schemas/alert-rule.ts';
import { type Body, pageOf } from '../schemas/common.ts';

const tag = 'alert rules';

export const alertRuleRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/alert-rules',
    access: 'read',
    tag,
    summary: 'The alert rules in use: those of the configuration, and those made here.',
    input: z.strictObject({}),
    output: pageOf(alertRule),
    async handle(_input, { db, alertRules }) {
      const stored = await listAlertRules(db);
      return {
        items: [
          ...alertRules.configured.map((setting) => ofConfig(setting, alertRules)),
          ...stored.map((rule) => ofStore(rule, alertRules)),
        ],
        next: null,
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/alert-rules/kinds',
    access: 'read',
    tag,
    summary: 'The kinds of alert rules, each with an example of its options.',
    input: z.strictObject({}),
    output: pageOf(alertRuleKind),
    async handle(_input, { alertRules }) {
      const items = [...alertRules.types.values()].map(({ id, title, about, example, options }) => ({
        ...{ rule: id, title, about, example, options },
      }));
      return { items, next: null };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/alert-rules/replay',
    access: 'alerting',
    tag,
    summary: 'What a rule would have raised over the last days; changes nothing.',
    description:
      'By what is stored, with the verdicts and groups of today, as it became known. Rules about sources cannot be replayed.',
    input: z.strictObject({}),
    body: replayBody,
    output: replay,
    async write({ body }, deps) {
      const { days, rule, options } = parseBody(replayBody, body);
      const setting = await settingOf(deps, rule);
      const own = {
        ...setting,
        options: checkOptions(deps.alertRules, { ...setting, options: options ?? setting.options }),
      };
      return deps.alertRules.replay({ days, settings: [own] });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/alert-rules/:id',
    access: 'read',
    tag,
    summary: 'One alert rule with its options.',
    input: z.strictObject({ id: ruleId }),
    output: alertRule,
    async handle({ id }, { db, alertRules }) {
      const configured = alertRules.configured.find((setting) => setting.id === id);
      if (configured !== undefined) return ofConfig(configured, alertRules);
      const stored = await findAlertRule(db, id);
      if (stored === null) throw notFound(id);
      return ofStore(stored, alertRules);
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/alert-rules/:id',
    access: 'alerting',
    tag,
    summary: 'Makes or replaces an alert rule. It is in force at once; alerts carry its id.',
    input: z.strictObject({ id: ruleId }),
    body: alertRuleBody,
    output: alertRule,
    async write({ input: { id }, body, who }, { db, now, alertRules, log }) {
      refuseConfigured(id, alertRules);
      const { rule, options: given, enabled } = parseBody(alertRuleBody, body);
      const options = checkOptions(alertRules, { id, rule, options: given });
      const saved = await saveAlertRule(db, { id, rule, options, enabled, author: who }, now());
      log.info({ rule: id, kind: rule, enabled }, 'an alert rule was saved through the API');
      return ofStore(saved, alertRules);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/alert-rules',
    access: 'alerting',
    tag,
    summary: 'Makes an alert rule under a name that is not in use yet.',
    input: z.strictObject({}),
    body: newAlertRuleBody,
    output: alertRule,
    async write({ body, who }, { db, now, alertRules, log }) {
      const { id, rule, options: given, enabled } = parseBody(newAlertRuleBody, body);
      refuseConfigured(id, alertRules);
      const options = checkOptions(alertRules, { id, rule, options: given });
      const saved = await inWriteTransaction(db, async (trx) => {
        if ((await findAlertRule(trx, id)) !== null)
          throw new RequestError(409, 'name-in-use', `Sudah ada aturan bernama ${id}: pakai nama lain.`);
        return saveAlertRule(trx, { id, rule, options, enabled, author: who }, now());
      });
      log.info({ rule: id, kind: rule, enabled }, 'an alert rule was made through the API');
      return ofStore(saved, alertRules);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/alert-rules/:id/enabled',
    access: 'alerting',
    tag,
    summary: 'Switches an alert rule on or off; a rule that is off is kept, and not run.',
    input: z.strictObject({ id: ruleId }),
    body: enabledBody,
    output: alertRule,
    async write({ input: { id }, body, who }, { db, now, alertRules, log }) {
      refuseConfigured(id, alertRules);
      const { enabled } = parseBody(enabledBody, body);
      const saved = await inWriteTransaction(db, async (trx) => {
        const before = await findAlertRule(trx, id);
        if (before === null) throw notFound(id);
        const { updatedAt: _, ...rule } = before;
        return saveAlertRule(trx, { ...rule, enabled, author: who }, now());
      });
      log.info({ rule: id, enabled }, 'an alert rule was switched through the API');
      return ofStore(saved, alertRules);
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/alert-rules/:id',
    access: 'alerting',
    tag,
    summary: 'Removes an alert rule. Alerts that it has raised stay.',
    input: z.strictObject({ id: ruleId }),
    body: null,
    output: z.strictObject({ deleted: z.literal(true) }),
    async write({ input: { id }, who }, { db, now, alertRules, log }) {
      refuseConfigured(id, alertRules);
      if (!(await deleteAlertRule(db, id, who, now()))) throw notFound(id);
      log.info({ rule: id }, 'an alert rule was removed through the API');
      return { deleted: true } as const;
    },
  }),
];

type Rules = ApiDeps['alertRules'];

function ofConfig(setting: RuleSetting, { types }: Rules): Body<typeof alertRule> {
  return { ...toBody(setting, types), enabled: true, from: 'config', author: null, updatedAt: null };
}

function ofStore({ enabled, author, updatedAt, ...setting }: StoredRule, { types }: Rules): Body<typeof alertRule> {
  return { ...toBody(setting, types), enabled, from: 'api', author, updatedAt };
}

function toBody({ id, rule, options }: RuleSetting, types: Rules['types']) {
  const { title = rule, about = 'issue' } = types.get(rule) ?? {};
  return { id, rule, title, about, options: options as Record<string, unknown> };
}

/** A rule in use, or one of a kind as it is without options. @throws RequestError 400 */
async function settingOf({ db, alertRules }: ApiDeps, id: string): Promise<RuleSetting> {
  const configured = alertRules.configured.find((setting) => setting.id === id);
  if (configured !== undefined) return configured;
  const stored = await findAlertRule(db, id);
  if (stored !== null) return { id, rule: stored.rule, options: stored.options };
  if (alertRules.types.has(id)) return { id, rule: id, options: {} };
  throw unknownKind(id, alertRules);
}

/** @returns the options as the rule takes them @throws RequestError 400 that names every faulty option */
function checkOptions(rules: Rules, { rule, options }: RuleSetting): Options {
  const type = rules.types.get(rule);
  if (type === undefined) throw unknownKind(rule, rules);
  const read = readOptions(type.options, options as Options);
  try {
    type.configure(read);
    return read;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const problems = error.problems.map(({ where, message }) => ({
      where: where === '' ? 'options' : `options.${where}`,
      message,
    }));
    const faults = problems.map(({ where }) => where).join(', ');
    throw new RequestError(400, 'invalid-body', `Isi permintaan perlu diperbaiki: ${faults}`, problems);
  }
}

function unknownKind(rule: string, { types }: Rules): RequestError {
  const message = `aturan ini tidak dikenal; yang ada: ${[...types.keys()].join(', ')}`;
  const detail = `Tidak ada aturan bernama "${rule.slice(0, 60)}".`;
  return new RequestError(400, 'unknown-rule', detail, [{ where: 'rule', message }]);
}

function notFound(id: string): RequestError {
  return new RequestError(404, 'not-found', `Aturan ${id} tidak ada.`);
}

function refuseConfigured(id: string, { configured }: Rules): void {
  if (!configured.some((setting) => setting.id === id)) return;
  const detail = `Aturan ${id} berasal dari berkas konfigurasi: ubah di sana, atau pakai nama lain.`;
  throw new RequestError(409, 'configured-rule', detail);
}
