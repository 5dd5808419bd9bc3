import type { JSX } from 'preact';
import { type Issue, issueStates } from '../../core/issue.ts';
import { type IssueLife, type IssueVoice, isOverdue } from '../../core/issue-life.ts';
import { sayReach } from '../../core/reach.ts';
import type { Attention } from '../../core/score.ts';
import { formatDateTime, formatNumber } from '../../core/time.ts';
import { type Topic, topicNames, topics } from '../../core/topics.ts';
import { countAlertMessages } from '../../store/alert-fates.ts';
import { listAlerts } from '../../store/alerts.ts';
import { loadIssueVoices } from '../../store/issue-voices.ts';
import { findIssue, listIssueMentions, listIssues } from '../../store/issues.ts';
import type { MentionView } from '../../store/mention-rows.ts';
import type { WebDeps } from '../deps.ts';
import type { ShownAlert } from '../load-dashboard.ts';
import { choiceOf, notFound, type Page, type PageAnswer, parseId, textOf } from '../page.ts';
import { AlertList } from '../parts/alert-list.tsx';
import { LevelBadge } from '../parts/badges.tsx';
import { BarChart, CategoryLegend } from '../parts/charts.tsx';
import { ChoiceField, TextField } from '../parts/fields.tsx';
import { MarkLegend } from '../parts/highlight.tsx';
import {
  Clarifications,
  Effect,
  HeadlineFlag,
  History,
  SpreadOrder,
  StateChips,
  sayDue,
} from '../parts/issue-life.tsx';
import { MentionItem } from '../parts/mention-item.tsx';
import { Empty } from '../parts/notices.tsx';
import { Pager } from '../parts/pager.tsx';
import { When } from '../parts/time.tsx';
import { axisLabels, toTimeline } from '../timeline.ts';
import { attentionNames, categoryOf, stateNames } from '../wording.ts';

const maxMentions = 200;
const levels: readonly Attention[] = ['alert', 'watch', 'none'];

export const issuePages: readonly Page[] = [
  {
    path: '/isu',
    access: 'read-agency',
    async load({ query }, deps) {
      const q = textOf(query, 'q');
      const attention = choiceOf(query, 'tingkat', levels);
      const state = choiceOf(query, 'status', issueStates);
      const overdue = choiceOf(query, 'batas', ['lewat'] as const) !== null;
      const topic = choiceOf(query, 'topik', topics);
      const agency = choiceOf(
        query,
        'opd',
        deps.region.agencies.map(({ id }) => id),
      );
      const cursor = textOf(query, 'kursor');
      const { items, next } = await listIssues(deps.db, {
        ...(q === null ? {} : { q }),
        ...(attention === null ? {} : { attention }),
        ...(state === null ? {} : { state }),
        ...(overdue ? { overdueAt: deps.now().toISOString() } : {}),
        ...(topic === null ? {} : { topic }),
        ...(agency === null ? {} : { agency }),
        ...(cursor === null ? {} : { cursor }),
        limit: 30,
      });
      const body = (
        <>
          <h1>Isu</h1>
          <p class="lead">
            Sebutan tentang peristiwa yang sama dikumpulkan menjadi satu isu. Yang terakhir disebut di atas.
          </p>
          <form class="filters card" method="get" action="/isu">
            <TextField name="q" label="Kata dalam judul" value={q} wide />
            <ChoiceField
              name="tingkat"
              label="Tingkat"
              value={attention}
              options={levels.map((level) => [level, attentionNames[level]])}
            />
            <ChoiceField
              name="status"
              label="Status"
              value={state}
              options={issueStates.map((id) => [id, stateNames[id] ?? id])}
            />
            <ChoiceField
              name="batas"
              label="Batas waktu OPD"
              value={overdue ? 'lewat' : null}
              options={[['lewat', 'Sudah lewat']]}
            />
            <ChoiceField
              name="topik"
              label="Topik"
              value={topic}
              options={topics.map((id: Topic) => [id, topicNames[id]])}
            />
            <ChoiceField
              name="opd"
              label="OPD"
              value={agency}
              options={deps.region.agencies.map(({ id }) => [id, id])}
            />
            <button type="submit">Tampilkan</button>
          </form>
          <IssueTable issues={items} now={deps.now()} zone={deps.region.timezone} />
          <Pager path="/isu" query={query} next={next} isFirst={cursor === null} />
        </>
      );
      return { title: 'Isu', section: '/isu', body };
    },
  },
  {
    path: '/isu/:id',
    access: 'read-agency',
    async load({ params }, deps) {
      const issue = await findIssue(deps.db, parseId(params.id));
      if (issue === null) throw notFound();
      if (issue.mergedInto !== null) return mergedPage(issue, issue.mergedInto, deps);
      const life = await deps.lifeOf(issue);
      const voices = (await loadIssueVoices(deps.db, [issue.id])).get(issue.id) ?? [];
      const mentions = await listIssueMentions(deps.db, issue.id, maxMentions);
      const { items } = await listAlerts(deps.db, { issueId: issue.id, limit: 10 });
      const deliveries = await countAlertMessages(
        deps.db,
        items.map(({ id }) => id),
      );
      const alerts = items.flatMap((alert) => {
        const own = deliveries.get(alert.id);
        return own === undefined ? [] : [{ alert, deliveries: own }];
      });
      return {
        title: issue.title,
        section: '/isu',
        live: true,
        body: <IssueBody {...{ issue, life, voices, mentions, alerts, deps }} />,
      };
    },
  },
];

