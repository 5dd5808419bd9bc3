import { describe, expect, it } from 'vitest';
import { units } from '../../src/app/units.ts';
import { parseConfig } from '../../src/config/load.ts';
import { ConfigError } from '../../src/core/errors.ts';

const head = `
region: { code: "35.16" }
contact: mailto:uji@contoh.test
mail: { host: smtp.contoh.test, from: kentongan@contoh.test }
`;
const people = `
recipients:
  - { id: humas, name: Tim Humas, email: humas@contoh.test, telegram: "-100123" }
  - { name: Kepala Bidang IKP, email: ikp@contoh.test, receives: [digest, operations] }
`;
const read = (text: string, env: Record<string, string> = {}) => parseConfig(head + text, 'uji.yaml', units, env);

function problemsOf(text: string): readonly string[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ where, message }) => `${where}: ${message}`);
    throw error;
  }
  return [];
}

describe('alerting', () => {
  it('without routes tells everybody who receives alerts, by every way that is set up', () => {
    const { alerting } = read(`${people}alerting: { telegram: { token: KENTONGAN_TELEGRAM_TOKEN } }\n`);
    expect(
      alerting.routes.map(({ id, targets }) => [
        id,
        targets.map(({ recipient, channel }) => `${recipient}/${channel}`),
      ]),
    ).toEqual([['semua', ['humas/email', 'humas/telegram']]]);
    expect(alerting.operators.map(({ recipient }) => recipient)).toEqual(['kepala-bidang-ikp']);
    expect(alerting.limits.get('humas')).toEqual({ quiet: null, maxMessages: 2, perMs: 300_000 });
  });

  it('has routes, quiet hours of a recipient, escalation and webhooks', () => {
    const { alerting } = read(
      `
recipients:
  - { id: humas, name: Humas, email: humas@contoh.test, quiet: { from: "21:00", to: "05.30" } }
  - { id: kadis, name: Kadis, email: kadis@contoh.test }
alerting:
  webhooks: [{ id: pusat, url: "https://pusat.test/kentongan", secret: KENTONGAN_WEBHOOK }]
  routes:
    - id: air
      match: { topics: [air-listrik], levels: [alert, crisis] }
      to: [humas/email, pusat]
      wait: 10s
      continue: true
      escalate: [{ after: 30m, to: [kadis] }]
`,
      { KENTONGAN_WEBHOOK: 'whsec_dWppLXVqaS11amktdWppLXVqaQ==' },
    );
    const [route] = alerting.routes;
    expect(route).toMatchObject({
      id: 'air',
      waitMs: 10_000,
      intervalMs: 300_000,
      goOn: true,
      groupBy: ['topic', 'agency'],
    });
    expect(route?.targets.map(({ recipient, channel, address }) => [recipient, channel, address])).toEqual([
      ['humas', 'email', 'humas@contoh.test'],
      ['pusat', 'webhook', 'https://pusat.test/kentongan'],
    ]);
    expect(route?.escalations).toEqual([
      { afterMs: 1_800_000, targets: [expect.objectContaining({ recipient: 'kadis' })] },
    ]);
    expect(alerting.limits.get('humas')?.quiet).toEqual({ from: 21 * 60, to: 5 * 60 + 30, except: ['crisis'] });
    expect(alerting.webhooks[0]?.secret?.reveal()).toContain('whsec_');
  });

  it.each([
    [
      'a route to nobody',
      `${people}alerting: { routes: [{ id: a, to: [camat] }] }\n`,
      'alerting.routes[0].to[0]',
      'penerima "camat" tidak ada',
    ],
    [
      'an id used twice',
      `recipients:\n  - { name: Humas, email: a@contoh.test }\n  - { name: Humas, email: b@contoh.test }\n`,
      'recipients[1]',
      '"humas" sudah dipakai',
    ],
    ['a channel that is not set up', people, 'recipients[0].telegram', 'alerting.telegram belum diisi'],
    [
      'a rule used twice without a name',
      'alerts:\n  - { rule: spike }\n  - { rule: spike }\n',
      'alerts[1]',
      '"spike" sudah dipakai',
    ],
    [
      'a clock that is none',
      'alerting: { quiet: { from: "25:00", to: "05:00" } }\n',
      'alerting.quiet.from',
      'harus berupa jam',
    ],
  ])('names %s', (_, text, where, message) => {
    const found = problemsOf(text);
    expect(found.some((problem) => problem.startsWith(where) && problem.includes(message))).toBe(true);
  });
});
