import type { Alert, KnownAnswer } from '../core/alert.ts';
import { toWebAddress } from '../core/web-address.ts';
import type { ApiDeps } from './deps.ts';

const levels = { watch: 'Kuning', alert: 'Merah', crisis: 'Krisis' } as const;

/**
 * Alerts as an Atom feed (RFC 4287). Links are absolute when the public address is configured, else relative to the feed.
 * Ids never change, so a reader shows each alert once.
 */
export function toAtom(alerts: readonly Alert[], deps: ApiDeps): string {
  const base = deps.publicUrl?.replace(/\/+$/, '') ?? '';
  const name = `Kentongan ${deps.region.name}${deps.demo ? ' (demo)' : ''}`;
  const tag = `tag:kentongan,2026:${deps.region.code}`;
  const entries = alerts.map((alert) => {
    const { mentions, answers } = alert.snapshot;
    const text = [alert.reason, ...answers.map(toAnswerLine), ...mentions.map(toLine)].join('\n');
    const categories = [alert.topic, alert.agency, alert.placeName].filter((term) => term !== null);
    return `<entry>
<id>${xml(tag)}/alert/${alert.id}</id>
<title>${xml(`[${levels[alert.level]}] ${alert.title}`)}</title>
<updated>${xml(alert.firedAt)}</updated>
<published>${xml(alert.firedAt)}</published>
<link rel="alternate" type="text/html" href="${xml(`${base}${pageOf(alert)}`)}"/>
${[`level:${alert.level}`, ...categories].map((term) => `<category term="${xml(term)}"/>`).join('\n')}
<summary type="text">${xml(text)}</summary>
</entry>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">
<id>${xml(tag)}/alerts</id>
<title>${xml(`Peringatan ${name}`)}</title>
<updated>${xml(alerts[0]?.firedAt ?? deps.startedAt)}</updated>
<author><name>${xml(name)}</name></author>
<link rel="self" type="application/atom+xml" href="${xml(`${base}/api/v1/alerts.atom`)}"/>
<link rel="alternate" type="text/html" href="${xml(`${base}/`)}"/>
<generator version="${xml(deps.version)}">Kentongan</generator>
${entries.join('\n')}
</feed>
`;
}

function pageOf({ issueId, subject }: Alert): string {
  if (issueId !== null) return `/isu/${issueId}`;
  return subject.startsWith('source:') ? '/sumber' : '/';
}

function toAnswerLine({ title, url }: KnownAnswer): string {
  return `Klarifikasi: ${[title, toWebAddress(url)].filter((part) => part !== null).join(' ')}`;
}

function toLine({ publisher, title, text }: Alert['snapshot']['mentions'][number]): string {
  return `${publisher}: ${(title ?? text).replace(/\s+/g, ' ').slice(0, 160)}`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escaped, and without what no XML document may hold: control characters, lone surrogates, U+FFFE and U+FFFF. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
