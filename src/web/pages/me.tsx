import type { JSX } from 'preact';
import type { Permission } from '../../core/access.ts';
import { permissionNames, roleMeanings, roleNames } from '../../core/role-names.ts';
import { maxTokenDays, type Session, type User } from '../../core/user.ts';
import { listSessions } from '../../store/sessions.ts';
import { listTokens } from '../../store/tokens.ts';
import { countRecoveryCodes, findUser } from '../../store/users.ts';
import type { WebDeps } from '../deps.ts';
import { type FormFault, notFound, type Page, type PageRequest } from '../page.ts';
import { EnrolmentForm } from '../parts/enrolment.tsx';
import { Form } from '../parts/form.tsx';
import { NumberInput, Reveal, TextInput, Tick } from '../parts/inputs.tsx';
import { NewPassword } from '../parts/new-password.tsx';
import { OnceBox } from '../parts/once-box.tsx';
import { When } from '../parts/time.tsx';
import { TokenTable } from '../parts/token-table.tsx';
import { ConfirmInput, FaultNotice } from '../parts/typed-input.tsx';

interface Own {
  readonly user: User;
  /** The one of this browser. */
  readonly session: Session;
  /** Whether the password must be asked for before something delicate. */
  readonly asks: boolean;
  readonly fault: FormFault | null;
  readonly now: Date;
  readonly zone: string;
}

const here = '/saya';

export const mePages: readonly Page[] = [
  {
    path: here,
    access: 'own',
    showsFaults: true,
    async load(request, deps) {
      const { actor } = request;
      const session = await deps.staff.sessionOf(request.session);
      const user = actor.userId === null ? null : await findUser(deps.db, actor.userId);
      // A program's token has no account page.
      if (actor.kind !== 'user' || user === null || session === null) throw notFound();
      const own: Own = {
        user,
        session,
        asks: !session.fresh && user.hasPassword,
        fault: request.fault,
        now: deps.now(),
        zone: deps.region.timezone,
      };
      return { title: 'Akun saya', section: here, body: await accountBody(request, own, deps) };
    },
  },
];

async function accountBody(request: PageRequest, own: Own, deps: WebDeps): Promise<JSX.Element> {
  const { user, fault, zone } = own;
  const once = await deps.staff.onceOf(request.session);
  const enrolment = await deps.staff.enrolment(request.session);
  const sessions = await listSessions(deps.db, user.id, own.now);
  const tokens = await listTokens(deps.db, user.id);
  const codes = await countRecoveryCodes(deps.db, user.id);
  const mustHave = deps.staff.secondFactor === 'everyone' || user.role === 'admin';
  return (
    <>
      <h1>Akun saya</h1>
      <p class="lead">
        {user.name}, {user.email}. Peran {roleNames[user.role]}
        {user.agency === null ? '' : ` ${user.agency}`}: {roleMeanings[user.role]}.
        {user.election ? ' Petugas meja pemilu.' : ''}
      </p>
      <FaultNotice fault={fault} />
      <OnceBox once={once} back={here} zone={zone} />
      <section class="card work" id="sandi">
        <h2>Kata sandi</h2>
        <Reveal label={user.hasPassword ? 'Ganti kata sandi' : 'Buat kata sandi'} open={isFaultOf(fault, 'password')}>
          <Form
            action="/api/v1/me/password"
            method="put"
            back={here}
            done="Kata sandi diganti. Sesi Anda di perangkat lain diakhiri."
            class="door"
          >
            <input type="hidden" autoComplete="username" value={user.email} />
            <ConfirmInput needed={own.asks} fault={fault} />
            <NewPassword fault={fault} />
            <button type="submit">Simpan kata sandi</button>
          </Form>
        </Reveal>
      </section>
      <SecondFactor own={own} enrolment={enrolment} codes={codes} mustHave={mustHave} />
      <Sessions own={own} sessions={sessions} />
      <section class="card work" id="token">
        <h2>Token untuk program</h2>
        <p class="quiet">
          Token membuka API atas nama Anda, dengan izin yang Anda pilih dan batas waktu. Cabut bila tidak dipakai lagi.
        </p>
        {tokens.length === 0 ? (
          <p>Belum ada token.</p>
        ) : (
          <TokenTable tokens={tokens} now={own.now} zone={zone} action="/api/v1/me/tokens" back={here} />
        )}
        <NewToken own={own} mine={request.actor.permissions} />
      </section>
    </>
  );
}

function isFaultOf(fault: FormFault | null, field: string): boolean {
  return fault !== null && Object.hasOwn(fault.form.fields, field);
}

interface SecondFactorProps {
  readonly own: Own;
  readonly enrolment: { readonly key: string; readonly address: string } | null;
  readonly codes: number;
  readonly mustHave: boolean;
}

