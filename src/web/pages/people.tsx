import type { JSX } from 'preact';
import { roleNames } from '../../core/role-names.ts';
import { type Invitation, invitationStatus, type User } from '../../core/user.ts';
import { listInvitations } from '../../store/invitations.ts';
import { listTokens } from '../../store/tokens.ts';
import { findUser, listUsers } from '../../store/users.ts';
import type { WebDeps } from '../deps.ts';
import { type FormFault, notFound, type Page, type PageRequest, parseId } from '../page.ts';
import { Form } from '../parts/form.tsx';
import { Reveal } from '../parts/inputs.tsx';
import { Empty, Notice } from '../parts/notices.tsx';
import { OnceBox } from '../parts/once-box.tsx';
import { SettingsNav } from '../parts/settings-nav.tsx';
import { When } from '../parts/time.tsx';
import { TokenTable } from '../parts/token-table.tsx';
import { ConfirmInput, FaultNotice } from '../parts/typed-input.tsx';
import { UserFields } from '../parts/user-form.tsx';

const section = '/pengaturan';
/** Latest invitations that are listed. */
const shownInvitations = 30;

/** What the forms on these pages need to know of whoever fills them in. */
interface Desk {
  readonly asks: boolean;
  readonly fault: FormFault | null;
  readonly now: Date;
  readonly zone: string;
}

async function deskOf({ actor, session: secret, fault }: PageRequest, deps: WebDeps): Promise<Desk> {
  const session = actor.kind === 'user' ? await deps.staff.sessionOf(secret) : null;
  const me = session === null ? null : await findUser(deps.db, session.userId);
  const asks = session !== null && !session.fresh && me?.hasPassword === true;
  return { asks, fault, now: deps.now(), zone: deps.region.timezone };
}

export const peoplePages: readonly Page[] = [
  {
    path: section,
    access: 'people',
    showsFaults: true,
    async load(request, deps) {
      const desk = await deskOf(request, deps);
      const users = await listUsers(deps.db);
      const invitations = (await listInvitations(deps.db, shownInvitations)).filter(({ kind }) => kind !== 'first');
      const once = await deps.staff.onceOf(request.session);
      const body = (
        <>
          <h1>Pengaturan</h1>
          <SettingsNav here={section} actor={request.actor} />
          <FaultNotice fault={desk.fault} />
          <OnceBox once={once} back={section} zone={desk.zone} />
          <Users users={users} desk={desk} />
          <section class="card work" id="undang">
            <h2>Undang orang</h2>
            <p class="quiet">
              {deps.staff.mailsLinks
                ? 'Ia menerima surel berisi tautan sekali pakai yang berlaku 72 jam.'
                : 'Surel belum diatur: tautannya tampil di sini satu kali, untuk Anda sampaikan sendiri.'}
            </p>
            <Reveal label="Undang" open={desk.fault !== null}>
              <Form action="/api/v1/invitations" back={section} done="Undangan dibuat." class="write">
                <UserFields user={null} agencies={deps.region.agencies} fault={desk.fault} />
                <ConfirmInput needed={desk.asks} fault={desk.fault} />
                <p class="submit">
                  <button type="submit">Undang</button>
                </p>
              </Form>
            </Reveal>
            {invitations.length === 0 ? null : <Invitations invitations={invitations} desk={desk} />}
          </section>
        </>
      );
      return { title: 'Pengguna', section, body };
    },
  },
  {
    path: '/pengaturan/pengguna/:id',
    access: 'people',
    showsFaults: true,
    async load(request, deps) {
      const user = await findUser(deps.db, parseId(request.params.id));
      if (user === null) throw notFound();
      const desk = await deskOf(request, deps);
      const once = await deps.staff.onceOf(request.session);
      const back = `/pengaturan/pengguna/${user.id}`;
      const body = (
        <>
          <p class="eyebrow">
            <a href={section}>← Pengguna</a>
          </p>
          <h1>{user.name}</h1>
          <p class="lead">
            Dibuat oleh {user.createdBy}, <When at={user.createdAt} now={desk.now} zone={desk.zone} />.{' '}
            <a href={`/pengaturan/audit?objek=user:${user.id}`}>Jejak akun ini</a>
          </p>
          <FaultNotice fault={desk.fault} />
          <OnceBox once={once} back={back} zone={desk.zone} />
          {user.disabledAt === null ? null : (
            <Notice tone="warning">Akun ini dinonaktifkan: tidak dapat masuk, dan tokennya tidak berlaku.</Notice>
          )}
          <section class="card work">
            <h2>Data dan peran</h2>
            <Form action={`/api/v1/users/${user.id}`} method="put" back={back} done="Perubahan disimpan." class="write">
              <UserFields user={user} agencies={deps.region.agencies} fault={desk.fault} />
              <ConfirmInput needed={desk.asks} fault={desk.fault} />
              <p class="submit">
                <button type="submit">Simpan</button>
                <span class="quiet">Bila perannya berubah, sesinya berakhir dan ia perlu masuk lagi.</span>
              </p>
            </Form>
          </section>
          <Ways user={user} desk={desk} back={back} mails={deps.staff.mailsLinks} />
        </>
      );
      return { title: user.name, section, body };
    },
  },
  {
    path: '/pengaturan/token',
    access: 'people',
    async load(request, deps) {
      const tokens = await listTokens(deps.db, null);
      const body = (
        <>
          <h1>Token untuk program</h1>
          <SettingsNav here="/pengaturan/token" actor={request.actor} />
          <p class="lead">
            Token dibuat oleh pemiliknya di “Akun saya”. Di sini semua token terlihat dan dapat dicabut. Token dari
            lingkungan server (bagian <code>people</code>) tidak termasuk.
          </p>
          {tokens.length === 0 ? (
            <Empty title="Belum ada token">Token yang dibuat siapa pun akan tampil di sini.</Empty>
          ) : (
            <TokenTable
              tokens={tokens}
              now={deps.now()}
              zone={deps.region.timezone}
              action="/api/v1/tokens"
              back="/pengaturan/token"
              owners
            />
          )}
        </>
      );
      return { title: 'Token', section, body };
    },
  },
];

