/** The pages about words. */
export const lexiconStyle = `
.word-search { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; margin: 1.1rem 0; }
.word-search .field { flex: 0 1 24rem; }
.word-search > p { flex-basis: 100%; max-width: 62ch; }
.learned { margin-top: .8rem; } .learned li { padding: .1rem 0; }
.impact { border-top: 1px solid var(--line); margin-top: 1.1rem; padding-top: .3rem; }
.impact > .quiet { max-width: 70ch; } .impact .compact { margin: .8rem 0; } .impact .write { margin-top: 1rem; }
.compact caption { text-align: left; padding: .5rem 0 .2rem; }
.compact tbody th { color: var(--ink); font-size: inherit; font-weight: 500; }
.field span.wrong { color: var(--red); margin: .3rem 0 0; }
.flip { font-size: .8125rem; font-weight: 600; white-space: nowrap; }
.block { margin-top: 1.75rem; } .block > .quiet { max-width: 70ch; margin-top: .3rem; }
`;
