import type { JSX } from 'preact';
import { concerns, isAllowed } from '../../core/access.ts';
import type { Alert } from '../../core/alert.ts';
import type { Issue } from '../../core/issue.ts';
import type { IssueLife, IssueVoice } from '../../core/issue-life.ts';
import type { SharedIssue } from '../../core/province.ts';
import { sayReach } from '../../core/reach.ts';
import { formatDateTime, formatNumber } from '../../core/time.ts';
import { topicNames } from '../../core/topics.ts';
import { listAlerts } from '../../store/alerts.ts';
import { pageIssueMentions } from '../../store/issue-mentions.ts';
import { type IssuePlace, listIssuePlaces } from '../../store/issue-places.ts';
import { loadIssueVoices } from '../../store/issue-voices.ts';
import { findIssue, listIssues } from '../../store/issues.ts';
import { listGivenShares } from '../../store/province/shares.ts';
import type { WebDeps } from '../deps.ts';
import { notFound, type Page, type PageAnswer, type PageRequest, parseId, textOf } from '../page.ts';
import { LevelBadge } from '../parts/badges.tsx';
import { IssueActions } from '../parts/issue-actions.tsx';
import { IssueAlerts } from '../parts/issue-alerts.tsx';
import {
  Clarifications,
  Effect,
  HeadlineFlag,
  History,
  SpreadOrder,
  StateChips,
  sayDue,
} from '../parts/issue-life.tsx';
import { IssueMentions, type ShownMentions } from '../parts/issue-mentions.tsx';
import { IssueSpreadChart } from '../parts/issue-spread.tsx';
import { IssueTools, joinSearch } from '../parts/issue-tools.tsx';
import { IssueShares } from '../province/issue-shares.tsx';

const mentionsPerPage = 25;
const maxPlaces = 8;
const maxCandidates = 8;
/** Issues that may be joined are looked for among those of so many days. */
const joinDays = 90;

export const issuePage: Page = {
  path: '/isu/:id',
  access: 'read-agency',
  async load(request, deps) {
    const { params, query, actor } = request;
    const issue = await findIssue(deps.db, parseId(params.id));
    if (issue === null || !concerns(actor, issue.agency)) throw notFound();
    if (issue.mergedInto !== null) return mergedPage(issue, issue.mergedInto, request, deps);
    const cursor = textOf(query, 'kursor');
    const life = await deps.lifeOf(issue);
    const voices = (await loadIssueVoices(deps.db, [issue.id])).get(issue.id) ?? [];
    const page = await pageIssueMentions(deps.db, issue.id, { limit: mentionsPerPage, cursor });
    const places = await listIssuePlaces(deps.db, issue.id, maxPlaces);
    const { items: alerts } = await listAlerts(deps.db, { issueId: issue.id, limit: 10 });
    const candidates = isAllowed(actor, 'issues') ? await findCandidates(issue, query, deps) : null;
    const { province } = deps;
    const shares = province === null ? [] : await listGivenShares(deps.db, province.self, issue.id);
    const mentions = { ...page, cursor, unscored: voices.filter(({ label }) => label === 'unscored').length };
    const props = { issue, life, voices, mentions, places, alerts, candidates, shares, request, deps };
    return { title: issue.title, section: '/isu', live: true, body: <IssueBody {...props} /> };
  },
};

/** Issues that this one may be joined to: those with the words or the number that was typed; null when nothing was. */
async function findCandidates(
  issue: Issue,
  query: PageRequest['query'],
  deps: WebDeps,
): Promise<readonly Issue[] | null> {
  const q = textOf(query, joinSearch);
  if (q === null) return null;
  const number = /^#?(\d{1,15})$/.exec(q)?.[1];
  if (number !== undefined) {
    const found = await findIssue(deps.db, Number(number));
    return found === null || found.id === issue.id || found.mergedInto !== null ? [] : [found];
  }
  const from = new Date(deps.now().getTime() - joinDays * 86_400_000).toISOString();
  const { items } = await listIssues(deps.db, { q, from, limit: maxCandidates + 1 });
  return items.filter(({ id }) => id !== issue.id).slice(0, maxCandidates);
}

