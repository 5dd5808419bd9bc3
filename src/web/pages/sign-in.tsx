import type { ComponentChildren, JSX } from 'preact';
import { type Role, roles } from '../../core/access.ts';
import { ownPath } from '../../core/form.ts';
import { roleMeanings, roleNames } from '../../core/role-names.ts';
import { hashOfSecret } from '../../core/secret-text.ts';
import { findOpenInvitation } from '../../store/invitations.ts';
import { findUser, hasUsers } from '../../store/users.ts';
import type { WebDeps } from '../deps.ts';
import { type FormFault, type Page, type PageRequest, textOf } from '../page.ts';
import { EnrolmentForm } from '../parts/enrolment.tsx';
import { Form } from '../parts/form.tsx';
import { NewPassword } from '../parts/new-password.tsx';
import { Notice } from '../parts/notices.tsx';
import { OnceBox } from '../parts/once-box.tsx';
import { FaultNotice, TypedInput } from '../parts/typed-input.tsx';

/** What went wrong on the way to single sign-on and back, by the code in the address. */
const failures: Readonly<Record<string, string>> = {
  'provider-unreachable': 'Layanan masuk tunggal tidak menjawab. Pakai kata sandi, atau coba lagi nanti.',
  'sign-in-expired': 'Waktu untuk masuk sudah habis. Mulailah lagi.',
  'sign-in-refused': 'Jawaban layanan masuk tunggal tidak dapat dipercaya, jadi ditolak. Mulailah lagi.',
  'no-account': 'Akun Anda belum terdaftar di sini, atau sudah dinonaktifkan. Hubungi admin.',
  taken: 'Nama Anda sama dengan akun lain. Hubungi admin.',
};

/** Where somebody wanted to go before signing in. */
function wantedOf({ query }: PageRequest): string {
  return ownPath(textOf(query, 'lanjut', 1_000)) ?? '/';
}

const hereWith = (wanted: string): string =>
  wanted === '/' ? '/masuk' : `/masuk?lanjut=${encodeURIComponent(wanted)}`;

export const signInPages: readonly Page[] = [
  {
    path: '/masuk',
    access: 'anyone',
    showsFaults: true,
    async load(request, deps) {
      const wanted = wantedOf(request);
      if (request.actor.kind === 'user') return { redirect: wanted };
      const session = await deps.staff.sessionOf(request.session);
      const here = hereWith(wanted);
      const { fault } = request;
      if (session?.state === 'code') {
        const user = await findUser(deps.db, session.userId);
        const body = <CodeStep name={user?.name ?? ''} back={here} fault={fault} />;
        return { title: 'Kode masuk', section: '/masuk', body };
      }
      const enrolment = session?.state === 'enrol' ? await deps.staff.enrolment(request.session) : null;
      if (enrolment !== null) {
        // By way of this page, which shows what is wrong with a code.
        const back = hereWith(`/masuk/kode-pemulihan?lanjut=${encodeURIComponent(wanted)}`);
        const body = (
          <section class="door-page">
            <h1>Pasang kode masuk</h1>
            <p class="lead">
              Akun Anda wajib memakai kode dari ponsel selain kata sandi, supaya kata sandi yang bocor saja tidak cukup.
            </p>
            <FaultNotice fault={fault} />
            <EnrolmentForm enrolment={enrolment} action="/api/v1/session/second-factor" back={back} fault={fault} />
            <StartAgain />
          </section>
        );
        return { title: 'Pasang kode masuk', section: '/masuk', body };
      }
      return { title: 'Masuk', section: '/masuk', body: await firstStep(request, deps, wanted) };
    },
  },
  {
    path: '/masuk/kode-pemulihan',
    access: 'own',
    async load(request, deps) {
      const wanted = wantedOf(request);
      const once = await deps.staff.onceOf(request.session);
      if (once === null) return { redirect: wanted };
      const body = (
        <section class="door-page">
          <h1>Anda sudah masuk</h1>
          <OnceBox once={once} back={wanted} zone={deps.region.timezone} />
        </section>
      );
      return { title: 'Kode pemulihan', section: '/masuk', body };
    },
  },
  {
    path: '/keluar',
    access: 'anyone',
    async load(request) {
      if (request.actor.kind !== 'user') return { redirect: '/masuk' };
      const body = (
        <section class="door-page">
          <h1>Keluar?</h1>
          <p class="lead">Anda masuk sebagai {request.actor.name}.</p>
          <Form action="/api/v1/session" method="delete" back="/masuk" done="Anda sudah keluar." class="door">
            <button type="submit">Keluar</button>
          </Form>
        </section>
      );
      return { title: 'Keluar', section: '', body };
    },
  },
  {
    path: '/undangan/:secret',
    access: 'anyone',
    showsFaults: true,
    async load({ params, fault, actor, session }, deps) {
      const secret = params.secret ?? '';
      const invitation = await findOpenInvitation(deps.db, hashOfSecret(secret), deps.now());
      if (invitation === null) {
        // Used just now, in this browser.
        if (actor.kind === 'user' || (await deps.staff.sessionOf(session)) !== null) return { redirect: '/masuk' };
        return { title: 'Tautan berakhir', section: '', body: <LinkEnded /> };
      }
      const { kind, name, email, role } = invitation;
      const title = kind === 'reset' ? 'Kata sandi baru' : 'Selamat datang di Kentongan';
      const body = (
        <section class="door-page">
          <h1>{title}</h1>
          <p class="lead">
            {kind === 'first' ? 'Buat akun admin pertama untuk ' : kind === 'invite' ? 'Akun Anda untuk ' : 'Akun '}
            {kind === 'reset' ? email : deps.region.name}
            {kind === 'invite' ? `: ${name} (${email}), peran ${roleNames[role]}, ${roleMeanings[role]}.` : '.'}
          </p>
          <FaultNotice fault={fault} />
          <Form action="/api/v1/session/link" back={`/undangan/${secret}`} hidden={{ secret }} class="door">
            {kind === 'first' ? (
              <>
                <TypedInput name="name" label="Nama" type="text" autoComplete="name" fault={fault} maxLength={80} />
                <TypedInput name="email" label="Alamat surel" type="email" autoComplete="username" fault={fault} />
              </>
            ) : (
              <input type="hidden" autoComplete="username" value={email ?? ''} />
            )}
            <NewPassword fault={fault} />
            <button type="submit">{kind === 'reset' ? 'Simpan kata sandi' : 'Buat akun'}</button>
          </Form>
        </section>
      );
      return { title, section: '', body };
    },
  },
];