function Users({ users, desk }: { users: readonly User[]; desk: Desk }): JSX.Element {
  if (users.length === 0) return <Empty title="Belum ada pengguna">Undang orang pertama di bawah ini.</Empty>;
  return (
    <div class="card table-wrap">
      <table class="wide">
        <caption>Pengguna</caption>
        <thead>
          <tr>
            <th scope="col">Nama</th>
            <th scope="col">Peran</th>
            <th scope="col">Kode masuk</th>
            <th scope="col">Terakhir masuk</th>
            <th scope="col">Keadaan</th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id}>
              <td class="main-cell">
                <a href={`/pengaturan/pengguna/${user.id}`}>{user.name}</a>
                <span class="quiet under">{user.email}</span>
              </td>
              <td data-name="Peran">
                {roleNames[user.role]}
                {user.agency === null ? '' : ` ${user.agency}`}
                {user.election ? ', meja pemilu' : ''}
              </td>
              <td data-name="Kode masuk">{user.hasSecondFactor ? 'terpasang' : 'belum'}</td>
              <td data-name="Terakhir masuk">
                {user.lastSignInAt === null ? (
                  'belum pernah'
                ) : (
                  <When at={user.lastSignInAt} now={desk.now} zone={desk.zone} />
                )}
              </td>
              <td data-name="Keadaan">{user.disabledAt === null ? 'aktif' : 'dinonaktifkan'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const statusNames = { open: 'menunggu', used: 'sudah dipakai', withdrawn: 'ditarik', expired: 'lewat waktu' } as const;

function Invitations({ invitations, desk }: { invitations: readonly Invitation[]; desk: Desk }): JSX.Element {
  return (
    <div class="table-wrap">
      <table class="wide">
        <caption>Tautan yang dibuat</caption>
        <thead>
          <tr>
            <th scope="col">Untuk</th>
            <th scope="col">Guna</th>
            <th scope="col">Keadaan</th>
            <th scope="col">Berlaku sampai</th>
            <th scope="col">Tindakan</th>
          </tr>
        </thead>
        <tbody>
          {invitations.map((invitation) => {
            const status = invitationStatus(invitation, desk.now);
            return (
              <tr key={invitation.id}>
                <td class="main-cell">
                  {invitation.name}
                  <span class="quiet under">{invitation.email}</span>
                </td>
                <td data-name="Guna">
                  {invitation.kind === 'reset' ? 'kata sandi baru' : `undangan, ${roleNames[invitation.role]}`}
                </td>
                <td data-name="Keadaan">
                  {statusNames[status]}
                  {status === 'open' && invitation.mailedAt !== null ? ', dikirim lewat surel' : ''}
                </td>
                <td data-name="Berlaku sampai">
                  <When at={invitation.expiresAt} now={desk.now} zone={desk.zone} />
                </td>
                <td data-name="Tindakan">
                  <InvitationActs
                    invitation={invitation}
                    isLive={status === 'open' || status === 'expired'}
                    desk={desk}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface ActsProps {
  readonly invitation: Invitation;
  readonly isLive: boolean;
  readonly desk: Desk;
}

function InvitationActs({ invitation, isLive, desk }: ActsProps): JSX.Element | null {
  if (!isLive) return null;
  const { id, name } = invitation;
  return (
    <div class="row-acts">
      <Form
        action={`/api/v1/invitations/${id}/link`}
        back={section}
        done="Tautan baru dibuat; yang lama tidak berlaku."
      >
        <ConfirmInput needed={desk.asks} fault={null} />
        <button type="submit" class="button-quiet button-small" aria-label={`Kirim lagi untuk ${name}`}>
          Kirim lagi
        </button>
      </Form>
      <Form action={`/api/v1/invitations/${id}`} method="delete" back={section} done="Tautan ditarik.">
        <button type="submit" class="button-quiet button-small" aria-label={`Tarik tautan untuk ${name}`}>
          Tarik
        </button>
      </Form>
    </div>
  );
}

interface WaysProps {
  readonly user: User;
  readonly desk: Desk;
  readonly back: string;
  readonly mails: boolean;
}

/** Lost passwords and phones, and people who leave. */
function Ways({ user, desk, back, mails }: WaysProps): JSX.Element {
  const path = `/api/v1/users/${user.id}`;
  if (user.disabledAt !== null) {
    return (
      <section class="card work">
        <h2>Aktifkan lagi</h2>
        <Form action={`${path}/disabled`} method="delete" back={back} done="Akun diaktifkan lagi." class="door">
          <ConfirmInput needed={desk.asks} fault={null} />
          <button type="submit">Aktifkan</button>
        </Form>
      </section>
    );
  }
  return (
    <section class="card work">
      <h2>Jalan masuk</h2>
      <div class="acts">
        <Form action={`${path}/link`} back={back} done="Tautan kata sandi baru dibuat." class="door">
          <ConfirmInput needed={desk.asks} fault={null} />
          <button type="submit" class="button-quiet">
            {mails ? 'Kirim tautan kata sandi baru' : 'Buat tautan kata sandi baru'}
          </button>
        </Form>
        {user.hasSecondFactor ? (
          <Form
            action={`${path}/second-factor`}
            method="delete"
            back={back}
            done="Kode masuk dilepas dan semua sesinya berakhir."
            class="door"
          >
            <ConfirmInput needed={desk.asks} fault={null} />
            <button type="submit" class="button-quiet">
              Lepas kode masuk (ponsel hilang)
            </button>
          </Form>
        ) : null}
        <Reveal label="Nonaktifkan akun">
          <p>Saat itu juga {user.name} keluar dari semua perangkat, dan semua tokennya dicabut.</p>
          <Form action={`${path}/disabled`} back={back} done="Akun dinonaktifkan.">
            <button type="submit">Ya, nonaktifkan</button>
          </Form>
        </Reveal>
      </div>
    </section>
  );
}
