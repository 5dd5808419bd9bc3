import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { listAudit } from '../../src/store/audit.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { peopleWith } from './people.ts';
import { minutesAgo, type Seeded, seed } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

const token = 'token-uji-yang-cukup-panjang';
let seeded: Seeded;
let server: Listening;

beforeAll(async () => {
  seeded = await seed();
  server = await serveApi(makeApiDeps(seeded.db, { people: peopleWith({ [token]: { name: 'Rina' } }) }));
});
afterAll(async () => {
  await server.close();
  await closeDatabase(seeded.db);
});

async function ask(method: string, path: string, body?: unknown, authorization = `Bearer ${token}`) {
  const response = await fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: answers are checked value by value
  const answer: any = await response.json();
  return { status: response.status, answer };
}

const dinkes = { rule: 'agency-mention', options: { agencies: ['Dinkes'] } };

describe('alert rules', () => {
  it('lists those of the configuration, which cannot be changed', async () => {
    const { answer } = await ask('GET', '/alert-rules');
    expect(answer.items).toEqual([
      {
        ...{
          id: 'negative-issue',
          rule: 'negative-issue',
          title: 'Isu negatif terhadap pemerintah daerah',
          about: 'issue',
        },
        ...{ options: {}, enabled: true, from: 'config', author: null, updatedAt: null },
      },
    ]);
    for (const method of ['PUT', 'DELETE']) {
      const refused = await ask(method, '/alert-rules/negative-issue', method === 'PUT' ? dinkes : undefined);
      expect([refused.status, refused.answer.type]).toEqual([409, 'urn:kentongan:problem:configured-rule']);
    }
  });

  it('shows every kind with options that it takes', async () => {
    const { answer } = await ask('GET', '/alert-rules/kinds');
    expect(answer.items.length).toBeGreaterThanOrEqual(8);
    for (const { rule, example, options } of answer.items) {
      expect(Object.keys(options.properties), rule).toEqual(expect.arrayContaining(Object.keys(example)));
      const { status } = await ask('PUT', '/alert-rules/contoh', { rule, options: example, enabled: false });
      expect([rule, status]).toEqual([rule, 200]);
    }
    expect((await ask('DELETE', '/alert-rules/contoh')).answer).toEqual({ deleted: true });
  });

  it('makes, changes and removes a rule, and records who did it', async () => {
    expect((await ask('GET', '/alert-rules/dinkes')).status).toBe(404);
    const made = await ask('PUT', '/alert-rules/dinkes', dinkes);
    expect(made.answer).toMatchObject({ id: 'dinkes', enabled: true, from: 'api', author: 'Rina', about: 'issue' });
    await ask('PUT', '/alert-rules/dinkes', { ...dinkes, enabled: false });
    expect((await ask('GET', '/alert-rules/dinkes')).answer).toMatchObject({ enabled: false, options: dinkes.options });
    expect((await ask('GET', '/alert-rules')).answer.items).toHaveLength(2);
    await ask('DELETE', '/alert-rules/dinkes');
    expect((await ask('DELETE', '/alert-rules/dinkes')).status).toBe(404);
    const { items } = await listAudit(seeded.db, { object: 'alert-rule:dinkes', limit: 10 });
    expect(items.map(({ who, action, detail }) => [who, action, detail])).toEqual([
      ['Rina', 'alert-rule.delete', { before: { ...dinkes, enabled: false } }],
      ['Rina', 'alert-rule.change', { after: { ...dinkes, enabled: false }, before: { ...dinkes, enabled: true } }],
      ['Rina', 'alert-rule.create', { after: { ...dinkes, enabled: true } }],
    ]);
  });

  it.each<[string, string, unknown, number, readonly string[]]>([
    ['an unknown kind', 'x', { rule: 'tidak-ada' }, 400, ['rule']],
    ['a kind of the language', 'x', { rule: '__proto__' }, 400, ['rule']],
    ['no kind', 'x', {}, 400, ['rule']],
    [
      'faulty options',
      'x',
      { rule: 'agency-mention', options: { agencies: [], repeatHours: 0, lain: 1 } },
      400,
      ['options.agencies', 'options.lain', 'options.repeatHours'],
    ],
    ['options missing', 'x', { rule: 'agency-mention' }, 400, ['options.agencies']],
    ['nested options', 'x', { rule: 'negative-issue', options: { crisis: { hour: 0 } } }, 400, ['options.crisis.hour']],
    ['an unknown key', 'x', { ...dinkes, author: 'Bupati' }, 400, ['author']],
    ['a bad id', 'Dinkes%20%0d%0a', dinkes, 400, ['id']],
    ['an id of ours', 'kinds', dinkes, 400, ['id']],
    ['what is no JSON', 'x', '{', 400, []],
  ])('refuses %s', async (_, id, body, status, places) => {
    const refused = await ask('PUT', `/alert-rules/${id}`, body);
    expect(refused.status).toBe(status);
    // biome-ignore lint/suspicious/noExplicitAny: as above
    expect(refused.answer.problems.map(({ where }: any) => where).sort()).toEqual(places);
    expect((await ask('GET', '/alert-rules')).answer.items).toHaveLength(1);
  });

  it('asks for a token before anything is changed', async () => {
    expect((await ask('PUT', '/alert-rules/x', dinkes, 'Bearer salah')).status).toBe(401);
    expect((await ask('DELETE', '/alert-rules/x', undefined, 'Bearer salah')).status).toBe(401);
    expect((await ask('POST', '/alert-rules/replay', { rule: 'hoax-claim' }, 'Bearer salah')).status).toBe(401);
  });

  it('replays a rule that is not in use', async () => {
    const { status, answer } = await ask('POST', '/alert-rules/replay', { days: 3, rule: 'negative-issue' });
    expect(status).toBe(200);
    expect(answer).toMatchObject({ rules: ['negative-issue'], notReplayed: [], perTarget: [] });
    expect(answer.alerts.map(({ issueId }: { issueId: number }) => issueId)).toContain(seeded.issueIds[0]);
    const watched = await ask('POST', '/alert-rules/replay', { days: 3, ...dinkes });
    expect(watched.answer.alerts).toEqual([]);
    expect((await ask('POST', '/alert-rules/replay', { rule: 'x' })).answer.problems).toMatchObject([
      { where: 'rule' },
    ]);
    const faulty = await ask('POST', '/alert-rules/replay', { rule: 'spike', options: { minCount: 0 } });
    expect(faulty.answer.problems).toMatchObject([{ where: 'options.minCount' }]);
    expect((await ask('POST', '/alert-rules/replay', { rule: 'spike', days: 91 })).status).toBe(400);
  });
});

