import { z } from 'zod';
import { permissions, roles } from '../../core/access.ts';
import { invitationKinds, maxPasswordLength, maxTokenDays } from '../../core/user.ts';
import { id, instant } from './common.ts';
import { line } from './written.ts';

/** Longer than any password may be: what is wrong with it is said by the rules, with advice. */
const typedPassword = z
  .string()
  .min(1)
  .max(maxPasswordLength * 8);

export const newPassword = typedPassword.describe('At least 15 characters that are hard to guess.');

const email = z
  .string()
  .trim()
  .max(254)
  .regex(/^[a-z0-9._%+-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'bukan alamat surel');

export const role = z.enum(roles);
const permission = z.enum(permissions);

/** The password once more, when it was last given more than 15 minutes ago. */
export const currentPassword = typedPassword
  .optional()
  .describe("One's own password, when it was last asked for more than 15 minutes ago.");

export const confirmBody = z.strictObject({ currentPassword }).meta({ id: 'Confirmation' });

export const signInBody = z
  .strictObject({ email: z.string().min(1).max(320), password: typedPassword })
  .meta({ id: 'SignIn' });

export const codeBody = z
  .strictObject({ code: z.string().trim().min(1).max(40).describe('Of the authenticator, or a recovery code.') })
  .meta({ id: 'SecondFactorCode' });

export const signInResult = z
  .strictObject({
    next: z
      .enum(['done', 'code', 'enrol'])
      .describe('`code`: send the second factor to `/api/v1/session/code`; `enrol`: it must be set up first.'),
    name: z.string(),
  })
  .meta({ id: 'SignInResult' });

export const recoveryCodes = z
  .strictObject({
    recoveryCodes: z.array(z.string()).describe('Each works once, in place of a code. Shown only here.'),
  })
  .meta({ id: 'RecoveryCodes' });

export const enrolment = z
  .strictObject({
    key: z.string().describe('Base32, for those who cannot scan.'),
    address: z.string().describe('`otpauth://…`: what the QR code holds.'),
  })
  .meta({ id: 'Enrolment' });

export const userFacts = z
  .strictObject({
    name: line(80).describe('As changes record it; nobody else has it.'),
    email,
    role,
    agency: line(200).optional().describe('Required for role `opd`, and only for it.'),
    election: z.boolean().default(false).describe('May open the election desk.'),
    currentPassword,
  })
  .meta({ id: 'UserFacts' });

export const user = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    email: z.string(),
    role,
    agency: z.string().nullable(),
    election: z.boolean(),
    hasPassword: z.boolean(),
    hasSecondFactor: z.boolean(),
    disabledAt: instant.nullable(),
    createdAt: instant,
    createdBy: z.string(),
    lastSignInAt: instant.nullable(),
  })
  .meta({ id: 'User' });

export const me = z
  .strictObject({
    kind: z.enum(['user', 'token', 'operator', 'guest']),
    name: z.string(),
    role: role.nullable(),
    agency: z.string().nullable(),
    permissions: z.array(permission),
  })
  .meta({ id: 'Me' });

export const session = z
  .strictObject({
    id: z.int(),
    signedInAt: instant,
    seenAt: instant,
    client: z.string().describe('Network that it came from.'),
    agent: z.string().nullable(),
  })
  .meta({ id: 'Session' });

export const invitation = z
  .strictObject({
    id: z.int(),
    kind: z.enum(invitationKinds),
    name: z.string().nullable(),
    email: z.string().nullable(),
    role,
    agency: z.string().nullable(),
    election: z.boolean(),
    status: z.enum(['open', 'used', 'withdrawn', 'expired']),
    createdBy: z.string(),
    createdAt: instant,
    expiresAt: instant,
    usedAt: instant.nullable(),
    mailedAt: instant.nullable(),
  })
  .meta({ id: 'Invitation' });

export const madeLink = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    link: z.string().nullable().describe('Null when it was mailed. Shown only here.'),
    expiresAt: instant,
  })
  .meta({ id: 'OneTimeLink' });

export const acceptBody = z
  .strictObject({
    secret: z.string().min(1).max(100).describe('The last part of the link.'),
    name: line(80).optional().describe('Only of the very first admin.'),
    email: email.optional().describe('Only of the very first admin.'),
    password: newPassword,
  })
  .meta({ id: 'AcceptedLink' });

export const newToken = z
  .strictObject({
    name: line(80).describe('What it is for.'),
    scopes: z
      .array(permission)
      .min(1)
      .max(permissions.length)
      .describe("A subset of one's own permissions, without `own`."),
    days: z.int().min(1).max(maxTokenDays).describe('How long it works.'),
    currentPassword,
  })
  .meta({ id: 'NewToken' });

export const token = z
  .strictObject({
    id: z.int(),
    userId: z.int(),
    userName: z.string(),
    name: z.string(),
    scopes: z.array(permission),
    createdAt: instant,
    expiresAt: instant,
    lastUsedAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'ApiToken' });

export const madeToken = z
  .strictObject({ id: z.int(), token: z.string().describe('Shown only here.'), expiresAt: instant })
  .meta({ id: 'MadeToken' });

/** What was done, where there is nothing to say about it. */
export const doneResult = z.strictObject({ done: z.literal(true) }).meta({ id: 'Done' });
export const done = { done: true } as const;

export const idInput = z.strictObject({ id });
export const noInput = z.strictObject({});

/** A short list, whole. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.strictObject({ items: z.array(item), next: z.null() });
export const whole = <Item>(items: readonly Item[]) => ({ items, next: null });
