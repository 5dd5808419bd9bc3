import { z } from 'zod';
import { requireUser } from '../../people/sessions.ts';
import { listSessions } from '../../store/sessions.ts';
import { listTokens } from '../../store/tokens.ts';
import type { ApiDeps } from '../deps.ts';
import { parseBody } from '../input.ts';
import { defineRoute, type WriteRequest } from '../route.ts';
import {
  codeBody,
  confirmBody,
  currentPassword,
  done,
  doneResult,
  enrolment,
  idInput,
  listOf,
  madeToken,
  me,
  newPassword,
  newToken,
  noInput,
  recoveryCodes,
  session,
  token,
  whole,
} from '../schemas/people.ts';

const tag = 'me';

const passwordBody = z.strictObject({ currentPassword, password: newPassword }).meta({ id: 'NewPassword' });

/** Whose account it is, after the password was asked for again if that was long ago. */
async function confirmed(
  { actor, session, client }: Pick<WriteRequest<z.ZodObject>, 'actor' | 'session' | 'client'>,
  { staff }: ApiDeps,
  password: string | undefined,
): Promise<number> {
  const userId = requireUser(actor);
  await staff.confirm({ actor, secret: session.secret, password: password ?? null, from: client });
  return userId;
}

export const meRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/me',
    tag,
    summary: 'Who one is here, and what one may do.',
    access: 'anyone',
    input: noInput,
    output: me,
    async handle(_input, _deps, { kind, name, role, agency, permissions }) {
      return { kind, name, role, agency, permissions: [...permissions] };
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/me/password',
    tag,
    summary: "Changes one's password, and signs out everywhere else.",
    access: 'own',
    input: noInput,
    body: passwordBody,
    output: doneResult,
    async write(request, deps) {
      const { password, currentPassword: current } = parseBody(passwordBody, request.body);
      const userId = await confirmed(request, deps, current);
      await deps.staff.changePassword(userId, password, request.session.secret);
      return done;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/me/second-factor',
    tag,
    summary:
      'Begins to set up a second factor, or another one; the one in use stays until a code of the new one is sent.',
    access: 'own',
    input: noInput,
    body: confirmBody,
    output: enrolment,
    async write(request, deps) {
      const { currentPassword: current } = parseBody(confirmBody, request.body);
      return deps.staff.beginEnrolment(await confirmed(request, deps, current));
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/me/second-factor',
    tag,
    summary: 'Ends setting up a second factor, by its first code.',
    access: 'own',
    input: noInput,
    body: codeBody,
    output: recoveryCodes,
    async write({ body, actor, session: cookie, client }, { staff }) {
      const { code } = parseBody(codeBody, body);
      return { recoveryCodes: await staff.proveEnrolment(requireUser(actor), code, client, cookie.secret) };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/me/second-factor',
    tag,
    summary: 'Gives the second factor up, where it is not required.',
    access: 'own',
    input: noInput,
    body: confirmBody,
    output: doneResult,
    async write(request, deps) {
      const { currentPassword: current } = parseBody(confirmBody, request.body);
      await deps.staff.removeSecondFactor(await confirmed(request, deps, current));
      return done;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/me/recovery-codes',
    tag,
    summary: 'Ten new recovery codes; the ones before no longer work.',
    access: 'own',
    input: noInput,
    body: confirmBody,
    output: recoveryCodes,
    async write(request, deps) {
      const { currentPassword: current } = parseBody(confirmBody, request.body);
      const userId = await confirmed(request, deps, current);
      return { recoveryCodes: await deps.staff.renewRecoveryCodes(userId, request.session.secret) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/me/sessions',
    tag,
    summary: 'The browsers in which one is signed in; none for who has no account.',
    access: 'own',
    input: noInput,
    output: listOf(session),
    async handle(_input, { db, now }, actor) {
      const sessions = actor.userId === null ? [] : await listSessions(db, actor.userId, now());
      return whole(
        sessions.map(({ id, signedInAt, seenAt, client, agent }) => ({ id, signedInAt, seenAt, client, agent })),
      );
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/me/sessions',
    tag,
    summary: 'Signs out everywhere else.',
    access: 'own',
    input: noInput,
    body: null,
    output: doneResult,
    async write({ actor, session: cookie }, { staff }) {
      await staff.endSessions(requireUser(actor), null, cookie.secret);
      return done;
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/me/sessions/:id',
    tag,
    summary: "Ends one of one's sessions.",
    access: 'own',
    input: idInput,
    body: null,
    output: doneResult,
    async write({ input, actor, session: cookie }, { staff }) {
      await staff.endSessions(requireUser(actor), input.id, cookie.secret);
      return done;
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/me/tokens',
    tag,
    summary: "One's own tokens, newest first; none for who has no account.",
    access: 'own',
    input: noInput,
    output: listOf(token),
    async handle(_input, { db }, actor) {
      return whole(actor.userId === null ? [] : await listTokens(db, actor.userId));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/me/tokens',
    tag,
    summary: 'A new token for a program, with some of the own rights and an end.',
    access: 'own',
    input: noInput,
    body: newToken,
    output: madeToken,
    async write(request, deps) {
      const { currentPassword: current, ...wanted } = parseBody(newToken, request.body);
      const userId = await confirmed(request, deps, current);
      return deps.staff.createToken(userId, wanted, request.session.secret);
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/me/tokens/:id',
    tag,
    summary: "Revokes one of one's own tokens.",
    access: 'own',
    input: idInput,
    body: null,
    output: doneResult,
    async write({ input, actor, who }, { staff }) {
      await staff.revokeToken(input.id, requireUser(actor), who);
      return done;
    },
  }),
];
