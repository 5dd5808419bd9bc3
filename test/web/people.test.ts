import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import type { Role } from '../../src/core/access.ts';
import { formatAuditHead } from '../../src/core/audit-head.ts';
import { createDemoPeople } from '../../src/people/demo.ts';
import type { People, PeopleOptions } from '../../src/people/people.ts';
import { writeAudit } from '../../src/store/audit.ts';
import { auditHead } from '../../src/store/audit-chain.ts';
import { insertUser } from '../../src/store/users.ts';
import { useTestDatabase } from '../support/db.ts';
import { cheapPasswords, codeFor, goodPassword, makeStaff } from '../support/people.ts';
import { servePages } from './serve-pages.ts';
import { createVisitor, type Shown, type Visitor } from './visitor.ts';

const clock = { at: new Date('2026-11-22T08:00:00.000Z') };
const now = () => clock.at;
const wait = (ms: number) => {
  clock.at = new Date(clock.at.getTime() + ms);
};
const db = useTestDatabase('sqlite');

let staff: People;
let server: Listening;

async function openServer(demo = false, overrides: Partial<PeopleOptions> = {}): Promise<void> {
  staff = makeStaff(db(), now, { demo, ...overrides });
  server = await servePages(db(), { staff, demo, now }, { staff, people: staff, demo, now });
}

beforeEach(() => openServer());
afterEach(() => server.close());