/** An issue that was joined to another: says which, and keeps its history. */
async function mergedPage(issue: Issue, into: number, { actor }: PageRequest, deps: WebDeps): Promise<PageAnswer> {
  const target = await findIssue(deps.db, into);
  const { history } = await deps.lifeOf(issue);
  const isTheirs = target !== null && concerns(actor, target.agency);
  const body = (
    <>
      <h1>{issue.title}</h1>
      <p class="lead">
        Isu ini digabung ke{' '}
        {isTheirs ? (
          <>
            isu <a href={`/isu/${into}`}>{target.title}</a>
          </>
        ) : (
          'isu lain'
        )}
        . Semua sebutannya ada di sana.
      </p>
      <History history={history} now={deps.now()} zone={deps.region.timezone} />
    </>
  );
  return { title: issue.title, section: '/isu', body };
}

interface IssueProps {
  readonly issue: Issue;
  readonly life: IssueLife;
  readonly voices: readonly IssueVoice[];
  readonly mentions: ShownMentions;
  readonly places: readonly IssuePlace[];
  readonly alerts: readonly Alert[];
  readonly candidates: readonly Issue[] | null;
  /** To whom it was shown. */
  readonly shares: readonly SharedIssue[];
  readonly request: PageRequest;
  readonly deps: WebDeps;
}

function IssueBody(props: IssueProps): JSX.Element {
  const { issue, life, voices, mentions, places, alerts, candidates, shares, request, deps } = props;
  const { actor, query } = request;
  const clock = { now: deps.now(), zone: deps.region.timezone };
  return (
    <>
      <header class="issue-page-head">
        <p class="eyebrow">
          <LevelBadge attention={issue.attention} />{' '}
          {issue.hoaxCount > 0 ? <span class="chip hoax-claim">Hoaks beredar</span> : null}{' '}
          <StateChips issue={issue} now={clock.now} /> <span class="quiet">Isu #{issue.id}</span>
        </p>
        <h1>{issue.title}</h1>
        <p class="lead">{sayReach(issue)}</p>
        <HeadlineFlag tone={life.headline} />
        <IssueFacts issue={issue} places={places} clock={clock} />
      </header>
      <IssueActions issue={issue} actor={actor} region={deps.region} clock={clock} />
      <div class="columns">
        <div class="column-main">
          <IssueSpreadChart issue={issue} voices={voices} zone={clock.zone} />
          <Clarifications clarifications={life.clarifications} {...clock} />
          <IssueMentions issue={issue} mentions={mentions} query={query} actor={actor} deps={deps} />
        </div>
        <aside class="column-side">
          <Effect life={life} {...clock} />
          <IssueAlerts issue={issue} alerts={alerts} actor={actor} deps={deps} />
          <History history={life.history} {...clock} />
          <IssueTools issue={issue} actor={actor} region={deps.region} query={query} candidates={candidates} />
          {deps.province === null ? null : (
            <IssueShares issue={issue} circle={deps.province} shares={shares} actor={actor} {...clock} />
          )}
          <SpreadOrder spread={life.spread} zone={clock.zone} />
        </aside>
      </div>
    </>
  );
}

interface FactProps {
  readonly issue: Issue;
  readonly places: readonly IssuePlace[];
  readonly clock: { readonly now: Date; readonly zone: string };
}

function IssueFacts({ issue, places, clock }: FactProps): JSX.Element {
  const due = sayDue(issue, clock);
  const named = places.map(({ name, mentions }) => `${name} (${formatNumber(mentions)})`).join(', ');
  const facts: readonly (readonly [string, string])[] = [
    ['OPD terkait', issue.agency ?? 'belum dikenali'],
    ...(due === null ? [] : [['Batas waktu OPD', due] as const]),
    ['Tempat', named === '' ? (issue.placeName ?? 'tidak disebut') : named],
    ['Topik', topicNames[issue.topic] ?? issue.topic],
    ['Sebutan', `${formatNumber(issue.mentionCount)}, ${formatNumber(issue.negativeCount)} negatif`],
    ['Sumber', `${formatNumber(issue.sourceCount)} suara berbeda`],
    ['Pertama muncul', `${formatDateTime(issue.firstAt, clock.zone)}, ${issue.firstPublisher}`],
    ['Terakhir disebut', formatDateTime(issue.lastAt, clock.zone)],
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
