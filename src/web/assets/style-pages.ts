/** What belongs to one page. */
export const pageStyle = `
.situation { padding-bottom: .25rem; }
.situation h1 { max-width: 30ch; font-size: clamp(1.7rem, 1.1rem + 2.8vw, 2.7rem); }
.situation .lead { max-width: none; }
.busiest { margin-top: .6rem; font-size: 1.06rem; max-width: 75ch; }
.busiest a { font-weight: 600; }
.situation-alert h1::before, .situation-watch h1::before { content: ''; display: inline-block; width: .62em; height: .62em; margin-right: .38em; }
.situation-alert h1::before { background: var(--red-fill); clip-path: polygon(50% 0, 100% 100%, 0 100%); }
.situation-watch h1::before { background: var(--yellow-fill); clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%); }
.tiles { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: .5rem 1.5rem; }
.tile { border-top: 3px solid var(--line-strong); padding-top: .4rem; }
.tile dt { font-size: .8125rem; color: var(--quiet); line-height: 1.25; }
.tile dd { font: 600 1.6rem/1.15 var(--serif); font-variant-numeric: tabular-nums lining-nums; }
.tile-negative { border-color: var(--red-fill); } .tile-potential { border-color: var(--yellow-fill); } .tile-neutral { border-color: var(--neutral-fill); }
.tile-positive { border-color: var(--green-fill); } .tile-unscored { border-color: var(--unscored-fill); }

.issue-card { margin-bottom: 1rem; padding: 1.25rem 1.4rem; }
.issue-lines { margin-bottom: 1rem; } .issue-lines a { font-weight: 600; }
.more-issues { margin: .25rem 0 1.25rem; }
.issue-head { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.issue-time { margin-left: auto; }
.issue-title { font: 600 1.28rem/1.28 var(--serif); margin: .55rem 0 .5rem; }
.issue-title a { color: var(--ink); text-decoration-color: var(--line-strong); }
.issue-title a:hover { color: var(--accent); }
.quote { background: var(--paper); border-radius: 8px; padding: .65rem .9rem; font-size: .9375rem; }
.quote footer { margin-top: .15rem; } .quote footer::before { content: '— '; }
.issue-facts { display: grid; grid-template-columns: 1.8fr 1fr 1.1fr 1.3fr 1.2fr; gap: .5rem 1.25rem; margin-top: .8rem; font-size: .9375rem; }
.issue-facts dt, .fact-grid dt { font-size: .75rem; color: var(--quiet); }

.issue-page-head h1 { max-width: 46ch; }
.fact-grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(230px, 1fr)); gap: .8rem 1.5rem; margin: 1.2rem 0 0; padding-top: 1rem; border-top: 1px solid var(--line-strong); }
.fact-grid dd { font-size: .9375rem; }
.effect { font: 600 1.08rem/1.3 var(--serif); margin: .4rem 0; } .clarification { white-space: pre-line; max-width: 74ch; margin: .25rem 0; }
.history .reason { border-left: 3px solid var(--line-strong); padding-left: .6rem; margin: .2rem 0; }
.question-list li { padding: .8rem 0; border-top: 1px solid var(--line); } .question-list li:first-child { border-top: 0; }
.question-list .question { white-space: pre-line; max-width: 84ch; }
.spread figcaption { margin-bottom: .8rem; }
.mentions { padding-top: .25rem; padding-bottom: .25rem; }
.mention { padding: 1.05rem 0; border-top: 1px solid var(--line); }
.mention:first-child { border-top: 0; }
.mention-head { display: flex; flex-wrap: wrap; gap: .15rem .6rem; align-items: center; font-size: .9375rem; }
.mention-source { font-weight: 650; }
.mention-verdict { margin-left: auto; display: flex; flex-wrap: wrap; gap: .35rem; }
.mention-title { font: 600 1.08rem/1.3 var(--serif); margin: .35rem 0 .2rem; }
.mention-title a { color: var(--ink); text-decoration-color: var(--line-strong); }
.mention-text { margin-top: .25rem; max-width: 84ch; }
.mention-whole { white-space: pre-line; max-width: 74ch; margin: .5rem 0 1rem; }
.mention-page h1 { margin: .7rem 0 .3rem; max-width: 34ch; }
.mention-page h1 { line-height: 1.35; } .mention-page h1 mark { padding: 0 .1em; }
.mention-page h2 { margin-top: 1.2rem; } .mention-page .legend { margin-top: .8rem; }

.status-legend { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin-top: 1rem; font-size: .9375rem; }
.report-list li, .mail-list li { padding: .75rem 0; border-top: 1px solid var(--line); }
.report-list li:first-child, .mail-list li:first-child { border-top: 0; }
.report-list, .mail-list { margin-top: 1.1rem; padding-top: .35rem; padding-bottom: .35rem; }
.mail-list a { font-weight: 600; display: block; }
.copy-box textarea { font: .875rem/1.5 ui-monospace, Consolas, 'Liberation Mono', monospace; resize: vertical; }
.copy-box button { margin-top: .6rem; }
.column-main section, main > section { scroll-margin-top: 1rem; }
main > section + section { margin-top: 1.75rem; } main > section > h2 { margin-bottom: .6rem; }
main > .notice { margin-top: 1rem; }
.document { width: 100%; height: 75vh; border: 1px solid var(--line); border-radius: var(--radius); background: #fff; margin-top: .9rem; }
.mail-text { white-space: pre-wrap; font: .875rem/1.5 ui-monospace, Consolas, 'Liberation Mono', monospace; }
.back { margin-bottom: .6rem; font-size: .9375rem; }
.error-page { text-align: center; padding: 3rem 0; } .error-page .lead { margin: .6rem auto 0; } .error-page .actions { justify-content: center; }
@media (max-width: 640px) {
  .tiles { grid-template-columns: repeat(3, minmax(0, 1fr)); gap: .8rem 1rem; }
  .issue-card { padding: 1rem; }
  .issue-time { margin-left: 0; width: 100%; }
  .issue-facts, .fact-grid { grid-template-columns: 1fr 1fr; }
  .mention-verdict { margin-left: 0; width: 100%; }
}
@media print { .document { display: none; } .situation h1 { font-size: 20pt; } }
`;