async function addUser(role: Role, name: string): Promise<number> {
  const password = await cheapPasswords().hash(goodPassword);
  const agency = role === 'opd' ? 'PUPR' : null;
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@wanasari.test`;
  const at = now().toISOString();
  return insertUser(db(), { name, email, role, agency, election: false, password, createdAt: at, createdBy: 'uji' });
}

async function signIn(name: string): Promise<Visitor> {
  const visitor = createVisitor(server.origin);
  const page = await visitor.open('/masuk');
  await page.press('Masuk', { email: `${name}@wanasari.test`, password: goodPassword }, 'main');
  return visitor;
}

/** Reads the key from the page and proves it, as somebody would who cannot scan. */
function prove(page: Shown, button: string): Promise<Shown> {
  const key = page.textOf('.enrolment .secret').replaceAll(' ', '');
  expect(page.all('svg.qr[role=img][aria-label]')).toHaveLength(1);
  return page.press(button, { code: codeFor(key, now()) }, '.enrolment');
}

async function signInAdmin(): Promise<Visitor> {
  await addUser('admin', 'Ratna');
  const visitor = createVisitor(server.origin);
  const page = await visitor.open('/masuk');
  const enrol = await page.press('Masuk', { email: 'ratna@wanasari.test', password: goodPassword }, 'main');
  const codes = await prove(enrol, 'Pasang');
  await codes.press('Sudah saya simpan', {}, 'main');
  return visitor;
}

/** What a password manager and a screen reader need to know of a field. */
function fieldOf(page: Shown, name: string, within = 'main') {
  const [field] = page.all(`${within} input[name="${name}"]`);
  expect(page.all(`${within} label[for="${field?.attribs.id}"]`).length).toBeGreaterThan(0);
  return field?.attribs ?? {};
}

describe('signing in', () => {
  it('leads to the page that was wanted', async () => {
    await addUser('humas', 'Sekar');
    const visitor = createVisitor(server.origin);
    const asked = await visitor.open('/saya', 303);
    expect(asked.status).toBe(303);
    const page = await visitor.open('/masuk?lanjut=%2Fsaya');
    expect(fieldOf(page, 'email').autocomplete).toBe('username');
    expect(fieldOf(page, 'password')).toMatchObject({ autocomplete: 'current-password', type: 'password' });
    const landed = await page.press('Masuk', { email: 'sekar@wanasari.test', password: goodPassword }, 'main');
    expect([landed.address, landed.status, landed.textOf('h1')]).toEqual(['/saya', 200, 'Akun saya']);
    expect((await landed.press('Keluar', {}, 'header')).textOf('h1')).toBe('Masuk');
    await visitor.open('/saya', 303);
  });

  it('says what is wrong on the same page, and never shows the password again', async () => {
    await addUser('humas', 'Sekar');
    const page = await createVisitor(server.origin).open('/masuk?lanjut=%2Fisu');
    const typed = 'kata sandi yang salah sekali';
    const refused = await page.press('Masuk', { email: 'sekar@wanasari.test', password: typed }, 'main');
    expect([refused.status, refused.textOf('h1')]).toEqual([401, 'Masuk']);
    expect(refused.textOf('[role=alert]')).toContain('Surel atau kata sandi tidak cocok.');
    expect(fieldOf(refused, 'email').value).toBe('sekar@wanasari.test');
    expect(refused.html).not.toContain(typed);
    const landed = await refused.press('Masuk', { password: goodPassword }, 'main');
    expect(landed.address).toBe('/isu');
  });

  it('says how long to wait', async () => {
    const visitor = createVisitor(server.origin);
    let page = await visitor.open('/masuk');
    for (let n = 0; n < 6; n += 1) {
      page = await page.press('Masuk', { email: 'siapa@wanasari.test', password: 'x' }, 'main');
    }
    expect(page.status).toBe(429);
    expect(page.textOf('[role=alert]')).toMatch(/Coba lagi 15 menit lagi/);
  });

  it('never leads to another site', async () => {
    await addUser('humas', 'Sekar');
    for (const wanted of ['//penyerang.test/x', '/\\penyerang.test', 'https://penyerang.test']) {
      const page = await createVisitor(server.origin).open(`/masuk?lanjut=${encodeURIComponent(wanted)}`);
      const landed = await page.press('Masuk', { email: 'sekar@wanasari.test', password: goodPassword }, 'main');
      expect(landed.address).toBe('/');
    }
  });

  it('sets up the second factor on the way, shows the codes once, then asks for it', async () => {
    await addUser('admin', 'Ratna');
    const visitor = createVisitor(server.origin);
    const first = await visitor.open('/masuk?lanjut=%2Fpengaturan');
    const enrol = await first.press('Masuk', { email: 'ratna@wanasari.test', password: goodPassword }, 'main');
    expect(enrol.textOf('h1')).toBe('Pasang kode masuk');
    expect(fieldOf(enrol, 'code')).toMatchObject({ autocomplete: 'one-time-code', inputmode: 'numeric' });
    const wrong = await enrol.press('Pasang', { code: '000000' }, '.enrolment');
    expect([wrong.status, wrong.textOf('h1')]).toEqual([400, 'Pasang kode masuk']);
    const field = fieldOf(wrong, 'code');
    expect(field['aria-invalid']).toBe('true');
    expect(wrong.textOf(`[id="${field['aria-describedby']?.split(' ')[0]}"]`)).toContain('Kode tidak cocok');
    const codes = await prove(wrong, 'Pasang');
    expect(codes.texts('.secret-list code')).toHaveLength(10);
    // It may be looked at again, until it is kept.
    expect((await visitor.open(codes.address)).texts('.secret-list code')).toHaveLength(10);
    const settings = await codes.press('Sudah saya simpan', {}, 'main');
    expect([settings.address, settings.textOf('h1')]).toEqual(['/pengaturan', 'Pengaturan']);

    wait(60_000);
    const again = createVisitor(server.origin);
    const asked = await (await again.open('/masuk')).press(
      'Masuk',
      { email: 'ratna@wanasari.test', password: goodPassword },
      'main',
    );
    expect(asked.textOf('h1')).toBe('Kode masuk');
    const refused = await asked.press('Lanjutkan', { code: '123456' }, 'main');
    expect([refused.status, fieldOf(refused, 'code')['aria-invalid']]).toEqual([401, 'true']);
    await again.open('/pengaturan', 303);
    const landed = await refused.press('Lanjutkan', { code: codes.textOf('.secret-list code') }, 'main');
    expect(landed.address).toBe('/');
    await again.open('/pengaturan');
  });

  it('can be given up halfway', async () => {
    await addUser('admin', 'Ratna');
    const page = await createVisitor(server.origin).open('/masuk');
    const enrol = await page.press('Masuk', { email: 'ratna@wanasari.test', password: goodPassword }, 'main');
    const again = await enrol.press('Batal, masuk dengan akun lain', {}, 'main');
    expect(again.all('input[name=email]')).toHaveLength(1);
  });

  it('says where the first link is while there is nobody', async () => {
    const page = await createVisitor(server.origin).open('/masuk');
    expect(page.text).toContain('kentongan people link');
    await addUser('humas', 'Sekar');
    expect((await createVisitor(server.origin).open('/masuk')).text).not.toContain('kentongan people link');
  });
});

describe('links', () => {
  it('make the first admin', async () => {
    const link = (await staff.openFirstLink()) ?? '';
    const path = new URL(link).pathname;
    const page = await createVisitor(server.origin).open(path);
    expect(fieldOf(page, 'password')).toMatchObject({
      autocomplete: 'new-password',
      minlength: '15',
      maxlength: '128',
    });
    const weak = await page.press(
      'Buat akun',
      { name: 'Ratna', email: 'ratna@wanasari.test', password: 'wanasari wanasari 2026' },
      'main',
    );
    expect([weak.status, weak.address]).toEqual([400, path]);
    expect(weak.textOf('.wrong')).toContain('Mudah ditebak');
    expect(fieldOf(weak, 'name').value).toBe('Ratna');
    expect(weak.html).not.toContain('wanasari wanasari 2026');
    const enrol = await weak.press('Buat akun', { password: goodPassword }, 'main');
    expect(enrol.textOf('h1')).toBe('Pasang kode masuk');
    const codes = await prove(enrol, 'Pasang');
    expect((await codes.press('Sudah saya simpan', {}, 'main')).textOf('header')).toContain('Ratna');
    expect((await createVisitor(server.origin).open(path)).textOf('h1')).toBe('Tautan ini sudah berakhir');
  });

  it('that have ended say so, whatever stands in the address', async () => {
    for (const secret of ['x', '%3Cscript%3E', 'a'.repeat(2_000), '__proto__']) {
      const page = await createVisitor(server.origin).open(`/undangan/${secret}`);
      expect(page.textOf('h1')).toBe('Tautan ini sudah berakhir');
    }
  });
});

describe('the own account', () => {
  it('changes the password, with the rules beside the field', async () => {
    await addUser('humas', 'Sekar');
    const visitor = await signIn('sekar');
    const page = await visitor.open('/saya');
    const weak = await page.press('Simpan kata sandi', { password: 'abcdefghijklmnop' }, '#sandi');
    expect(weak.textOf('#sandi .wrong')).toContain('urutan');
    expect(weak.all('#sandi details[open]')).toHaveLength(1);
    const done = await weak.press('Simpan kata sandi', { password: 'sepeda kuning makan awan tipis' }, '#sandi');
    expect(done.textOf('.notice-done')).toContain('Kata sandi diganti');
  });

  it('asks for the password once more after a while', async () => {
    await addUser('humas', 'Sekar');
    const visitor = await signIn('sekar');
    wait(16 * 60_000);
    const page = await visitor.open('/saya');
    expect(fieldOf(page, 'currentPassword', '#sandi').autocomplete).toBe('current-password');
    const sent = { password: 'sepeda kuning makan awan tipis', currentPassword: 'bukan yang ini' };
    const refused = await page.press('Simpan kata sandi', sent, '#sandi');
    expect([refused.status, refused.textOf('#sandi .wrong')]).toEqual([403, 'Kata sandi Anda tidak cocok.']);
    const done = await refused.press('Simpan kata sandi', { ...sent, currentPassword: goodPassword }, '#sandi');
    expect(done.textOf('.notice-done')).toContain('Kata sandi diganti');
  });

  it('sets up a second factor, and gives it up again', async () => {
    await addUser('humas', 'Sekar');
    const visitor = await signIn('sekar');
    const page = await (await visitor.open('/saya')).press('Pasang kode masuk', {}, '#kode-masuk');
    const done = await prove(page, 'Pasang');
    expect(done.texts('.secret-list code')).toHaveLength(10);
    expect(done.textOf('#kode-masuk')).toContain('Terpasang. Kode pemulihan yang masih dapat dipakai: 10.');
    const kept = await done.press('Sudah saya simpan', {}, '.once');
    expect(kept.all('.once')).toHaveLength(0);
    const gone = await kept.press('Lepas kode masuk', {}, '#kode-masuk');
    expect(gone.textOf('#kode-masuk')).toContain('Belum terpasang');
  });

  it('lists the browsers and ends others', async () => {
    await addUser('humas', 'Sekar');
    const other = await signIn('sekar');
    const visitor = await signIn('sekar');
    const page = await visitor.open('/saya');
    expect(page.texts('#sesi tbody tr')).toHaveLength(2);
    await page.press('Akhiri', {}, '#sesi');
    await other.open('/saya', 303);
    await visitor.open('/saya');
  });

  it('makes a token that is shown once, and revokes it', async () => {
    await addUser('humas', 'Sekar');
    const visitor = await signIn('sekar');
    const page = await visitor.open('/saya');
    const made = await page.press('Buat token', { name: 'Tarikan mingguan', scopes: ['read'], days: '30' }, '#token');
    const token = made.textOf('.once code');
    expect(token).toMatch(/^ktg_[\w-]{43}$/);
    expect((await staff.findByToken(token))?.name).toBe('Sekar');
    const kept = await made.press('Sudah saya simpan', {}, '.once');
    expect(kept.html).not.toContain(token);
    const revoked = await kept.press('Cabut', {}, '#token');
    expect(revoked.textOf('#token tbody')).toContain('Dicabut');
    expect(await staff.findByToken(token)).toBeNull();
  });
});

describe('the people of the office', () => {
  it('are invited, changed and disabled by an admin', async () => {
    const visitor = await signInAdmin();
    const page = await visitor.open('/pengaturan');
    const wrong = await page.press('Undang', { name: 'Joko', email: 'joko@wanasari.test', role: 'opd' }, '#undang');
    expect(wrong.status).toBe(400);
    expect(wrong.textOf('#undang')).toContain('pilih perangkat daerahnya');
    expect(wrong.all('#undang input[name=email]')[0]?.attribs.value).toBe('joko@wanasari.test');
    const made = await wrong.press('Undang', { agency: 'PDAM' }, '#undang');
    const link = made.textOf('.once code');
    expect(made.textOf('#undang table')).toContain('menunggu');

    const joko = createVisitor(server.origin);
    const welcome = await joko.open(new URL(link).pathname);
    expect(welcome.textOf('.lead')).toContain('Joko (joko@wanasari.test), peran OPD');
    await welcome.press('Buat akun', { password: goodPassword }, 'main');
    expect((await joko.open('/saya')).textOf('.lead')).toContain('Peran OPD PDAM');
    await joko.open('/pengaturan', 403);
    await joko.open('/pengaturan/audit', 403);

    const list = await (await visitor.open('/pengaturan')).press('Sudah saya simpan', {}, '.once');
    expect(list.html).not.toContain(link);
    const user = await visitor.open(list.all('td a[href^="/pengaturan/pengguna/"]').at(0)?.attribs.href ?? '');
    const changed = await user.press('Simpan', { role: 'humas', agency: '' }, '.work');
    expect(changed.textOf('.notice-done')).toBe('Perubahan disimpan.');
    await joko.open('/saya', 303);
    const disabled = await changed.press('Ya, nonaktifkan', {}, 'main');
    expect(disabled.text).toContain('Akun ini dinonaktifkan');
    expect((await disabled.press('Aktifkan', {}, 'main')).text).not.toContain('Akun ini dinonaktifkan');
  });

  it('keep their last admin', async () => {
    const visitor = await signInAdmin();
    const page = await visitor.open('/pengaturan/pengguna/1');
    const refused = await page.press('Ya, nonaktifkan', {}, 'main');
    expect([refused.status, refused.textOf('[role=alert]')]).toEqual([409, expect.stringContaining('admin terakhir')]);
    await visitor.open('/pengaturan/pengguna/1');
    await visitor.open('/pengaturan/pengguna/99', 404);
  });

  it('have all their tokens in one place', async () => {
    const visitor = await signInAdmin();
    const id = await addUser('humas', 'Sekar');
    await staff.createToken(id, { name: 'Tarikan', scopes: ['read'], days: 3 }, null);
    const page = await visitor.open('/pengaturan/token');
    expect(page.textOf('tbody')).toContain('Sekar');
    expect((await page.press('Cabut', {}, 'main')).textOf('tbody')).toContain('Dicabut');
  });
});

describe('the audit trail', () => {
  it('is filtered, downloaded and checked by an auditor', async () => {
    await addUser('auditor', 'Tirta');
    await writeAudit(db(), {
      at: now().toISOString(),
      who: '<b>Rina</b>',
      action: 'issue.state',
      object: 'issue:12',
      detail: { why: '<img src=x>' },
    });
    const visitor = await signIn('tirta');
    const page = await visitor.open('/pengaturan/audit');
    expect(page.texts('tbody tr')).toHaveLength(2);
    expect(page.textOf('tbody')).toContain('<b>Rina</b>');
    const filtered = await visitor.open(
      '/pengaturan/audit?kelompok=issue.&objek=issue:12&dari=2026-11-01&sampai=2026-11-30',
    );
    expect(filtered.texts('tbody tr')).toHaveLength(1);
    const [download] = filtered.all('a[href^="/api/v1/audit?"]');
    const csv = await visitor.open(download?.attribs.href ?? '');
    expect(csv.html).toMatch(/^\ufeff?at,who,action/);
    expect(csv.html.trim().split('\n')).toHaveLength(2);
    expect((await visitor.open('/pengaturan/audit?siapa=tidak+ada')).textOf('.empty')).toContain('Tidak ada catatan');

    const head = formatAuditHead(await auditHead(db()));
    const checked = await page.press('Periksa', { sidik: head }, '#periksa');
    expect(checked.textOf('#periksa [role=status]')).toContain('Utuh');
    expect((await page.press('Periksa', { sidik: 'abc' }, '#periksa')).textOf('#periksa')).toContain(
      'Sidik itu tidak terbaca',
    );
    await db().updateTable('audit').set({ who: 'Bagas' }).where('object', '=', 'issue:12').execute();
    const broken = await page.press('Periksa', { sidik: '' }, '#periksa');
    expect(broken.textOf('#periksa [role=status]')).toContain('TIDAK UTUH');
  });
});

describe('the demo', () => {
  it('offers one person of each role, whom nobody else has', async () => {
    expect((await createVisitor(server.origin).open('/masuk')).all('.demo-doors')).toHaveLength(0);
    await server.close();
    await openServer(true);
    await createDemoPeople(db(), { agency: 'PUPR', now: now() });
    const page = await createVisitor(server.origin).open('/masuk?lanjut=%2Fsaya');
    expect(page.texts('.demo-doors button')).toHaveLength(6);
    const landed = await page.press('Masuk sebagai Humas', {}, '.demo-doors');
    expect([landed.address, landed.textOf('.lead')]).toEqual(['/saya', expect.stringContaining('Sekar Anjani')]);
  });
});
