import type { JSX } from 'preact';
import { agencyScopeOf, isAllowed } from '../../core/access.ts';
import { type IssueState, issueStates } from '../../core/issue.ts';
import type { Attention } from '../../core/score.ts';
import { formatNumber } from '../../core/time.ts';
import { type Topic, topicNames, topics } from '../../core/topics.ts';
import { countIssueStates, type IssueCounts } from '../../store/issue-counts.ts';
import { listIssues } from '../../store/issues.ts';
import { choiceOf, type Page, type PageRequest, textOf } from '../page.ts';
import { ChoiceField, TextField } from '../parts/fields.tsx';
import { IssueBulk, IssueTable } from '../parts/issue-table.tsx';
import { addressOf, Pager } from '../parts/pager.tsx';
import { attentionNames, stateNames } from '../wording.ts';
import { issuePage } from './issue.tsx';
import { issueWhyPage } from './issue-why.tsx';

const levels: readonly Attention[] = ['alert', 'watch', 'none'];
/** Counts are of issues still mentioned in so many days: the ones from before wait for nobody. */
const countedDays = 30;
const dayMs = 86_400_000;

const issueListPage: Page = {
  path: '/isu',
  access: 'read-agency',
  brief: true,
  async load({ query, actor, address }, deps) {
    const now = deps.now();
    const scope = agencyScopeOf(actor);
    const q = textOf(query, 'q');
    const attention = choiceOf(query, 'tingkat', levels);
    const state = choiceOf(query, 'status', issueStates);
    const overdue = choiceOf(query, 'batas', ['lewat'] as const) !== null;
    const topic = choiceOf(query, 'topik', topics);
    const agencies = deps.region.agencies.map(({ id }) => id);
    const agency = scope ?? choiceOf(query, 'opd', agencies);
    const cursor = textOf(query, 'kursor');
    const { items, next } = await listIssues(deps.db, {
      ...(q === null ? {} : { q }),
      ...(attention === null ? {} : { attention }),
      ...(state === null ? {} : { state }),
      ...(overdue ? { overdueAt: now.toISOString() } : {}),
      ...(topic === null ? {} : { topic }),
      ...(agency === null ? {} : { agency }),
      ...(cursor === null ? {} : { cursor }),
      limit: 30,
    });
    const since = new Date(now.getTime() - countedDays * dayMs).toISOString();
    const counts = await countIssueStates(deps.db, { since, now: now.toISOString(), agency });
    const mayChange = isAllowed(actor, 'issues') && items.length > 0;
    const body = (
      <>
        <h1>Isu</h1>
        <p class="lead">
          {scope === null
            ? 'Sebutan tentang peristiwa yang sama dikumpulkan menjadi satu isu. Yang terakhir disebut di atas.'
            : `Isu yang menyangkut ${scope}. Yang terakhir disebut di atas.`}
        </p>
        <StateTabs counts={counts} query={query} state={state} overdue={overdue} />
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
          {scope === null ? (
            <ChoiceField name="opd" label="OPD" value={agency} options={agencies.map((id) => [id, id])} />
          ) : null}
          {state === null ? null : <input type="hidden" name="status" value={state} />}
          {overdue ? <input type="hidden" name="batas" value="lewat" /> : null}
          <button type="submit">Tampilkan</button>
        </form>
        {mayChange ? <IssueBulk back={address} agencies={agencies} /> : null}
        <IssueTable issues={items} now={now} zone={deps.region.timezone} mayPick={mayChange} />
        <Pager path="/isu" query={query} next={next} isFirst={cursor === null} />
      </>
    );
    return { title: 'Isu', section: '/isu', body };
  },
};

interface TabsProps {
  readonly counts: IssueCounts;
  readonly query: PageRequest['query'];
  readonly state: IssueState | null;
  readonly overdue: boolean;
}

/** The states with how many issues wait in each, and what is late; the other filters stay. */
function StateTabs({ counts, query, state, overdue }: TabsProps): JSX.Element {
  const { status: _status, batas: _late, ...others } = query;
  const tab = (own: IssueState) => (
    <li key={own}>
      <a
        href={addressOf('/isu', { ...others, status: own }, null)}
        aria-current={state === own && !overdue ? 'true' : undefined}
      >
        {stateNames[own]} <span class="count">{formatNumber(counts.states.get(own) ?? 0)}</span>
      </a>
    </li>
  );
  return (
    <nav aria-label="Status isu">
      <ul class="tabs">
        <li>
          <a href={addressOf('/isu', others, null)} aria-current={state === null && !overdue ? 'true' : undefined}>
            Semua
          </a>
        </li>
        {issueStates.map(tab)}
        <li>
          <a
            href={addressOf('/isu', { ...others, batas: 'lewat' }, null)}
            class={counts.overdue > 0 ? 'late' : undefined}
            aria-current={overdue ? 'true' : undefined}
          >
            Lewat batas OPD <span class="count">{formatNumber(counts.overdue)}</span>
          </a>
        </li>
      </ul>
      <p class="help">Angka: isu yang masih disebut dalam {countedDays} hari terakhir.</p>
    </nav>
  );
}

export const issuePages: readonly Page[] = [issueListPage, issuePage, issueWhyPage];
