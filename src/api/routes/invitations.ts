import { type Invitation, invitationStatus } from '../../core/user.ts';
import type { MadeLink } from '../../people/links.ts';
import type { People } from '../../people/people.ts';
import { listInvitations } from '../../store/invitations.ts';
import { parseBody } from '../input.ts';
import { defineRoute, type SessionCookie } from '../route.ts';
import {
  confirmBody,
  done,
  doneResult,
  idInput,
  invitation,
  listOf,
  madeLink,
  noInput,
  userFacts,
  whole,
} from '../schemas/people.ts';

const tag = 'people';
const shown = 200;

/** A link that is not mailed is shown once on the page that asked for it. */
async function show(made: MadeLink, staff: People, session: SessionCookie): Promise<MadeLink> {
  if (made.link !== null) await staff.keepOnce(session.secret, { kind: 'link', ...made, link: made.link });
  return made;
}

function toBody({ userId: _user, withdrawnAt: _withdrawn, ...facts }: Invitation, now: Date) {
  return { ...facts, status: invitationStatus({ ...facts, withdrawnAt: _withdrawn }, now) };
}

export const invitationRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/invitations',
    tag,
    summary: 'The last 200 invitations and other one-time links, newest first.',
    access: 'people',
    input: noInput,
    output: listOf(invitation),
    async handle(_input, { db, now }) {
      return whole((await listInvitations(db, shown)).map((each) => toBody(each, now())));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/invitations',
    tag,
    summary:
      'Invites somebody by mail; where no mail is configured the link is in the answer. It works once, for 72 hours.',
    access: 'people',
    input: noInput,
    body: userFacts,
    output: madeLink,
    async write({ body, who, actor, session, client }, { staff }) {
      const { currentPassword = null, agency = null, ...facts } = parseBody(userFacts, body);
      await staff.confirm({ actor, secret: session.secret, password: currentPassword, from: client });
      return show(await staff.invite({ ...facts, agency }, who), staff, session);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/invitations/:id/link',
    tag,
    summary: 'Sends the invitation again with a new link; the one before ends.',
    access: 'people',
    input: idInput,
    body: confirmBody,
    output: madeLink,
    async write({ input, body, who, actor, session, client }, { staff }) {
      const { currentPassword = null } = parseBody(confirmBody, body);
      await staff.confirm({ actor, secret: session.secret, password: currentPassword, from: client });
      return show(await staff.resendInvitation(input.id, who), staff, session);
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/invitations/:id',
    tag,
    summary: 'Takes an invitation back: its link ends.',
    access: 'people',
    input: idInput,
    body: null,
    output: doneResult,
    async write({ input, who }, { staff }) {
      await staff.withdrawInvitation(input.id, who);
      return done;
    },
  }),
];