describe('why', () => {
  it('says of every rule what it makes of the issue', async () => {
    const { answer } = await ask('GET', `/issues/${seeded.issueIds[0]}/why`);
    expect(answer).toMatchObject({ issueId: seeded.issueIds[0], last: { at: minutesAgo(180), level: 'alert' } });
    expect(answer.rules).toMatchObject([{ ruleId: 'negative-issue', fires: false, level: null }]);
    expect(answer.rules[0].why).toBe('Sudah diperingatkan 3 jam lalu; diulang paling cepat 12 jam sesudahnya.');
    const calm = await ask('GET', `/issues/${seeded.issueIds[3]}/why`);
    expect(calm.answer.rules[0].why).toBe('Isu ini hijau: tidak ada yang perlu diperhatikan.');
    expect((await ask('GET', '/issues/999999/why')).status).toBe(404);
  });
});

describe('alerts', () => {
  it('are found by what they are about, by agency and by whether somebody sees to them', async () => {
    const ids = async (query: string) =>
      (await ask('GET', `/alerts?${query}`)).answer.items.map(({ id }: { id: number }) => id);
    const [water, hoax] = seeded.alertIds;
    expect(await ids('subject=issue')).toEqual([hoax, water]);
    expect(await ids('subject=source')).toEqual([]);
    expect(await ids(`subject=issue:${seeded.issueIds[0]}`)).toEqual([water]);
    expect(await ids('agency=PDAM')).toEqual([water]);
    expect(await ids('acknowledged=false&level=alert')).toEqual([water]);
    expect(await ids('acknowledged=true')).toEqual([]);
    expect((await ask('GET', '/alerts?subject=lain')).status).toBe(400);
  });

  it('are read one by one', async () => {
    const { answer } = await ask('GET', `/alerts/${seeded.alertIds[0]}`);
    expect(answer).toMatchObject({ id: seeded.alertIds[0], acknowledged: null, answers: [] });
    expect((await ask('GET', '/alerts/999999')).status).toBe(404);
  });
});
