import { z } from 'zod';
import { alertLevel } from './alert.ts';
import { instant } from './common.ts';

export const ruleId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'hanya huruf kecil, angka, dan tanda hubung')
  .max(60, 'tidak boleh lebih dari 60 karakter')
  // Addresses of their own under /alert-rules/.
  .refine((id) => id !== 'kinds' && id !== 'replay', 'nama ini dipakai API sendiri');

const options = z.record(z.string(), z.unknown());

export const alertRule = z
  .strictObject({
    id: z.string(),
    rule: z.string().describe('Kind of rule: `negative-issue`, `agency-mention`.'),
    title: z.string().describe('Indonesian title of the kind.'),
    about: z.enum(['issue', 'spike', 'source', 'search']),
    options,
    enabled: z.boolean(),
    from: z.enum(['config', 'api']).describe('`config`: from the configuration file, read-only here.'),
    author: z.string().nullable(),
    updatedAt: instant.nullable(),
  })
  .meta({ id: 'AlertRule' });

export const alertRuleKind = z
  .strictObject({
    rule: z.string(),
    title: z.string(),
    about: z.enum(['issue', 'spike', 'source', 'search']),
    example: z.unknown().describe('Options as they may be given.'),
    options: z.unknown().describe('JSON Schema of the options, with Indonesian descriptions.'),
  })
  .meta({ id: 'AlertRuleKind' });

export const alertRuleBody = z.strictObject({
  rule: z.string().min(1).describe('Kind of rule.'),
  options: options.default({}),
  enabled: z.boolean().default(true),
});

export const newAlertRuleBody = z
  .strictObject({ id: ruleId.describe('What its alerts carry as `ruleId`.'), ...alertRuleBody.shape })
  .meta({ id: 'NewAlertRule' });

export const enabledBody = z.strictObject({ enabled: z.boolean() });

export const replayBody = z.strictObject({
  days: z.int().min(1).max(90).default(7).describe('How many days back.'),
  rule: z.string().min(1).describe('Id of a rule, or a kind of rule that is not in use yet.'),
  options: options.optional().describe('Other options than the rule has now.'),
});

const replayedAlert = z.strictObject({
  at: instant,
  ruleId: z.string(),
  subject: z.string(),
  issueId: z.int().nullable(),
  level: alertLevel,
  title: z.string(),
  reason: z.string(),
  occasion: z.enum(['first', 'repeat', 'rise']),
  isOffHours: z.boolean().describe('Outside of Monday to Friday, 07.30 to 16.00, in the zone of the regency.'),
  targets: z.array(z.string()).describe('Who would have been told: `humas/email`.'),
  held: z.array(z.string()).describe('Of those, who only after their quiet hours.'),
});

export const replay = z
  .strictObject({
    from: instant,
    to: instant,
    rules: z.array(z.string()),
    notReplayed: z.array(z.string()).describe('Rules about sources and searches: what they saw is not stored.'),
    alerts: z.array(replayedAlert),
    offHours: z.int(),
    perDay: z.array(z.strictObject({ date: z.string(), count: z.int() })),
    perTarget: z
      .array(z.strictObject({ target: z.string(), count: z.int(), held: z.int() }))
      .describe('Before grouping, limits and silences.'),
  })
  .meta({ id: 'AlertReplay' });

export const explanation = z
  .strictObject({
    issueId: z.int(),
    last: z.strictObject({ at: instant, level: alertLevel }).nullable().describe('The last alert on it by any rule.'),
    rules: z.array(
      z.strictObject({
        ruleId: z.string(),
        title: z.string(),
        fires: z.boolean(),
        level: alertLevel.nullable(),
        why: z.string().describe('Indonesian: why it fires now, or why not.'),
      }),
    ),
  })
  .meta({ id: 'IssueExplanation' });
