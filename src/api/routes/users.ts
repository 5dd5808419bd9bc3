import { listUsers } from '../../store/users.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import {
  confirmBody,
  done,
  doneResult,
  idInput,
  listOf,
  madeLink,
  noInput,
  user,
  userFacts,
  whole,
} from '../schemas/people.ts';

const tag = 'people';

export const userRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/users',
    tag,
    summary: 'Everybody with an account; those who may sign in first.',
    access: 'people',
    input: noInput,
    output: listOf(user),
    async handle(_input, { db }) {
      return whole(await listUsers(db));
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/users/:id',
    tag,
    summary: 'Name, address, role, agency and election desk. Whose rights change is signed out everywhere.',
    access: 'people',
    input: idInput,
    body: userFacts,
    output: doneResult,
    async write({ input, body, who, actor, session, client }, { staff }) {
      const { currentPassword = null, agency = null, ...facts } = parseBody(userFacts, body);
      await staff.confirm({ actor, secret: session.secret, password: currentPassword, from: client });
      await staff.changeUser(input.id, { ...facts, agency }, who);
      return done;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/users/:id/disabled',
    tag,
    summary: 'Disables an account at once: its sessions end, its tokens are revoked.',
    access: 'people',
    input: idInput,
    body: null,
    output: doneResult,
    async write({ input, who }, { staff }) {
      await staff.disableUser(input.id, who);
      return done;
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/users/:id/disabled',
    tag,
    summary: 'Opens a disabled account again. Its tokens stay revoked.',
    access: 'people',
    input: idInput,
    body: confirmBody,
    output: doneResult,
    async write({ input, body, who, actor, session, client }, { staff }) {
      const { currentPassword = null } = parseBody(confirmBody, body);
      await staff.confirm({ actor, secret: session.secret, password: currentPassword, from: client });
      await staff.enableUser(input.id, who);
      return done;
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/users/:id/second-factor',
    tag,
    summary: 'Takes a lost second factor away, and ends all sessions of the account.',
    access: 'people',
    input: idInput,
    body: confirmBody,
    output: doneResult,
    async write({ input, body, who, actor, session, client }, { staff }) {
      const { currentPassword = null } = parseBody(confirmBody, body);
      await staff.confirm({ actor, secret: session.secret, password: currentPassword, from: client });
      await staff.resetSecondFactor(input.id, who);
      return done;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/users/:id/link',
    tag,
    summary: 'A one-time link for a new password: mailed, or in the answer where no mail is configured.',
    access: 'people',
    input: idInput,
    body: confirmBody,
    output: madeLink,
    async write({ input, body, who, actor, session, client }, { staff }) {
      const { currentPassword = null } = parseBody(confirmBody, body);
      await staff.confirm({ actor, secret: session.secret, password: currentPassword, from: client });
      const made = await staff.makeResetLink(input.id, who);
      if (made.link !== null) await staff.keepOnce(session.secret, { kind: 'link', ...made, link: made.link });
      return made;
    },
  }),
];