async function firstStep(request: PageRequest, deps: WebDeps, wanted: string): Promise<JSX.Element> {
  const { fault } = request;
  const failure = failures[textOf(request.query, 'gagal') ?? ''];
  const nobody = !(await hasUsers(deps.db));
  const { single } = deps.staff;
  return (
    <section class="door-page">
      <h1>Masuk</h1>
      {failure === undefined ? null : <Notice tone="warning">{failure}</Notice>}
      <FaultNotice fault={fault} />
      {nobody ? (
        <Notice tone="info">
          Belum ada akun. Tautan untuk admin pertama tertulis di layar tempat Kentongan dijalankan; tautan baru:{' '}
          <code>kentongan people link</code>.
        </Notice>
      ) : null}
      {deps.demo ? <DemoDoors wanted={wanted} /> : null}
      <Doors folded={deps.demo}>
        <Form action="/api/v1/session" back={hereWith(wanted)} class="door">
          <TypedInput name="email" label="Alamat surel" type="email" autoComplete="username" fault={fault} />
          <TypedInput
            name="password"
            label="Kata sandi"
            type="password"
            autoComplete="current-password"
            fault={fault}
          />
          <button type="submit">Masuk</button>
        </Form>
        {single === null ? null : (
          <p class="other-door">
            <a class="button-quiet" href={`/masuk/openid?lanjut=${encodeURIComponent(wanted)}`}>
              Masuk dengan {single.openId.label}
            </a>
          </p>
        )}
        <p class="quiet">Lupa kata sandi, atau ponsel hilang? Mintalah tautan baru kepada admin Kentongan.</p>
      </Doors>
    </section>
  );
}

/** In the demo the usual way in stands behind the others. */
function Doors({ folded, children }: { folded: boolean; children: ComponentChildren }): JSX.Element {
  if (!folded) return <>{children}</>;
  return (
    <details class="usual-door">
      <summary>Masuk dengan surel dan kata sandi</summary>
      {children}
    </details>
  );
}

function DemoDoors({ wanted }: { wanted: string }): JSX.Element {
  return (
    <>
      <p class="lead">Pilih siapa Anda di demo ini. Semua orangnya rekaan, tanpa kata sandi.</p>
      <ul class="demo-doors">
        {roles.map((role: Role) => (
          <li key={role}>
            <Form action="/api/v1/session/demo" back={hereWith(wanted)} hidden={{ role }}>
              <button type="submit">Masuk sebagai {roleNames[role]}</button>
              <span class="quiet">{roleMeanings[role]}</span>
            </Form>
          </li>
        ))}
      </ul>
    </>
  );
}

function CodeStep({ name, back, fault }: { name: string; back: string; fault: FormFault | null }): JSX.Element {
  return (
    <section class="door-page">
      <h1>Kode masuk</h1>
      <p class="lead">Halo {name}. Tulis kode 6 angka yang sekarang tampil di aplikasi autentikator Anda.</p>
      {fault?.problems.some(({ where }) => where === 'code') === true ? null : <FaultNotice fault={fault} />}
      <Form action="/api/v1/session/code" back={back} class="door">
        <TypedInput
          name="code"
          label="Kode"
          type="text"
          autoComplete="one-time-code"
          fault={fault}
          maxLength={40}
          help="Ponsel tidak ada? Tulis salah satu kode pemulihan Anda."
        />
        <button type="submit">Lanjutkan</button>
      </Form>
      <StartAgain />
    </section>
  );
}

/** Gives up a sign-in that is not complete. */
function StartAgain(): JSX.Element {
  return (
    <Form action="/api/v1/session" method="delete" back="/masuk" class="start-again">
      <button type="submit" class="button-quiet">
        Batal, masuk dengan akun lain
      </button>
    </Form>
  );
}

function LinkEnded(): JSX.Element {
  return (
    <section class="door-page">
      <h1>Tautan ini sudah berakhir</h1>
      <p class="lead">
        Tautan hanya dapat dipakai sekali dan ada batas waktunya. Mungkin sudah Anda pakai, atau ada tautan yang lebih
        baru. Mintalah yang baru kepada admin.
      </p>
      <p class="actions">
        <a class="button" href="/masuk">
          Masuk
        </a>
      </p>
    </section>
  );
}
