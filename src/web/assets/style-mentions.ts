/** The search for mentions, its facets, and judging by buttons and keys. */
export const mentionStyle = `
.mention-search { display: grid; gap: .8rem; margin-top: 1.1rem; }
.search-box { display: grid; grid-template-columns: minmax(0, 1fr) minmax(9rem, auto) auto; gap: .8rem; align-items: end; }
.search-box .field-wide { grid-column: auto; }
.search-box input { width: 100%; font-size: 1.0625rem; }
.mention-search details { margin: 0; }
.mention-search .filters { margin-top: .7rem; padding: 0; border: 0; box-shadow: none; background: none; }
.query-help dl, .keys dl { display: grid; gap: .35rem; margin: .6rem 0; font-size: .9375rem; }
.query-help dl > div, .keys dl > div { display: grid; grid-template-columns: minmax(8rem, 17rem) minmax(0, 1fr); gap: .2rem 1rem; }
.keys dl > div { grid-template-columns: 4.5rem minmax(0, 1fr); }
.problems { flex: 1; min-width: 16rem; display: grid; gap: .3rem; }
.problems code, .saved code { overflow-wrap: anywhere; }
.facet { margin-top: .9rem; } .facet h3 { font-size: .875rem; margin-bottom: .25rem; }
.facet li { display: flex; gap: .75rem; justify-content: space-between; padding: .16rem 0; font-size: .9375rem; }
.facet a { padding: .1rem 0; min-height: 1.5rem; } .facet a[aria-current] { font-weight: 700; color: var(--ink); }
.facet a[aria-current]::before { content: '✕ '; font-weight: 400; }
.saved .reveal { margin-top: .4rem; }
.saved .reveal > summary { padding: .35rem .7rem; font-size: .8125rem; }
.triage { border-top: 1px solid var(--line); scroll-margin: 4rem 0; }
.triage:first-child { border-top: 0; }
.triage > .mention { border-top: 0; padding-bottom: .4rem; }
.triage[data-triage]:focus { outline: 3px solid var(--brass); outline-offset: 4px; border-radius: 6px; }
.triage[aria-busy] { opacity: .6; }
.triage-bar { display: flex; flex-wrap: wrap; gap: .4rem .8rem; align-items: center; padding: 0 0 .9rem; }
.triage-bar form { margin: 0; }
.triage-form fieldset { border: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .35rem; }
.triage-bar button { min-height: 2rem; }
.triage-form button[aria-pressed=true] { background: var(--accent-soft); border-color: var(--accent); color: var(--ink); }
.triage-form button[aria-pressed=true]::after { content: ' ✓'; }
.triage > .triage-said { padding-bottom: .8rem; }
.triage-fault { color: var(--red); font-weight: 600; }
.key { display: inline-block; min-width: 1.5em; padding: 0 .35em; border: 1px solid var(--line-strong); border-radius: 4px; font: 600 .75rem/1.5 ui-monospace, Consolas, monospace; text-align: center; color: var(--quiet); background: var(--paper); }
.keys-off .triage-form .key { display: none; }
.keys { margin-bottom: .9rem; padding: .7rem 1.25rem; } .keys > summary { font-weight: 600; }
@media (hover: none) { .keys { display: none; } }
@media (max-width: 640px) {
  .search-box { grid-template-columns: minmax(0, 1fr); }
  .triage-form fieldset { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .triage-form, .triage-form fieldset { width: 100%; } .triage-form .key { display: none; }
  .triage-bar button { min-height: 2.75rem; }
  .query-help dl > div { grid-template-columns: minmax(0, 1fr); }
}
@media print { .mention-search, .triage-form, .triage-undo, .facets, .saved, .keys { display: none; } }
`;
