import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/load.ts';
import { ConfigError } from '../../src/core/errors.ts';

const checks = { collectors: new Map(), credentialKinds: new Map(), rules: new Map(), isRegion: () => true };
const base = 'region: { code: "35.16" }\ncontact: mailto:kominfo@wanasari.test\nalerts: []\n';
const read = (yaml: string, env = {}) => parseConfig(`${base}${yaml}`, 'kentongan.yaml', checks, env);

function faults(yaml: string): string {
  try {
    read(yaml);
    return '';
  } catch (error) {
    return error instanceof ConfigError ? error.message : String(error);
  }
}

const openId = 'issuer: https://sso.wanasari.test, clientId: kentongan, clientSecret: SSO_SECRET';

describe('people of the configuration', () => {
  it('are analysts unless it says otherwise', () => {
    const { people } = read('people: [{ name: Rina, token: TOKEN_RINA }, { name: Dewi, token: T, role: auditor }]\n', {
      TOKEN_RINA: 'x',
    });
    expect(people.map(({ name, role, election }) => [name, role, election])).toEqual([
      ['Rina', 'analis', false],
      ['Dewi', 'auditor', false],
    ]);
    expect(people[0]?.token?.reveal()).toBe('x');
  });

  it('cannot speak for an agency: that is where an account belongs', () => {
    expect(faults('people: [{ name: Joko, token: T, role: opd }]\n')).toContain('people[0].role');
  });
});

describe('signing in', () => {
  it('asks admins for a second factor unless it says everyone', () => {
    expect(read('').signIn).toEqual({ secondFactor: 'admins', openId: null });
    expect(read('signIn: { secondFactor: everyone }\n').signIn.secondFactor).toBe('everyone');
    expect(faults('signIn: { secondFactor: nobody }\n')).toContain('signIn.secondFactor');
  });

  it('reads single sign-on, with its secret from the environment', () => {
    const yaml = `http: { publicUrl: https://kentongan.wanasari.test }\nsignIn: { openId: { ${openId}, allowedDomains: [WANASARI.test], createRole: humas } }\n`;
    const found = read(yaml, { SSO_SECRET: 'rahasia' }).signIn.openId;
    expect(found).toMatchObject({ label: 'akun dinas', allowedDomains: ['wanasari.test'], createRole: 'humas' });
    expect(found?.clientSecret?.reveal()).toBe('rahasia');
    expect(JSON.stringify(found)).not.toContain('rahasia');
    expect(read(yaml).signIn.openId?.clientSecret).toBeNull();
  });

  it.each([
    [`signIn: { openId: { ${openId} } }\n`, 'http.publicUrl'],
    [
      `http: { publicUrl: https://k.test }\nsignIn: { openId: { ${openId.replace('https:', 'http:')} } }\n`,
      'harus https://',
    ],
    [`http: { publicUrl: https://k.test }\nsignIn: { openId: { ${openId}, createRole: admin } }\n`, 'createRole'],
    [
      `http: { publicUrl: https://k.test }\nsignIn: { openId: { ${openId.replace('SSO_SECRET', 'rahasia')} } }\n`,
      'variabel lingkungan',
    ],
  ])('refuses %s', (yaml, fault) => {
    expect(faults(yaml)).toContain(fault);
  });
});
