/** The pages about sources: bars of days, results of trials, files that are brought. */
export const sourceStyle = `
.day-bars { display: block; max-width: 100%; }
.day-bar { fill: var(--accent); } .day-failed { stroke: var(--red-fill); stroke-width: 1.5; fill: none; }
.status-paused, .status-archived { background: transparent; color: var(--quiet); border: 1px dashed var(--line-strong); }
.ask { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; }
.ask .field { flex: 1 1 22rem; } .ask .help { flex-basis: 100%; margin-top: 0; }
.status-legend a { text-decoration: none; } main > .acts { margin: 1rem 0; }
.trial-fault { border-left: 4px solid var(--red-fill); padding: .2rem 0 .2rem .9rem; margin: .6rem 0; }
.trial-warnings { border-left: 4px solid var(--yellow-fill); padding: .2rem 0 .2rem .9rem; margin: .6rem 0; }
.trial-warnings li { padding: .1rem 0; }
.proposal + .proposal { margin-top: 1rem; border-top: 1px solid var(--line); padding-top: 1rem; }
.proposal h3 { margin-top: 0; }
.option-lines { font: .875rem/1.5 ui-monospace, Consolas, 'Liberation Mono', monospace; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--paper); border-radius: 8px; padding: .6rem .8rem; margin: .4rem 0; }
.write textarea.mono { font: .875rem/1.5 ui-monospace, Consolas, 'Liberation Mono', monospace; }
.source-tables { display: grid; gap: 1.75rem; margin-top: 1.75rem; }
.source-tables h2 { margin-bottom: .6rem; } .source-tables .table-wrap { margin-top: 0; }
.upload progress { width: 100%; height: 10px; accent-color: var(--accent); }
.column-names { display: flex; flex-wrap: wrap; gap: .3rem; margin: .4rem 0; }
.column-names li { background: var(--accent-soft); border-radius: 6px; padding: .1rem .5rem; font-size: .875rem; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: .8rem 0; }
.counts dt { font-size: .8125rem; color: var(--quiet); } .counts dd { font: 600 1.5rem/1.2 var(--serif); font-variant-numeric: tabular-nums lining-nums; }
`;