function SecondFactor({ own, enrolment, codes, mustHave }: SecondFactorProps): JSX.Element {
  const { user, asks, fault } = own;
  const has = user.hasSecondFactor;
  return (
    <section class="card work" id="kode-masuk">
      <h2>Kode masuk dari ponsel</h2>
      <p>
        {has
          ? `Terpasang. Kode pemulihan yang masih dapat dipakai: ${codes}.`
          : 'Belum terpasang. Dengan kode dari ponsel, kata sandi yang bocor saja tidak cukup untuk masuk.'}
        {mustHave ? ' Peran Anda wajib memakainya.' : ''}
      </p>
      {enrolment === null ? null : (
        <EnrolmentForm
          enrolment={enrolment}
          action="/api/v1/me/second-factor"
          method="put"
          back={here}
          fault={isFaultOf(fault, 'code') ? fault : null}
        />
      )}
      <div class="acts">
        <Form action="/api/v1/me/second-factor" back={`${here}#kode-masuk`} class="door">
          <ConfirmInput needed={asks} fault={null} />
          <button type="submit" class={has || enrolment !== null ? 'button-quiet' : ''}>
            {enrolment !== null ? 'Buat kode QR baru' : has ? 'Pindah ke ponsel lain' : 'Pasang kode masuk'}
          </button>
        </Form>
        {has ? (
          <Form action="/api/v1/me/recovery-codes" back={here} class="door">
            <ConfirmInput needed={asks} fault={null} />
            <button type="submit" class="button-quiet">
              Buat kode pemulihan baru
            </button>
          </Form>
        ) : null}
        {has && !mustHave ? (
          <Form
            action="/api/v1/me/second-factor"
            method="delete"
            back={here}
            done="Kode masuk dilepas. Sekarang kata sandi saja cukup untuk masuk."
            class="door"
          >
            <ConfirmInput needed={asks} fault={null} />
            <button type="submit" class="button-quiet">
              Lepas kode masuk
            </button>
          </Form>
        ) : null}
      </div>
    </section>
  );
}

function Sessions({ own, sessions }: { own: Own; sessions: readonly Session[] }): JSX.Element {
  const { session: current, now, zone } = own;
  return (
    <section class="card work" id="sesi">
      <h2>Sesi Anda</h2>
      <p class="quiet">Sesi berakhir sendiri setelah 30 menit tidak dipakai, atau 10 jam sejak masuk.</p>
      <div class="table-wrap">
        <table class="wide">
          <thead>
            <tr>
              <th scope="col">Peramban</th>
              <th scope="col">Masuk</th>
              <th scope="col">Terakhir dipakai</th>
              <th scope="col">Tindakan</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.id}>
                <td class="main-cell">
                  {session.id === current.id ? <strong>Peramban ini. </strong> : null}
                  {session.agent ?? 'Tidak dikenal'} <span class="technical">{session.client}</span>
                </td>
                <td data-name="Masuk">
                  <When at={session.signedInAt} now={now} zone={zone} />
                </td>
                <td data-name="Terakhir dipakai">
                  <When at={session.seenAt} now={now} zone={zone} />
                </td>
                <td data-name="Tindakan">
                  {session.id === current.id ? (
                    <a href="/keluar">Keluar</a>
                  ) : (
                    <Form
                      action={`/api/v1/me/sessions/${session.id}`}
                      method="delete"
                      back={`${here}#sesi`}
                      done="Sesi itu diakhiri."
                    >
                      <button type="submit" class="button-quiet button-small">
                        Akhiri
                      </button>
                    </Form>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {sessions.length < 2 ? null : (
        <Form action="/api/v1/me/sessions" method="delete" back={`${here}#sesi`} done="Semua sesi lain diakhiri.">
          <button type="submit" class="button-quiet">
            Akhiri semua sesi lain
          </button>
        </Form>
      )}
    </section>
  );
}

function NewToken({ own, mine }: { own: Own; mine: ReadonlySet<Permission> }): JSX.Element {
  const scopes = [...mine].filter((permission) => permission !== 'own');
  return (
    <Reveal label="Buat token" open={isFaultOf(own.fault, 'days')}>
      <Form action="/api/v1/me/tokens" back={here} class="write">
        <TextInput
          name="name"
          label="Untuk apa"
          required
          maxLength={80}
          placeholder="misalnya: tarikan data mingguan"
        />
        <NumberInput
          name="days"
          label="Berlaku berapa hari"
          value={90}
          min={1}
          max={maxTokenDays}
          step={1}
          required
          help="Paling lama satu tahun."
        />
        <fieldset>
          <legend>Izin</legend>
          <div class="scopes">
            {scopes.map((scope) => (
              <Tick key={scope} name="scopes" value={scope} label={permissionNames[scope]} checked={scope === 'read'} />
            ))}
          </div>
        </fieldset>
        <ConfirmInput needed={own.asks} fault={own.fault} />
        <p class="submit">
          <button type="submit">Buat token</button>
        </p>
      </Form>
    </Reveal>
  );
}
