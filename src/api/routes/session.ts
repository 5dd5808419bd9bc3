import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import type { Begun } from '../../people/sessions.ts';
import { parseBody } from '../input.ts';
import { defineRoute, type SessionCookie } from '../route.ts';
import {
  acceptBody,
  codeBody,
  confirmBody,
  done,
  doneResult,
  noInput,
  recoveryCodes,
  role,
  signInBody,
  signInResult,
} from '../schemas/people.ts';

/** The secret goes into the cookie and nowhere else. */
function carry({ secret, next, name }: Begun, session: SessionCookie) {
  session.begin(secret);
  return { next, name };
}

const demoBody = z.strictObject({ role }).meta({ id: 'DemoSignIn' });

export const sessionRoutes = [
  defineRoute({
    method: 'post',
    path: '/api/v1/session',
    tag: 'session',
    summary: 'Signs in with e-mail address and password; the answer sets a cookie.',
    description:
      'Five failures in 15 minutes for an address, or twenty from a network, and the answer is 429 with the time to wait.',
    access: 'anyone',
    input: noInput,
    body: signInBody,
    output: signInResult,
    async write({ body, session, client }, { staff }) {
      const { email, password } = parseBody(signInBody, body);
      return carry(await staff.signIn({ email, password, from: client }), session);
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/session',
    tag: 'session',
    summary: 'Signs out of this browser.',
    access: 'anyone',
    input: noInput,
    body: null,
    output: doneResult,
    async write({ session }, { staff }) {
      await staff.signOut(session.secret);
      session.end();
      return done;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/session/code',
    tag: 'session',
    summary: 'The second factor, after the password: a code of the authenticator, or a recovery code.',
    access: 'anyone',
    input: noInput,
    body: codeBody,
    output: signInResult,
    async write({ body, session, client }, { staff }) {
      const { code } = parseBody(codeBody, body);
      return carry(await staff.giveCode({ secret: session.secret, code, from: client }), session);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/session/second-factor',
    tag: 'session',
    summary: 'Sets up the second factor that a sign-in waits for, by its first code.',
    access: 'anyone',
    input: noInput,
    body: codeBody,
    output: recoveryCodes,
    async write({ body, session, client }, { staff }) {
      const { code } = parseBody(codeBody, body);
      const begun = await staff.finishEnrolment({ secret: session.secret, code, from: client });
      session.begin(begun.secret);
      return { recoveryCodes: begun.recoveryCodes };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/session/confirmation',
    tag: 'session',
    summary: 'The password once more, so that delicate changes are open for another 15 minutes.',
    access: 'own',
    input: noInput,
    body: confirmBody,
    output: doneResult,
    async write({ body, actor, session, client }, { staff }) {
      const { currentPassword = null } = parseBody(confirmBody, body);
      await staff.confirm({ actor, secret: session.secret, password: currentPassword, from: client });
      return done;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/session/link',
    tag: 'session',
    summary: 'Uses an invitation or another one-time link: sets the password and signs in.',
    access: 'anyone',
    input: noInput,
    body: acceptBody,
    output: signInResult,
    async write({ body, session, client }, { staff }) {
      const { name = null, email = null, ...rest } = parseBody(acceptBody, body);
      return carry(await staff.acceptLink({ ...rest, name, email, from: client }), session);
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/session/once',
    tag: 'session',
    summary: 'Says that what was shown once (recovery codes, a token, a link) is kept.',
    access: 'own',
    input: noInput,
    body: null,
    output: doneResult,
    async write({ session }, { staff }) {
      await staff.keepOnce(session.secret, null);
      return done;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/session/demo',
    tag: 'session',
    summary: 'Signs in as an invented person with this role. Only in the demo.',
    access: 'anyone',
    input: noInput,
    body: demoBody,
    output: signInResult,
    async write({ body, session, client }, { staff, demo }) {
      if (!demo || staff.demo === null) throw new RequestError(404, 'not-found', 'Hanya ada di demo.');
      return carry(await staff.demo.signInDemo(parseBody(demoBody, body).role, client), session);
    },
  }),
];
