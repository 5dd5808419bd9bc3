/** Signing in, one's own account, and the pages about people. */
export const peopleStyle = `
.door-page { max-width: 34rem; margin: 0 auto; }
.door-page .notice { margin: 1rem 0; }
.door { display: grid; gap: 1rem; max-width: 26rem; margin: 1.2rem 0; justify-items: start; }
.acts .door { margin: 0; gap: .6rem; }
.door button { min-height: 2.75rem; }
.typed { width: 100%; }
.typed label { display: block; font-size: .9375rem; font-weight: 600; margin-bottom: .25rem; }
.write .typed label { font-size: .8125rem; font-weight: 400; color: var(--quiet); margin-bottom: .2rem; }
.typed input { min-height: 2.75rem; }
.typed input[aria-invalid] { border: 2px solid var(--red); }
.wrong { color: var(--red); font-size: .9375rem; font-weight: 600; margin-top: .3rem; }
.wrong::before { content: '✗ '; }
.other-door, .start-again { margin: 1rem 0; }
.usual-door { margin-top: 1.5rem; }
.demo-doors { display: grid; gap: .6rem; margin-top: 1.2rem; }
.demo-doors form { display: grid; grid-template-columns: 13.5rem minmax(0, 1fr); gap: .2rem 1rem; align-items: center; margin: 0; }
.demo-doors button { min-height: 2.75rem; }
.steps { list-style: decimal; padding-left: 1.4rem; display: grid; gap: .8rem; margin-top: 1.1rem; }
.qr { display: block; width: min(15rem, 100%); height: auto; margin: .7rem 0; border: 1px solid var(--line-strong); border-radius: 8px; }
.secret, .secret-list { background: var(--paper); border: 1px dashed var(--line-strong); border-radius: 8px; padding: .8rem 1rem; margin: .8rem 0; user-select: all; }
.secret code, .secret-list code { font-size: 1rem; }
.secret-list { list-style: decimal inside; display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .3rem 1rem; }
.scopes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); gap: 0 1rem; }
.once { border: 2px solid var(--brass); margin: 1.1rem 0; }
.row-acts .typed { flex-basis: 100%; }
@media (max-width: 640px) { .work .wide time { white-space: normal; } }
@media (max-width: 480px) { .demo-doors form { grid-template-columns: minmax(0, 1fr); } .door button { width: 100%; } }
`;
