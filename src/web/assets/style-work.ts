/** Forms that change something, tabs of lists, and what the working pages show beside them. */
export const workStyle = `
.tabs { display: flex; flex-wrap: wrap; gap: .35rem; margin: 1.1rem 0 0; }
.tabs a { display: inline-flex; gap: .4rem; align-items: baseline; padding: .42rem .8rem; border: 1px solid var(--line-strong); border-radius: 999px; text-decoration: none; font-size: .9375rem; background: var(--card); }
.tabs a[aria-current] { background: var(--accent-strong); border-color: var(--accent-strong); color: #fff; font-weight: 600; }
.tabs .late { border-color: var(--red-fill); color: var(--red); }
.tabs .count { font-variant-numeric: tabular-nums; font-size: .8125rem; }
.acts { display: flex; flex-wrap: wrap; gap: .6rem; align-items: flex-start; }
.acts form { margin: 0; }
.reveal { margin: 0; font-size: 1rem; }
.reveal > summary { list-style: none; width: fit-content; padding: .62rem 1.05rem; font: 600 .9375rem/1.2 var(--sans); }
.reveal > summary::-webkit-details-marker { display: none; }
.reveal > summary::after { content: ' ▾'; font-weight: 400; }
.reveal[open] > summary { background: var(--accent-soft); }
.reveal[open] { flex-basis: 100%; }
.reveal-body { padding: .9rem 0 .3rem; }
.write { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); gap: .8rem 1rem; align-items: start; max-width: 60rem; }
.write .field-wide, .write > p, .write > fieldset, .write > .tick, .write > h3 { grid-column: 1 / -1; }
.write textarea { resize: vertical; min-height: 4rem; }
.write > .submit { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; }
.help { display: block; color: var(--quiet); font-size: .8125rem; margin-top: .2rem; }
fieldset { border: 1px solid var(--line); border-radius: 8px; padding: .7rem .9rem .9rem; margin: 0; min-width: 0; }
fieldset > .write { margin-top: .2rem; }
legend { font-size: .875rem; font-weight: 600; padding: 0 .3rem; }
.tick { display: flex; gap: .55rem; align-items: flex-start; padding: .25rem 0; }
.tick input { width: 1.25rem; height: 1.25rem; min-height: 0; margin: .12rem 0 0; flex: none; accent-color: var(--accent); }
.ticks { display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; }
.pick { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .2rem .8rem; border-top: 1px solid var(--line); }
.pick:first-child, .pick > .mention { border-top: 0; }
.pick > .tick { padding-top: 1.15rem; }
.pick > .wide-row { grid-column: 2; padding-bottom: .8rem; }
.pick-cell { width: 2.6rem; }
.card.work { margin-top: 1.1rem; }
.work h2 { margin-bottom: .7rem; } .work h3 { margin: 1rem 0 .5rem; }
.work .reveal + .reveal { margin-top: .6rem; } .acts .reveal + .reveal { margin-top: 0; }
.duel { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1.25rem; margin: 1.1rem 0; }
.duel blockquote { white-space: pre-line; margin-top: .5rem; max-height: 24rem; overflow: auto; }
.verdicts { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1rem 0; } .verdicts button { min-height: 3rem; min-width: 9rem; }
.column-side { grid-template-columns: minmax(0, 1fr); }
.lead + section { margin-top: 1.5rem; } .work > p + .notice { margin-top: .8rem; }
main > h1 + .card, main > .lead + .card, main > .back + .card, main > h1 + .duel { margin-top: 1rem; }
.work .acts, .issue-card .acts, .column-side .acts { margin-top: .7rem; } .acts + .plain-list, .acts + .alerts, .quiet + .plain-list { margin-top: .8rem; }
.column-main .reveal, main > .reveal { margin: .7rem 0; } fieldset + fieldset { margin-top: .9rem; } .work .quiet + .write { margin-top: .7rem; }
.write details > .write { margin-top: .6rem; } .wide-row form { margin: 0; }
.big-fact { font: 600 1.2rem/1.35 var(--serif); margin: .3rem 0 .8rem; }
.button-small { font-size: .8125rem; padding: .4rem .7rem; }
button.button-quiet { color: var(--accent); background: transparent; border-color: var(--line-strong); }
.row-acts { display: flex; flex-wrap: wrap; gap: .4rem; } .row-acts form { margin: 0; }
.sections-nav { margin: .9rem 0 1.1rem; display: flex; flex-wrap: wrap; gap: .2rem 1rem; font-size: .9375rem; }
.sections-nav [aria-current] { font-weight: 700; color: var(--ink); text-decoration: none; }
@media (max-width: 640px) {
  .acts > *, .acts form button, .acts .reveal > summary { width: 100%; text-align: center; }
  .acts .reveal-body { text-align: left; }
  .write > .submit button { width: 100%; }
  .verdicts form, .verdicts button { flex: 1 1 100%; width: 100%; }
  .wide .pick-cell { width: auto; }
}
@media print { .acts, .work, .tabs, .reveal, .tick, .row-acts { display: none; } }
`;