/** An issue that was joined to another: says which, and keeps its history. */
async function mergedPage(issue: Issue, into: number, deps: WebDeps): Promise<PageAnswer> {
  const target = await findIssue(deps.db, into);
  const { history } = await deps.lifeOf(issue);
  const body = (
    <>
      <h1>{issue.title}</h1>
      <p class="lead">
        Isu ini digabung ke isu <a href={`/isu/${into}`}>{target?.title ?? into}</a>. Semua sebutannya ada di sana.
      </p>
      <History history={history} now={deps.now()} zone={deps.region.timezone} />
    </>
  );
  return { title: issue.title, section: '/isu', body };
}

function IssueTable({ issues, now, zone }: { issues: readonly Issue[]; now: Date; zone: string }): JSX.Element {
  if (issues.length === 0) {
    return <Empty title="Tidak ada isu yang cocok">Kurangi saringan, atau tunggu pengambilan berikutnya.</Empty>;
  }
  return (
    <div class="table-wrap card">
      <table class="wide">
        <thead>
          <tr>
            <th scope="col">Tingkat</th>
            <th scope="col">Isu</th>
            <th scope="col">OPD</th>
            <th scope="col">Tempat</th>
            <th scope="col" class="number">
              Sebutan
            </th>
            <th scope="col" class="number">
              Sumber
            </th>
            <th scope="col">Terakhir</th>
          </tr>
        </thead>
        <tbody>
          {issues.map((issue) => (
            <tr key={issue.id}>
              <td data-name="Tingkat">
                <LevelBadge attention={issue.attention} />
              </td>
              <td class="main-cell">
                <a href={`/isu/${issue.id}`}>{issue.title}</a>
                <span class="quiet under">
                  {topicNames[issue.topic] ?? issue.topic}
                  {issue.hoaxCount > 0 ? ' · hoaks beredar' : ''}
                  {issue.state === 'baru' ? '' : ` · ${stateNames[issue.state]}`}
                  {isOverdue(issue, now) ? ' · lewat batas waktu' : ''}
                </span>
              </td>
              <td data-name="OPD">{issue.agency ?? '–'}</td>
              <td data-name="Tempat">{issue.placeName ?? '–'}</td>
              <td data-name="Sebutan" class="number">
                {formatNumber(issue.mentionCount)}
              </td>
              <td data-name="Sumber" class="number">
                {formatNumber(issue.sourceCount)}
              </td>
              <td data-name="Terakhir">
                <When at={issue.lastAt} now={now} zone={zone} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface IssueProps {
  readonly issue: Issue;
  readonly life: IssueLife;
  readonly voices: readonly IssueVoice[];
  readonly mentions: readonly MentionView[];
  readonly alerts: readonly ShownAlert[];
  readonly deps: WebDeps;
}

function IssueBody({ issue, life, voices, mentions, alerts, deps }: IssueProps): JSX.Element {
  const { region } = deps;
  const now = deps.now();
  const zone = region.timezone;
  const context = {
    ...{ now, zone, regionCode: region.code, stems: new Set<string>(), stemsOf: deps.stemsOf, linkIssue: false },
  };
  return (
    <>
      <header class="issue-page-head">
        <p class="eyebrow">
          <LevelBadge attention={issue.attention} />{' '}
          {issue.hoaxCount > 0 ? <span class="chip hoax-claim">Hoaks beredar</span> : null}{' '}
          <StateChips issue={issue} now={now} />
        </p>
        <h1>{issue.title}</h1>
        <p class="lead">{sayReach(issue)}</p>
        <HeadlineFlag tone={life.headline} />
        <IssueFacts issue={issue} now={now} zone={zone} />
      </header>
      <div class="columns">
        <div class="column-main">
          <Spread issue={issue} voices={voices} zone={zone} />
          <Clarifications clarifications={life.clarifications} now={now} zone={zone} />
          <section aria-labelledby="sebutan">
            <h2 id="sebutan">
              Sebutan{' '}
              <span class="quiet">
                {mentions.length < maxMentions ? 'terbaru di atas' : `${formatNumber(maxMentions)} yang terbaru`}
              </span>
            </h2>
            {mentions.length === 0 ? (
              <Empty title="Tidak ada sebutan lagi">
                Semua sebutan isu ini berpindah ke isu lain setelah dinilai ulang.
              </Empty>
            ) : (
              <>
                <MarkLegend hits={false} />
                <div class="card mentions">
                  {mentions.map((mention) => (
                    <MentionItem key={mention.id} mention={mention} context={context} />
                  ))}
                </div>
              </>
            )}
          </section>
        </div>
        <aside class="column-side">
          <Effect life={life} now={now} zone={zone} />
          <AlertList
            title="Peringatan isu ini"
            alerts={alerts}
            mailConfigured={deps.mailConfigured}
            now={now}
            zone={zone}
          />
          <History history={life.history} now={now} zone={zone} />
          <SpreadOrder spread={life.spread} zone={zone} />
        </aside>
      </div>
    </>
  );
}

function IssueFacts({ issue, now, zone }: { issue: Issue; now: Date; zone: string }): JSX.Element {
  const due = sayDue(issue, { now, zone });
  const facts: readonly (readonly [string, string])[] = [
    ['OPD terkait', issue.agency ?? 'belum dikenali'],
    ...(due === null ? [] : [['Batas waktu OPD', due] as const]),
    ['Tempat', issue.placeName ?? 'tidak disebut'],
    ['Topik', topicNames[issue.topic] ?? issue.topic],
    ['Sebutan', `${formatNumber(issue.mentionCount)}, ${formatNumber(issue.negativeCount)} negatif`],
    ['Sumber', `${formatNumber(issue.sourceCount)} suara berbeda`],
    ['Pertama muncul', `${formatDateTime(issue.firstAt, zone)}, ${issue.firstPublisher}`],
    ['Terakhir disebut', formatDateTime(issue.lastAt, zone)],
  ];
  return (
    <dl class="fact-grid">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How the issue spread: mentions over time, stacked by what they count as. */
function Spread({ issue, voices, zone }: Pick<IssueProps, 'issue' | 'voices'> & { zone: string }): JSX.Element | null {
  const oldest = voices[0];
  const newest = voices.at(-1);
  if (oldest === undefined || newest === undefined || voices.length < 2) return null;
  const points = voices.map(({ publishedAt, label, attention }) => ({
    at: publishedAt,
    category: categoryOf(label, attention),
  }));
  const { bars, unit } = toTimeline(points, oldest.publishedAt, newest.publishedAt, zone);
  return (
    <figure class="card spread">
      <figcaption>
        <h2>
          Penyebaran <span class="quiet">sebutan {unit}</span>
        </h2>
      </figcaption>
      <BarChart bars={bars} label={`Penyebaran isu ${unit}: ${formatNumber(issue.mentionCount)} sebutan`} />
      <ol class="axis-ends" aria-hidden="true">
        {axisLabels(oldest.publishedAt, newest.publishedAt, zone).map((day) => (
          <li key={day}>{day}</li>
        ))}
      </ol>
      <CategoryLegend />
    </figure>
  );
}
