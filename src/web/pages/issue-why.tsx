import type { JSX } from 'preact';
import type { IssueExplanation, RuleVerdict } from '../../core/alert.ts';
import { findIssue } from '../../store/issues.ts';
import { notFound, type Page, parseId } from '../page.ts';
import { AlertLevelBadge } from '../parts/alert-fate.tsx';
import { When } from '../parts/time.tsx';

/** "Why was no alert raised?", rule by rule, as things stand now. */
export const issueWhyPage: Page = {
  path: '/isu/:id/mengapa',
  access: 'read',
  async load({ params }, deps) {
    const issue = await findIssue(deps.db, parseId(params.id));
    const found = issue === null ? null : await deps.alertRules.explain(issue.id);
    if (issue === null || found === null) throw notFound();
    const clock = { now: deps.now(), zone: deps.region.timezone };
    const body = (
      <>
        <p class="back">
          <a href={`/isu/${issue.id}`}>← {issue.title}</a>
        </p>
        <h1>Mengapa diperingatkan, mengapa tidak?</h1>
        <p class="lead">Jawaban setiap aturan tentang isu ini, menurut keadaan sekarang.</p>
        <Last last={found.last} clock={clock} />
        <ul class="card plain-list">
          {found.rules.map((rule) => (
            <Verdict key={rule.ruleId} rule={rule} />
          ))}
        </ul>
        <p class="more">
          Siapa yang diberi tahu ada di halaman setiap peringatan; aturannya di{' '}
          <a href="/peringatan/aturan">Aturan peringatan</a>.
        </p>
      </>
    );
    return { title: `Mengapa: ${issue.title}`, section: '/isu', body };
  },
};

interface LastProps {
  readonly last: IssueExplanation['last'];
  readonly clock: { readonly now: Date; readonly zone: string };
}

function Last({ last, clock }: LastProps): JSX.Element {
  if (last === null) return <p>Isu ini belum pernah diperingatkan.</p>;
  return (
    <p>
      Peringatan terakhir: <AlertLevelBadge level={last.level} /> <When at={last.at} {...clock} />.
    </p>
  );
}

function Verdict({ rule }: { rule: RuleVerdict }): JSX.Element {
  return (
    <li>
      <p>
        <strong>{rule.title}</strong> <span class="quiet">{rule.ruleId}</span>{' '}
        {rule.fires ? <span class="chip">berbunyi sekarang</span> : <span class="chip">tidak berbunyi</span>}{' '}
        {rule.level === null ? null : <AlertLevelBadge level={rule.level} />}
      </p>
      <p>{rule.why}</p>
    </li>
  );
}
