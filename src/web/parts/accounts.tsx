import type { JSX } from 'preact';
import type { AccountActivity, ActivityReport, ActivityState } from '../../core/account.ts';
import { toWebLink } from '../../core/link.ts';
import { formatNumber } from '../../core/time.ts';
import { cut, platformNames } from '../wording.ts';
import { Empty } from './notices.tsx';
import { When } from './time.tsx';

const stateNames: Readonly<Record<ActivityState, string>> = {
  active: 'aktif',
  rare: 'jarang',
  silent: 'tidak ada kiriman',
  unmonitored: 'belum dipantau',
};
const stateLooks: Readonly<Record<ActivityState, string>> = {
  active: 'badge level-none',
  rare: 'badge level-watch',
  silent: 'badge level-alert',
  unmonitored: 'badge',
};

const questionsShown = 3;

/** @param months `YYYY-MM`, newest first */
export function AccountMonths({ months, month }: { months: readonly string[]; month: string }): JSX.Element {
  return (
    <nav aria-label="Bulan">
      <ul class="choice-list">
        {months.map((candidate) => (
          <li key={candidate}>
            <a href={`/akun?bulan=${candidate}`} aria-current={candidate === month ? 'page' : undefined}>
              {sayMonth(candidate)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function sayMonth(month: string): string {
  return new Intl.DateTimeFormat('id-ID', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00.000Z`),
  );
}

/** How every official account did in a month, agency by agency. */
export function AccountReport({ report, now, zone }: { report: ActivityReport; now: Date; zone: string }): JSX.Element {
  if (report.agencies.length === 0) {
    return (
      <Empty title="Belum ada akun dalam daftar">
        Impor lembar akun dengan <code>npx kentongan accounts akun.xlsx</code>; kolomnya dijelaskan di panduan.
      </Empty>
    );
  }
  const { agenciesWithoutActive, agenciesUnmonitored, agenciesWithoutAccount } = report;
  return (
    <>
      <AgencyList id="tanpa-akun-aktif" title="tanpa akun yang aktif" names={agenciesWithoutActive} />
      <AgencyList id="belum-dipantau" title="akunnya belum dipantau" names={agenciesUnmonitored} />
      {report.agencies.map(({ agencyName, accounts }) => (
        <section key={agencyName}>
          <h2>{agencyName}</h2>
          <AccountTable accounts={accounts} now={now} zone={zone} />
        </section>
      ))}
      <AgencyList id="belum-terdaftar" title="belum ada dalam daftar akun" names={agenciesWithoutAccount} />
    </>
  );
}

function AgencyList({ id, title, names }: { id: string; title: string; names: readonly string[] }): JSX.Element | null {
  if (names.length === 0) return null;
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>
        {formatNumber(names.length)} perangkat daerah dan lembaga {title}
      </h2>
      <p>{names.join(' · ')}</p>
    </section>
  );
}

export function AccountTable({
  accounts,
  now,
  zone,
}: {
  accounts: readonly AccountActivity[];
  now: Date;
  zone: string;
}): JSX.Element {
  return (
    <div class="table-wrap card">
      <table class="wide account-table">
        <thead>
          <tr>
            <th scope="col">Keadaan</th>
            <th scope="col">Akun</th>
            <th scope="col">Kiriman terakhir</th>
            <th scope="col" class="number">
              Kiriman
            </th>
            <th scope="col" class="number">
              Interaksi per kiriman
            </th>
            <th scope="col" class="number">
              Belum dijawab
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((activity) => (
            <AccountRow key={activity.account.id} activity={activity} now={now} zone={zone} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AccountRow({ activity, now, zone }: { activity: AccountActivity; now: Date; zone: string }): JSX.Element {
  const { account, state, posts, postsPerWeek, lastPostAt, interactionsPerPost, unansweredCount } = activity;
  const link = toWebLink(account.url);
  const known = state !== 'unmonitored';
  return (
    <tr>
      <td data-name="Keadaan">
        <span class={stateLooks[state]}>{stateNames[state]}</span>
      </td>
      <td class="main-cell">
        {link === null ? (
          account.name
        ) : (
          <a href={link.href} rel="noreferrer">
            {account.name}
          </a>
        )}
        <span class="quiet under">
          {platformNames[account.platform]} · {account.handle}
        </span>
        <Questions activity={activity} />
      </td>
      <td data-name="Kiriman terakhir">
        {lastPostAt === null ? (
          <span class="quiet">{known ? 'belum ada' : '–'}</span>
        ) : (
          <When at={lastPostAt} now={now} zone={zone} />
        )}
      </td>
      <td data-name="Kiriman" class="number">
        {known ? `${formatNumber(posts)} (${formatNumber(postsPerWeek)}/minggu)` : '–'}
      </td>
      <td data-name="Interaksi per kiriman" class="number">
        {known && interactionsPerPost !== null ? formatNumber(interactionsPerPost) : '–'}
      </td>
      <td data-name="Belum dijawab" class="number">
        {known ? formatNumber(unansweredCount) : '–'}
      </td>
    </tr>
  );
}

function Questions({ activity }: { activity: AccountActivity }): JSX.Element | null {
  const { unanswered } = activity;
  if (unanswered.length === 0) return null;
  return (
    <ul class="plain-list quiet">
      {unanswered.slice(0, questionsShown).map(({ mentionId, text }) => (
        <li key={mentionId}>
          <a href={`/sebutan/${mentionId}`}>“{cut(text, 120)}”</a>
        </li>
      ))}
    </ul>
  );
}
