import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../src/api/routes/index.ts';
import { agencyScopeOf } from '../../src/core/access.ts';
import { pages } from '../../src/web/pages/index.ts';
import { type Office, openOffice, ownAgency } from './office.ts';
import { makeActor } from './people.ts';
import { sampleAddress } from './sample-request.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
  const [own = 0, , , other = 0] = office.mentionIds;
  const asked = { kind: 'question', askedAt: '2026-11-22T08:00:00.000Z' };
  const unanswered = { answeredAt: null, answerMentionId: null, answeredBy: null };
  await office.db
    .insertInto('questions')
    .values([
      { mentionId: own, agency: ownAgency, ...asked, ...unanswered },
      { mentionId: other, agency: 'PUPR', ...asked, ...unanswered },
    ])
    .execute();
});
afterAll(() => office.close());

interface Pair {
  readonly own: string | number;
  /** Of another agency, or another person. */
  readonly other: string | number;
  readonly body?: unknown;
}

/** Of the seeded regency: issue 1 and alert 1 are PDAM's; issue 2 is PUPR's, alert 2 nobody's. */
const issue = (): Pair => ({ own: office.issueIds[0] ?? 0, other: office.issueIds[1] ?? 0 });
const alert = (): Pair => ({ own: office.alertIds[0] ?? 0, other: office.alertIds[1] ?? 0 });
const mention = (): Pair => ({ own: office.mentionIds[0] ?? 0, other: office.mentionIds[6] ?? 0 });
const question = (): Pair => ({ own: office.mentionIds[0] ?? 0, other: office.mentionIds[3] ?? 0 });

/** Every route whose path names something that is one agency's or one person's. */
const ofTheAgency: Readonly<Record<string, () => Pair>> = {
  'GET /api/v1/alerts/:id': alert,
  'GET /api/v1/issues/:id': issue,
  'POST /api/v1/issues/:id/state': () => ({ ...issue(), body: { to: 'diverifikasi' } }),
  'POST /api/v1/issues/:id/notes': () => ({ ...issue(), body: { note: 'Sudah ditelepon.' } }),
  'POST /api/v1/issues/:id/clarifications': () => ({
    ...issue(),
    body: { title: 'Penjelasan', text: 'Air mengalir lagi.' },
  }),
  'POST /api/v1/questions/:id/answered': () => ({ ...question(), body: {} }),
  'GET /api/v1/mentions/:id': mention,
  'GET page /peringatan/:id': alert,
  'GET page /isu/:id': issue,
  'GET page /sebutan/:id': mention,
  'GET page /opd/:id': () => ({ own: ownAgency, other: 'PUPR' }),
};

const ofThePerson: Readonly<Record<string, () => Pair>> = {
  'DELETE /api/v1/me/tokens/:id': () => ({ own: idsOf('humas').tokenId, other: idsOf('analis').tokenId }),
  'DELETE /api/v1/me/sessions/:id': () => ({ own: idsOf('humas').sessionId, other: idsOf('analis').sessionId }),
};

/** Those whose path names nothing that is somebody's: a month, a kind of chart. */
const ofEverybody = new Set(['GET /api/v1/accounts/activity/:month', 'GET page /grafik/:nama']);

const idsOf = (name: string) => office.ids.get(name) ?? { userId: 0, sessionId: 0, tokenId: 0 };

const scoped = [
  ...routes.map(({ method, path, access }) => ({ name: `${method.toUpperCase()} ${path}`, path, access })),
  ...pages.map(({ path, access }) => ({ name: `GET page ${path}`, path, access })),
].filter(({ path, access }) => ['read-agency', 'answer', 'own'].includes(access) && path.includes(':'));

it('every route that an agency or a person has a part of is tried here', () => {
  const tried = [...Object.keys(ofTheAgency), ...Object.keys(ofThePerson), ...ofEverybody];
  const missing = scoped.map(({ name }) => name).filter((name) => !tried.includes(name));
  expect(missing, 'Add it to ofTheAgency or ofThePerson with an object of one’s own and one of another').toEqual([]);
  expect(tried.filter((name) => !scoped.some((each) => each.name === name))).toEqual([]);
});

const pathOf = (name: string) => name.split(' ').at(-1) ?? '';
const methodOf = (name: string) => name.split(' ')[0] ?? '';
const isPage = (name: string) => name.includes(' page ');

describe('a user of an agency', () => {
  it.each(Object.keys(ofTheAgency))('%s: has what is the agency’s, and nothing else is there', async (name) => {
    const { own, other, body } = ofTheAgency[name]?.() ?? { own: 0, other: 0, body: {} };
    const ask = (id: string | number) =>
      office.ask('opd', methodOf(name), sampleAddress(pathOf(name), { id }), { body, session: isPage(name) });
    const another = await ask(other);
    expect(another.status).toBe(404);
    const mine = await ask(own);
    // The step from `baru` is the office's to take: known to be there, but not allowed.
    expect(name.endsWith('/state') ? [403] : [200]).toContain(mine.status);
    // Nothing of the other one's is told in the refusal.
    expect(another.text).not.toContain('Karangjati');
  });

  it('sees nothing of other agencies in any list', async () => {
    const lists = routes.filter(
      (route) => 'handle' in route && route.access === 'read-agency' && !route.path.includes(':'),
    );
    expect(lists.length).toBeGreaterThan(4);
    const foreign: string[] = [];
    for (const { path } of lists) {
      for (const query of ['', '?agency=PUPR', '?q=Karangjati']) {
        const { status, text } = await office.ask('opd', 'GET', `${path}${query}`);
        expect([200, 400, 404]).toContain(status);
        // A search says again what it was asked for.
        const told = status === 200 ? JSON.stringify({ ...JSON.parse(text), search: null }) : '';
        if (/Karangjati|"agency":"(?!PDAM")/.test(told)) foreign.push(`${path}${query}`);
      }
    }
    expect(foreign).toEqual([]);
  });

  it('without an agency sees nothing at all', () => {
    expect(agencyScopeOf(makeActor({ role: 'opd', agency: null }))).toBe('');
  });
});

describe('a person', () => {
  it.each(Object.keys(ofThePerson))('%s: only their own', async (name) => {
    const { own, other } = ofThePerson[name]?.() ?? { own: 0, other: 0 };
    const ask = (id: string | number) =>
      office.ask('humas', methodOf(name), sampleAddress(pathOf(name), { id }), { session: true });
    expect((await ask(other)).status).toBe(404);
    expect((await ask(own)).status).toBe(200);
  });
});
