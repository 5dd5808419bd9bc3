/** `Hari ini`, map, agencies and charts. */
export const viewStyle = `
.notice-done { background: var(--green-soft); color: var(--green); border-radius: 10px; padding: .7rem 1rem; margin-bottom: 1.1rem; font-weight: 600; }
.situation .lead { font-size: 1.06rem; color: var(--ink); max-width: 72ch; margin-top: .6rem; }
.levels { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: .9rem; margin-top: 1.25rem; }
.level { border-radius: var(--radius); background: var(--card); border: 1px solid var(--line); border-left-width: 5px; box-shadow: var(--shadow); }
.level.level-alert { border-left-color: var(--red-fill); } .level.level-watch { border-left-color: var(--yellow-fill); } .level.level-none { border-left-color: var(--green-fill); }
.level a { display: flex; align-items: center; gap: .7rem; padding: .8rem 1rem; color: var(--ink); text-decoration: none; height: 100%; }
.level a:hover .level-name { text-decoration: underline; }
.level-alert .shape { fill: var(--red-fill); } .level-watch .shape { fill: var(--yellow-fill); } .level-none .shape { fill: var(--green-fill); }
.badge .shape { fill: currentColor; }
.level-count { font: 600 2.1rem/1 var(--serif); font-variant-numeric: tabular-nums lining-nums; }
.level-name { font-weight: 600; font-size: .9375rem; line-height: 1.25; }
.level-meaning { display: block; font-weight: 400; font-size: .8125rem; color: var(--quiet); }
.tone { margin-top: .9rem; }
.tone .proportion { margin: .7rem 0 .8rem; }
.source-line { margin-top: .8rem; font-size: .9375rem; color: var(--quiet); }
.source-line-troubled strong { color: var(--yellow); }
.count { display: inline-block; min-width: 1.7em; text-align: center; border-radius: 999px; background: var(--accent-soft); color: var(--ink); font-size: .8125rem; padding: .1em .55em; margin-left: .35em; font-variant-numeric: tabular-nums; }
.urgent { border-left: 5px solid var(--red-fill); } .urgent .count { background: var(--red-soft); color: var(--red); }
.column-side .plain-list { font-size: .9375rem; } .column-side .plain-list a { font-weight: 600; }
.column-side .plain-list .quiet, .column-side .delivery { display: block; margin-top: .1rem; }
.green-issues > summary { font-size: .9375rem; } .green-issues[open] > summary { margin-bottom: .6rem; }
.day-columns { grid-template-rows: auto 1fr; }
.day-columns > .column-main { grid-column: 1; grid-row: 1 / span 2; } .day-columns > .column-side { grid-column: 2; }
.past-due { color: var(--red); font-weight: 600; }

.chart { min-width: 0; }
.chart figcaption { margin-bottom: .7rem; }
.chart img { display: block; width: 100%; height: auto; }
.chart-numbers { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; justify-content: space-between; align-items: baseline; margin-top: .7rem; font-size: .875rem; }
.chart-numbers details { margin: 0; min-width: 0; } .chart-numbers details[open] { flex-basis: 100%; }
.charts { display: grid; gap: 1.5rem; margin-top: 1.5rem; }
.table-scroll { overflow-x: auto; margin-top: .5rem; }
.numbers { font-size: .875rem; } .numbers caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
.numbers th, .numbers td { padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
.numbers tbody th { font-weight: 500; color: var(--ink); font-size: inherit; }

.tile-map { display: block; width: 100%; max-width: 60rem; height: auto; margin: .4rem 0 1rem; }
.tile-map-narrow { display: none; }
.tile-map a { text-decoration: none; } .tile-map a:focus { outline: none; }
.heat { stroke: var(--line-strong); stroke-width: 1; }
.heat-0 { fill: var(--heat-0); background: var(--heat-0); } .heat-1 { fill: var(--heat-1); background: var(--heat-1); } .heat-2 { fill: var(--heat-2); background: var(--heat-2); }
.heat-3 { fill: var(--heat-3); background: var(--heat-3); } .heat-4 { fill: var(--heat-4); background: var(--heat-4); }
.heat-text { fill: var(--ink); } .heat-text-4 { fill: #fff; }
.tile-name { font: 500 13px var(--sans); } .tile-value { font: 600 26px var(--serif); }
.tile-map a:hover .heat { stroke: var(--accent); stroke-width: 3; }
.tile-map a:focus-visible .heat { stroke: var(--brass); stroke-width: 5; }
.tile-map a[aria-current] .heat { stroke: var(--accent); stroke-width: 4; }
.heat-legend { display: flex; flex-wrap: wrap; gap: .3rem 1rem; font-size: .8125rem; color: var(--quiet); margin-bottom: .6rem; align-items: center; }
.heat-legend .heat { display: inline-block; width: 14px; height: 14px; border-radius: 4px; border: 1px solid var(--line-strong); vertical-align: -2px; margin-right: .2rem; }
:root { --heat-0: #f3ede1; --heat-1: #f7dcbd; --heat-2: #f0b78e; --heat-3: #e08562; --heat-4: #a8301f; }
@media (prefers-color-scheme: dark) { :root { --heat-0: #242d35; --heat-1: #47362a; --heat-2: #63402f; --heat-3: #804a35; --heat-4: #a8301f; } }

.choice-list { display: flex; flex-wrap: wrap; gap: .4rem; margin: .9rem 0 1.1rem; }
.choice-list a { display: inline-block; padding: .4rem .85rem; border: 1px solid var(--line-strong); border-radius: 999px; text-decoration: none; font-size: .9375rem; }
.choice-list a:hover { background: var(--accent-soft); }
.choice-list [aria-current] { background: var(--accent-soft); border-color: var(--accent); font-weight: 650; }
.sort { color: inherit; text-decoration: none; white-space: normal; } .sort:hover { text-decoration: underline; } [aria-sort] .sort { color: var(--accent); }
.agency-table thead th { white-space: normal; vertical-align: bottom; overflow-wrap: normal; padding-left: .5rem; padding-right: .5rem; } .agency-table td { padding-left: .5rem; padding-right: .5rem; } .agency-table thead th:first-child { padding-left: .9rem; }
.agency-table tbody th { white-space: normal; } .agency-table .number-words { white-space: pre; }
.figures { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: .9rem; margin: 1.1rem 0 1.75rem; }
.figure { padding: .8rem 1rem; display: flex; flex-direction: column; justify-content: space-between; }
.figure dt { font-size: .8125rem; color: var(--quiet); line-height: 1.3; } .figure dd { font: 600 1.55rem/1.2 var(--serif); font-variant-numeric: tabular-nums lining-nums; }
main > .chart, main > .chart + section { margin-top: 1.75rem; }
td.past-due::before { color: var(--quiet); font-weight: 400; }
@media (max-width: 1080px) {
  .day-columns { display: flex; flex-direction: column; align-items: stretch; }
  .day-columns > .column-side { grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); }
}
@media (max-width: 860px) { .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
@media (max-width: 640px) {
  .levels { gap: .5rem; } .level { border-left-width: 1px; border-top-width: 5px; }
  .level.level-alert { border-top-color: var(--red-fill); border-left-color: var(--line); } .level.level-watch { border-top-color: var(--yellow-fill); border-left-color: var(--line); } .level.level-none { border-top-color: var(--green-fill); border-left-color: var(--line); }
  .level a { flex-wrap: wrap; align-content: flex-start; gap: .2rem .5rem; padding: .6rem .7rem; } .level-count { font-size: 1.7rem; } .level-name { flex-basis: 100%; }
  .place-table tr { grid-template-columns: 1fr 1fr 1fr; }
  .tile-map-wide { display: none; } .tile-map-narrow { display: block; }
}
@media print { .chart-numbers { display: none; } .chart, .levels, .tone { break-inside: avoid; } }
`;
