/** Badges, marks, charts, notices and lists that several pages use. */
export const partStyle = `
.badge, .chip { display: inline-flex; align-items: center; gap: .35em; font-size: .8125rem; font-weight: 600; line-height: 1; padding: .34em .62em; border-radius: 999px; white-space: nowrap; background: var(--accent-soft); color: var(--ink); vertical-align: middle; }
.shape { fill: currentColor; flex: none; }
.level-alert, .status-failing, .status-blocked, .status-needs-attention, .status-needs-credential { background: var(--red-soft); color: var(--red); }
.level-watch, .status-quiet, .status-gone { background: var(--yellow-soft); color: var(--yellow); }
.level-none, .status-ok { background: var(--green-soft); color: var(--green); }
.chip { font-weight: 500; }
.sign { font-weight: 700; font-family: ui-monospace, Consolas, monospace; }
.category-negative { background: var(--red-soft); color: var(--red); }
.category-potential { background: var(--yellow-soft); color: var(--yellow); }
.category-positive { background: var(--green-soft); color: var(--green); }
.category-unscored { background: transparent; color: var(--quiet); border: 1px dashed var(--line-strong); }
.hoax-claim, .hoax-mention, .hoax-fact-check { background: var(--violet-soft); color: var(--violet); }

mark { color: var(--ink); background: none; border-radius: 3px; padding: .05em .12em; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.mark-negative { background: var(--red-mark); border-bottom: 2px solid var(--red-fill); }
.mark-positive { background: var(--green-mark); border-bottom: 2px dotted var(--green-fill); }
.mark-modifier { border-bottom: 2px dashed var(--quiet); }
.mark-hoax { background: var(--violet-mark); border-bottom: 3px double var(--violet); }
.mark-hit { outline: 1px solid var(--yellow); }
.mark-hit:not([class*=' ']) { background: var(--hit-mark); }
.legend { color: var(--quiet); font-size: .8125rem; margin-bottom: .75rem; }
.legend-item { margin-right: .6rem; white-space: nowrap; }

.proportion { display: block; width: 100%; height: 12px; border-radius: 6px; margin: 1rem 0 .9rem; }
.bars { display: block; width: 100%; }
.fill-negative { fill: var(--red-fill); } .fill-potential { fill: var(--yellow-fill); } .fill-neutral { fill: var(--neutral-fill); }
.fill-positive { fill: var(--green-fill); } .fill-unscored { fill: var(--unscored-fill); } .fill-empty { fill: var(--line); }
.fill-slot { fill: transparent; } .bars g:hover .fill-slot { fill: var(--accent-soft); }
.axis { stroke: var(--line-strong); stroke-width: 1; vector-effect: non-scaling-stroke; }
.axis-days, .axis-ends { display: flex; color: var(--quiet); font-size: .75rem; margin-top: .3rem; }
.axis-days li { flex: 1; text-align: center; }
.axis-ends { justify-content: space-between; }
.chart-legend { display: flex; flex-wrap: wrap; gap: .2rem .9rem; color: var(--quiet); font-size: .75rem; margin-top: .7rem; }
.chart-legend svg { margin-right: .35em; }

.notices { display: grid; gap: .7rem; margin-top: 1.25rem; }
.notices:empty { display: none; }
.notice { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; border-radius: 10px; padding: .75rem 1rem; font-size: .9375rem; background: var(--accent-soft); }
.notice p { flex: 1; min-width: 16rem; }
.notice strong { color: var(--accent); }
.notice-warning { background: var(--yellow-soft); } .notice-warning strong { color: var(--yellow); }
.notice progress { width: 100%; height: 8px; accent-color: var(--accent); }
code { font-family: ui-monospace, Consolas, 'Liberation Mono', monospace; font-size: .9em; }

.empty { text-align: center; color: var(--quiet); padding: 2.25rem 1.25rem; border: 1px dashed var(--line-strong); border-radius: var(--radius); margin-top: 1rem; }
.empty p { max-width: 52ch; margin: .35rem auto 0; }
.empty-title { color: var(--ink); font: 600 1.15rem/1.3 var(--serif); }
.empty .drum-slit { fill: var(--paper); }

.plain-list li { padding: .5rem 0; border-top: 1px solid var(--line); }
.plain-list li:first-child { border-top: 0; padding-top: 0; }
.card.plain-list li:first-child { padding-top: 0; } .card.plain-list li:last-child { padding-bottom: 0; }
.plain-list .badge { margin-right: .3rem; }
.alerts li { padding: .8rem 0; border-top: 1px solid var(--line); font-size: .9375rem; }
.alerts li:first-child { border-top: 0; padding-top: 0; } .alerts li:last-child { padding-bottom: 0; }
.alert-head { display: flex; flex-wrap: wrap; gap: .2rem .6rem; align-items: center; margin-bottom: .3rem; }
.alerts a { font-weight: 600; }
.delivery { font-size: .8125rem; color: var(--green); margin-top: .2rem; }
.delivery-dead { color: var(--red); font-weight: 600; }
.status-counts { display: flex; flex-wrap: wrap; gap: .5rem .9rem; margin-bottom: .7rem; }
.status-counts strong { font-variant-numeric: tabular-nums; }
.ranked li { display: flex; justify-content: space-between; gap: 1rem; padding: .3rem 0; border-top: 1px solid var(--line); font-size: .9375rem; }
.ranked li:first-child { border-top: 0; }

.facts { display: flex; flex-wrap: wrap; gap: .1rem .45rem; font-size: .875rem; color: var(--quiet); margin-top: .4rem; }
.facts li + li::before { content: '·'; margin-right: .45rem; }
.elsewhere { font-style: italic; }
details { margin-top: .45rem; font-size: .9375rem; }
summary { cursor: pointer; color: var(--accent); font-size: .875rem; width: fit-content; padding: .15rem 0; }
.evidence { margin-top: .5rem; display: grid; gap: .5rem; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-size: .8125rem; font-weight: 600; color: var(--quiet); }
th.number { text-align: right; }
.compact { width: auto; justify-self: start; min-width: min(26rem, 100%); font-size: .875rem; }
.compact th, .compact td { padding: .22rem .9rem .22rem 0; border-bottom: 1px solid var(--line); }
.table-wrap { padding: 0; overflow-x: auto; margin-top: 1.1rem; }
.wide { font-size: .9375rem; }
.wide th { padding: .7rem .9rem; border-bottom: 1px solid var(--line-strong); white-space: nowrap; }
.wide td { padding: .7rem .9rem; border-bottom: 1px solid var(--line); vertical-align: top; }
.wide tr:last-child td { border-bottom: 0; }
.wide time { white-space: nowrap; }
@media (min-width: 62rem) { .account-table { table-layout: fixed; } .account-table th { width: 9.5rem; white-space: normal; } .account-table th:nth-child(2) { width: auto; } .account-table th:nth-child(3) { width: 12.5rem; } }
.wide td:not(.main-cell) { overflow-wrap: break-word; }
.main-cell { min-width: 14rem; }
.untitled { display: inline-block; }
.untitled::first-letter { text-transform: uppercase; }
.main-cell a { font-weight: 600; }
.trouble { color: var(--red); font-size: .875rem; }
.technical { color: var(--quiet); font-size: .75rem; overflow-wrap: anywhere; }
.grounds { font-size: .8125rem; margin-top: .3rem; } .grounds summary { color: var(--quiet); cursor: pointer; }
.grounds dt { color: var(--quiet); margin-top: .3rem; } .grounds dd { margin: 0; }
.wide caption { text-align: left; padding: .85rem .9rem .35rem; font-weight: 600; }
.wide tbody th { padding: .7rem .9rem; text-align: left; font-weight: 500; font-size: inherit; color: var(--ink); border-bottom: 1px solid var(--line); }
.wide tr:last-child th[scope=row] { border-bottom: 0; }
.filters { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: .75rem .9rem; align-items: end; margin: 1.1rem 0; }
.field span { display: block; font-size: .8125rem; color: var(--quiet); margin-bottom: .2rem; }
.field-wide { grid-column: span 2; }
input, select, textarea { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line-strong); border-radius: 8px; padding: .5rem .65rem; width: 100%; min-height: 2.6rem; }
.filters input, .filters select { height: 2.6rem; }
.filters button { min-height: 2.6rem; } .filters .button-quiet { text-align: center; }
.pager { display: flex; justify-content: space-between; gap: 1rem; margin-top: 1.25rem; flex-wrap: wrap; }
@media (max-width: 640px) {
  .field-wide { grid-column: 1 / -1; }
  .filters { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .wide, .wide tbody, .wide tr, .wide td { display: block; } .wide thead { display: none; }
  .wide tr { padding: .85rem 1rem; border-bottom: 1px solid var(--line); display: grid; grid-template-columns: 1fr 1fr; gap: .35rem .9rem; }
  .wide tr:last-child { border-bottom: 0; }
  .wide td, .wide tbody th { padding: 0; border: 0; text-align: left; min-width: 0; } .wide caption { display: block; }
  .wide .main-cell { grid-column: 1 / -1; grid-row: 1; }
  .wide td[data-name]::before { content: attr(data-name); display: block; font-size: .75rem; color: var(--quiet); }
}
`;
