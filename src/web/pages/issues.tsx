import type { JSX } from 'preact';
import type { Issue } from '../../core/issue.ts';
import type { Attention } from '../../core/score.ts';
import { formatDateTime, formatNumber } from '../../core/time.ts';
import { type Topic, topicNames, topics } from '../../core/topics.ts';
import { listAlerts } from '../../store/alerts.ts';
import { countDeliveries } from '../../store/deliveries.ts';
import { findIssue, listIssueMentions, listIssues } from '../../store/issues.ts';
import type { MentionView } from '../../store/mention-rows.ts';
import type { WebDeps } from '../deps.ts';
import type { ShownAlert } from '../load-dashboard.ts';
import { choiceOf, notFound, type Page, parseId, textOf } from '../page.ts';
import { AlertList } from '../parts/alert-list.tsx';
import { LevelBadge } from '../parts/badges.tsx';
import { BarChart, CategoryLegend } from '../parts/charts.tsx';
import { ChoiceField, TextField } from '../parts/fields.tsx';
import { MarkLegend } from '../parts/highlight.tsx';
import { MentionItem } from '../parts/mention-item.tsx';
import { Empty } from '../parts/notices.tsx';
import { Pager } from '../parts/pager.tsx';
import { When } from '../parts/time.tsx';
import { axisLabels, categoryOfView, toTimeline } from '../timeline.ts';
import { attentionNames, stateNames } from '../wording.ts';

const maxMentions = 200;
const levels: readonly Attention[] = ['alert', 'watch', 'none'];

export const issuePages: readonly Page[] = [
  {
    path: '/isu',
    async load({ query }, deps) {
      const q = textOf(query, 'q');
      const attention = choiceOf(query, 'tingkat', levels);
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
    async load({ params }, deps) {
      const issue = await findIssue(deps.db, parseId(params.id));
      if (issue === null) throw notFound();
      const mentions = await listIssueMentions(deps.db, issue.id, maxMentions);
      const { items } = await listAlerts(deps.db, { issueId: issue.id, limit: 10 });
      const deliveries = await countDeliveries(
        deps.db,
        'alert',
        items.map(({ id }) => String(id)),
      );
      const alerts = items.flatMap((alert) => {
        const own = deliveries.get(String(alert.id));
        return own === undefined ? [] : [{ alert, deliveries: own }];
      });
      return {
        title: issue.title,
        section: '/isu',
        live: true,
        body: <IssueBody issue={issue} mentions={mentions} alerts={alerts} deps={deps} />,
      };
    },
  },
];

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
  readonly mentions: readonly MentionView[];
  readonly alerts: readonly ShownAlert[];
  readonly deps: WebDeps;
}

function IssueBody({ issue, mentions, alerts, deps }: IssueProps): JSX.Element {
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
          <span class="chip">{stateNames[issue.state]}</span>
        </p>
        <h1>{issue.title}</h1>
        <IssueFacts issue={issue} zone={zone} />
      </header>
      <div class="columns">
        <div class="column-main">
          <Spread issue={issue} mentions={mentions} zone={zone} />
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
          <AlertList
            title="Peringatan isu ini"
            alerts={alerts}
            mailConfigured={deps.mailConfigured}
            now={now}
            zone={zone}
          />
          <Publishers mentions={mentions} />
        </aside>
      </div>
    </>
  );
}

function IssueFacts({ issue, zone }: { issue: Issue; zone: string }): JSX.Element {
  const facts: readonly (readonly [string, string])[] = [
    ['OPD terkait', issue.agency ?? 'belum dikenali'],
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
function Spread({ issue, mentions, zone }: Omit<IssueProps, 'alerts' | 'deps'> & { zone: string }): JSX.Element | null {
  const oldest = mentions.at(-1);
  const newest = mentions[0];
  if (oldest === undefined || newest === undefined || mentions.length < 2) return null;
  const points = mentions.map((mention) => ({ at: mention.publishedAt, category: categoryOfView(mention) }));
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

const maxPublishers = 12;

function Publishers({ mentions }: { mentions: readonly MentionView[] }): JSX.Element | null {
  const counts = new Map<string, number>();
  for (const { publisher, sourceTitle } of mentions) {
    const name = publisher ?? sourceTitle;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  if (ranked.length === 0) return null;
  return (
    <section class="card" aria-labelledby="penerbit">
      <h2 id="penerbit">Siapa yang menyebut</h2>
      <ol class="ranked">
        {ranked.slice(0, maxPublishers).map(([name, count]) => (
          <li key={name}>
            <span>{name}</span> <span class="number">{formatNumber(count)}</span>
          </li>
        ))}
      </ol>
      {ranked.length > maxPublishers ? (
        <p class="quiet">dan {formatNumber(ranked.length - maxPublishers)} lainnya</p>
      ) : null}
    </section>
  );
}
