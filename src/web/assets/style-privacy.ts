/** Requests of data subjects. */
export const privacyStyle = `
.wrapped th[scope='row'] { white-space: normal; min-width: 9rem; }
.table-scroll + .reveal, .table-scroll + .after-table, .work > p + .reveal { margin-top: 1rem; }
.lead + .facts-list { margin-top: 1rem; }
.late { color: var(--red); }
.late::before { content: '⚠ '; }
.facts-list { display: grid; grid-template-columns: minmax(8rem, 14rem) minmax(0, 1fr); gap: .4rem 1.2rem; }
.facts-list dt { color: var(--quiet); }
.facts-list dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
@media (max-width: 480px) { .facts-list { grid-template-columns: minmax(0, 1fr); } .facts-list dd { margin-bottom: .5rem; } }
`;
