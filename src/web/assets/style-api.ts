/** The pages of the API document. */
export const apiStyle = `
.api-table { overflow-x: auto; margin-top: .8rem; }
.api-table table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
.api-table caption { text-align: left; font-weight: 600; padding-bottom: .3rem; }
.api-table th, .api-table td { text-align: left; vertical-align: top; padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
.api-table thead th { color: var(--quiet); font-size: .8125rem; }
.api-table tbody th { overflow-wrap: anywhere; min-width: 5.5rem; } .api-table code, .api-fields code { font-size: .875rem; }
.api-list tbody th { min-width: 15rem; } .api-list td:last-child, .api-table td:nth-child(2) { overflow-wrap: normal; } .api-list td:last-child { white-space: nowrap; }
.api-intro p { margin-top: .7rem; } .api-list, h2.api-part { margin-top: 1.4rem; }
.api-method { display: inline-block; min-width: 4.2em; font: 700 .75rem/1.4 ui-monospace, Consolas, monospace; }
.api-post, .api-put { color: var(--green); } .api-delete { color: var(--red); }
.api-operation { margin-top: 1.25rem; overflow-wrap: anywhere; }
.api-operation h4 { margin-top: 1rem; font-size: .9375rem; } .api-operation p { margin-top: .4rem; }
.api-fields { margin: .5rem 0 0; padding-left: .9rem; border-left: 2px solid var(--line); font-size: .9375rem; }
.api-fields dt { margin-top: .4rem; } .api-fields dd { margin: 0 0 0 .9rem; }
.api-example { overflow-x: auto; padding: .8rem; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); font-size: .8125rem; }
`;
