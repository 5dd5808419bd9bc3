import type { JSX } from 'preact';
import { render } from 'preact-render-to-string';
import type { AccountActivity, ActivityReport, AgencyActivity } from '../core/account.ts';
import { toWebLink } from '../core/link.ts';
import { formatDateTime, formatNumber } from '../core/time.ts';
import {
  activitiesOf,
  activityStateMeanings,
  activityStateNames,
  agencyLists,
  platformName,
  sayActivity,
  sayCount,
  sayMonth,
} from './activity-wording.ts';
import { colours, fontFamily, headCell, numberCell, printSheet, table, textCell } from './digest-style.ts';

const stateColours = {
  active: colours.green,
  rare: colours.yellow,
  silent: colours.red,
  unmonitored: colours.quiet,
} as const;

/** Questions printed for one account; the rest is counted. */
const maxQuestions = 5;

/** The monthly account report as one HTML document for mail, screen and paper: nothing is loaded, all text is escaped. */
export function renderActivityHtml(report: ActivityReport, zone: string): string {
  return `<!doctype html>${render(<ActivityPage report={report} zone={zone} />)}`;
}

function ActivityPage({ report, zone }: { report: ActivityReport; zone: string }): JSX.Element {
  const name = `Laporan Keaktifan Akun Resmi ${report.regionName}, ${sayMonth(report.month)}`;
  const isRunning = report.to === report.madeAt;
  return (
    <html lang="id">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{name}</title>
        {/* Our own constant, not data. */}
        <style dangerouslySetInnerHTML={{ __html: printSheet }} />
      </head>
      <body style={{ margin: '0', padding: '20px 8px', background: colours.page, color: colours.ink, fontFamily }}>
        <main
          class="sheet"
          style={{
            maxWidth: '860px',
            margin: '0 auto',
            padding: '20px 28px',
            background: '#ffffff',
            border: `1px solid ${colours.line}`,
          }}
        >
          <h1 style={{ fontSize: '20px', margin: '0 0 4px', color: colours.accent }}>Laporan Keaktifan Akun Resmi</h1>
          <p style={{ margin: '0 0 12px', color: colours.quiet }}>
            {report.regionName}, {sayMonth(report.month)}
            {isRunning ? `, sampai ${formatDateTime(report.to, zone)}` : ''}
            {report.demo ? '. DEMO: semua data rekaan.' : ''}
          </p>
          <p style={{ fontSize: '15px', lineHeight: '1.5' }}>{sayActivity(report)}</p>
          {agencyLists(report).map(({ title, names }) => (
            <AgencyList key={title} title={title} names={names} />
          ))}
          {report.agencies.map((agency) => (
            <Agency key={agency.agencyName} agency={agency} zone={zone} />
          ))}
          <Questions activities={activitiesOf(report)} zone={zone} />
          <p style={{ fontSize: '12px', color: colours.quiet }}>
            {Object.entries(activityStateMeanings)
              .map(([state, meaning]) => `${activityStateNames[state as keyof typeof activityStateNames]}: ${meaning}`)
              .join('; ')}
            . Interaksi adalah jumlah suka, komentar, dan bagikan yang terakhir terbaca; “tidak diketahui” bila platform
            tidak menyebutnya. Pertanyaan dikenali dari kata tanya dan tanda tanya.
          </p>
        </main>
      </body>
    </html>
  );
}

function AgencyList({ title, names }: { title: string; names: readonly string[] }): JSX.Element {
  return (
    <section class="keep">
      <h2 style={{ fontSize: '15px' }}>
        {title} ({formatNumber(names.length)})
      </h2>
      <p style={{ fontSize: '14px', lineHeight: '1.5' }}>{names.join(' · ')}</p>
    </section>
  );
}

function Agency({ agency, zone }: { agency: AgencyActivity; zone: string }): JSX.Element {
  return (
    <section class="keep">
      <h2 style={{ fontSize: '15px', marginBottom: '4px' }}>{agency.agencyName}</h2>
      <table style={table}>
        <thead>
          <tr>
            <th style={headCell}>Akun</th>
            <th style={headCell}>Keadaan</th>
            <th style={headCell}>Kiriman terakhir</th>
            <th style={{ ...headCell, textAlign: 'right' }}>Kiriman</th>
            <th style={{ ...headCell, textAlign: 'right' }}>Interaksi per kiriman</th>
            <th style={{ ...headCell, textAlign: 'right' }}>Belum dijawab</th>
          </tr>
        </thead>
        <tbody>
          {agency.accounts.map((activity) => (
            <Row key={activity.account.id} activity={activity} zone={zone} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ activity, zone }: { activity: AccountActivity; zone: string }): JSX.Element {
  const { account, state, posts, postsPerWeek, lastPostAt, interactionsPerPost, unansweredCount } = activity;
  const known = state !== 'unmonitored';
  const link = account.url === null ? null : toWebLink(account.url);
  return (
    <tr>
      <td style={textCell}>
        {link === null ? account.name : <a href={link.href}>{account.name}</a>}
        <span style={{ display: 'block', fontSize: '12px', color: colours.quiet }}>
          {platformName(account.platform)} · {account.handle}
        </span>
      </td>
      <td style={{ ...textCell, color: stateColours[state], fontWeight: '600' }}>{activityStateNames[state]}</td>
      <td style={textCell}>{lastPostAt === null ? (known ? 'belum ada' : '–') : formatDateTime(lastPostAt, zone)}</td>
      <td style={numberCell}>{known ? `${formatNumber(posts)} (${formatNumber(postsPerWeek)}/minggu)` : '–'}</td>
      <td style={numberCell}>{known ? sayCount(interactionsPerPost) : '–'}</td>
      <td style={numberCell}>{known ? formatNumber(unansweredCount) : '–'}</td>
    </tr>
  );
}

function Questions({ activities, zone }: { activities: readonly AccountActivity[]; zone: string }): JSX.Element | null {
  const waiting = activities.filter(({ unansweredCount }) => unansweredCount > 0);
  if (waiting.length === 0) return null;
  return (
    <section>
      <h2 style={{ fontSize: '15px' }}>Pertanyaan warga yang belum dijawab</h2>
      {waiting.map(({ account, unanswered, unansweredCount }) => (
        <div key={account.id} class="keep">
          <h3 style={{ fontSize: '14px', margin: '8px 0 2px' }}>
            {account.name} ({platformName(account.platform)}), {formatNumber(unansweredCount)} pertanyaan
          </h3>
          <ul style={{ margin: '0', paddingLeft: '20px', fontSize: '14px', lineHeight: '1.5' }}>
            {unanswered.slice(0, maxQuestions).map((question) => (
              <li key={question.mentionId}>
                “{question.text}” <span style={{ color: colours.quiet }}>{formatDateTime(question.askedAt, zone)}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
