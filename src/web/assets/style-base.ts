/** Colours, type and the frame of the page. Every pair of text and ground has at least 4.5:1. */
export const baseStyle = `
:root {
  color-scheme: light dark;
  --paper: #f4f1ea; --card: #fffdf9; --ink: #1b2733; --quiet: #56616d; --line: #e0dacd; --line-strong: #c9c1b0;
  --accent: #0f4c70; --accent-strong: #0f3d5c; --accent-soft: #e3edf2; --brass: #e0ab4c;
  --red: #9f2318; --red-soft: #fae4e0; --red-mark: #f8cfc8; --yellow: #7a4e00; --yellow-soft: #fbeecb; --yellow-fill: #d99a20;
  --green: #1f6340; --green-soft: #dfefe3; --green-mark: #cbe7d2; --violet: #5b3a8c; --violet-soft: #ebe3f6; --violet-mark: #ddcff1;
  --hit-mark: #fff0a3; --neutral-fill: #9db8c8; --unscored-fill: #cfc8ba; --red-fill: #b8392c; --green-fill: #4f9a6b;
  --shadow: 0 1px 2px rgb(40 32 12 / 6%), 0 4px 16px rgb(40 32 12 / 4%);
  --serif: ui-serif, Georgia, Cambria, 'Noto Serif', 'Times New Roman', serif;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif;
  --radius: 12px;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12171c; --card: #1a2128; --ink: #e9e6df; --quiet: #a5afb8; --line: #2c353e; --line-strong: #44505b;
    --accent: #8cc6e4; --accent-strong: #0c2c42; --accent-soft: #1c3342; --brass: #e0ab4c;
    --red: #ff9f92; --red-soft: #43201c; --red-mark: #6b2c25; --yellow: #f3c969; --yellow-soft: #3c2e0e; --yellow-fill: #d99a20;
    --green: #8fd6a8; --green-soft: #1b3425; --green-mark: #28523a; --violet: #cdb5f3; --violet-soft: #31254a; --violet-mark: #493769;
    --hit-mark: #5f5312; --neutral-fill: #5c7a8c; --unscored-fill: #4a5058; --red-fill: #d9574a; --green-fill: #4f9a6b;
    --shadow: none;
  }
}
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 var(--sans); overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: 2px; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--brass); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
h1, h2, h3 { line-height: 1.25; margin: 0; text-wrap: balance; }
h1 { font: 600 clamp(1.55rem, 1.1rem + 2vw, 2.15rem)/1.2 var(--serif); letter-spacing: -.01em; }
h2 { font-size: 1.06rem; font-weight: 650; }
h3 { font-size: 1rem; }
p { margin: 0; }
ul, ol { margin: 0; padding: 0; list-style: none; }
dl, dd, figure, blockquote { margin: 0; }
.quiet { color: var(--quiet); font-size: .875rem; font-weight: 400; }
.lead { color: var(--quiet); max-width: 62ch; margin-top: .4rem; }
.eyebrow { color: var(--quiet); font-size: .875rem; margin-bottom: .45rem; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.under { display: block; }
.more { margin-top: .75rem; font-size: .9375rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 1rem; top: .5rem; z-index: 2; background: var(--card); padding: .5rem 1rem; border-radius: 6px; }

.top { background: var(--accent-strong); color: #fff; }
.top::after {
  content: ''; display: block; height: 10px; opacity: .9; background-color: #0b3049; background-size: 20px 10px;
  background-image: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='20' height='10'%3E%3Cg fill='none' stroke='%23e0ab4c' stroke-width='.9'%3E%3Cellipse cx='5' cy='5' rx='4' ry='2' transform='rotate(35 5 5)'/%3E%3Cellipse cx='15' cy='5' rx='4' ry='2' transform='rotate(-35 15 5)'/%3E%3C/g%3E%3Ccircle cx='10' cy='5' r='.9' fill='%23e0ab4c'/%3E%3Ccircle cx='0' cy='5' r='.9' fill='%23e0ab4c'/%3E%3C/svg%3E");
}
.top-inner { max-width: 1360px; margin: 0 auto; padding: .7rem 1.25rem; display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: center; justify-content: space-between; }
.brand { display: flex; gap: .6rem; align-items: center; color: #fff; text-decoration: none; }
.brand-name { display: block; font: 600 1.25rem/1.1 var(--serif); letter-spacing: .01em; }
.brand-region { display: block; font-size: .8125rem; line-height: 1.3; color: #d5e3ec; }
.drum-body { fill: var(--brass); }
.drum-slit { fill: #0b3049; }
.drum-beat { fill: none; stroke: #8fb6cc; stroke-width: 2; stroke-linecap: round; }
.who { display: flex; align-items: center; gap: .9rem; font-size: .9375rem; }
.who a, .who > span { color: #fff; text-decoration: none; line-height: 1.25; } .who a:hover { text-decoration: underline; }
.who-role { display: block; font-size: .8125rem; color: #d5e3ec; }
.who button { background: transparent; border-color: rgb(255 255 255 / 40%); color: #fff; font-weight: 500; padding: .45rem .8rem; }
.who button:hover { background: rgb(255 255 255 / 12%); }
.frame { max-width: 1360px; margin: 0 auto; display: grid; grid-template-columns: 190px minmax(0, 1fr); align-items: start; }
.side { padding: 1.75rem 0 2rem 1.25rem; position: sticky; top: 0; max-height: 100vh; overflow-y: auto; }
.nav-group + .nav-group { margin-top: 1.15rem; }
.nav-title { font-size: .75rem; font-weight: 650; letter-spacing: .04em; color: var(--quiet); padding: 0 .75rem .25rem; }
.side a { display: block; padding: .42rem .75rem; border-radius: 8px; border-left: 3px solid transparent; color: var(--ink); text-decoration: none; font-size: .9375rem; }
.side a:hover { background: var(--accent-soft); }
.side a[aria-current] { background: var(--accent-soft); border-left-color: var(--brass); color: var(--accent); font-weight: 650; }
.menu { display: none; }
.demo-banner { background: #f3d693; color: #3d2a00; font-size: .875rem; text-align: center; padding: .45rem 1.25rem; }
.demo-banner a { color: inherit; }
main { padding: 1.75rem 1.75rem 3rem; min-height: 60vh; min-width: 0; }
.bottom { border-top: 1px solid var(--line); color: var(--quiet); font-size: .8125rem; padding: 1.25rem; text-align: center; }
.fresh { position: fixed; left: 50%; bottom: 1rem; transform: translateX(-50%); background: var(--accent-strong); color: #fff; border-radius: 999px; padding: .5rem .6rem .5rem 1.1rem; box-shadow: 0 4px 20px rgb(0 0 0 / 25%); font-size: .9375rem; white-space: nowrap; max-width: 94vw; }
.fresh button { margin-left: .5rem; border-radius: 999px; background: var(--brass); color: #2a1d00; }

.columns { display: grid; grid-template-columns: minmax(0, 1fr) 320px; gap: 2rem; align-items: start; margin-top: 1.75rem; }
.column-main > * + * { margin-top: 2rem; }
.column-main h2 { margin-bottom: .6rem; }
.column-side { display: grid; gap: 1.25rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); padding: 1.15rem 1.25rem; }
.card > h2 { margin-bottom: .7rem; }
button, .button, .button-quiet { font: 600 .9375rem/1.2 var(--sans); padding: .62rem 1.05rem; border-radius: 8px; border: 1px solid transparent; cursor: pointer; text-decoration: none; display: inline-block; }
button, .button { background: var(--accent-strong); color: #fff; }
.button-quiet { color: var(--accent); border-color: var(--line-strong); background: transparent; }
.actions { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.1rem 0; }
@media (prefers-color-scheme: dark) { button, .button { background: #2b6d92; } .demo-banner { background: #4a3710; color: #f6dfae; } }
@media (max-width: 1080px) { .columns { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 860px) {
  .frame { display: block; }
  .menu { display: block; position: absolute; top: .78rem; right: .9rem; margin: 0; }
  .menu summary { color: #fff; border: 1px solid rgb(255 255 255 / 45%); border-radius: 8px; padding: .5rem .95rem; font-size: .9375rem; font-weight: 600; list-style: none; width: auto; min-height: 2.6rem; line-height: 1.5; }
  .menu summary::-webkit-details-marker { display: none; }
  .menu summary::after { content: ' ▾'; } .menu[open] summary::after { content: ' ▴'; }
  .menu + .side { display: none; }
  .menu[open] + .side { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: .9rem .5rem; position: static; max-height: none; padding: .9rem .9rem 1.1rem; background: var(--card); border-bottom: 1px solid var(--line-strong); }
  .nav-group + .nav-group { margin-top: 0; }
  .side a { padding-top: .6rem; padding-bottom: .6rem; }
  .top-inner { padding-right: 7.5rem; }
}
@media (max-width: 640px) {
  main { padding: 1.25rem .9rem 2.5rem; }
  .top-inner { padding-left: .9rem; }
  .card { padding: 1rem; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --shadow: none; }
  .side, .menu, .who, .demo-banner, .fresh, .bottom, .filters, .pager, .skip, .actions, .copy-box button { display: none; }
  .top { background: none; color: #000; } .top::after, .brand svg { display: none; } .brand, .brand-region { color: #000; }
  .frame, .columns { display: block; } .card { break-inside: avoid; margin-bottom: 1rem; }
  main { max-width: none; padding: 0; } a { color: inherit; text-decoration: none; }
}
@media (prefers-reduced-motion: no-preference) { .card a, .side a, button, .button { transition: background-color .15s; } }
`;
