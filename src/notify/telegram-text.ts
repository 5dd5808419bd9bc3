import { type AlertContent, levelIcons } from './alert-content.ts';
import { type AlertList, type Frame, factsOf, moreLine } from './alert-text.ts';
import { demoLine } from './message-heading.ts';

/** Longest message that Telegram takes, in UTF-16 units after its markup is read; ours is counted with it, which is stricter. */
export const telegramLimit = 4_096;

/**
 * One alert in the few tags that Telegram reads. Parts are added while they fit, so that a message is never cut inside a tag;
 * what is most needed stands first, and the links always fit.
 */
export function alertTelegram(content: AlertContent, tag: string, frame: Frame): string {
  const head = [
    ...opening(frame),
    `${levelIcons[content.level]} <b>PERINGATAN ${content.subject.toUpperCase()} ${escaped(tag.toUpperCase())}</b>`,
    escaped(frame.regionName),
    ...note(frame),
    '',
    ...content.fields.map(({ icon, name, value }) => `${icon} <b>${name}:</b> ${escaped(value)}`),
  ];
  const answers = content.answers.map(
    ({ sentence, link }) => `✅ ${escaped(sentence)}${link === null ? '' : ` ${anchor(link.href, link.host)}`}`,
  );
  const quotes = content.quotes.map(({ publisher, at, title, excerpt, link }) => {
    const where = link === null ? '' : ` · ${anchor(link.href, link.host)}`;
    const lines = [`• <i>${escaped(`${publisher}, ${at}`)}</i>${where}`];
    if (title !== null) lines.push(escaped(title));
    if (excerpt !== null) lines.push(`“${escaped(excerpt)}”`);
    return lines.join('\n');
  });
  const foot = [
    ...(content.issueLink === null ? [] : [`🌐 ${anchor(content.issueLink.href, 'Buka isu')}`]),
    ...(content.alertLink === null ? [] : [`✋ ${anchor(content.alertLink.href, 'Nyatakan sedang ditangani')}`]),
  ];
  return fill(head, [...answers, ...quotes], foot, null);
}

/** Several alerts: as many as fit, the rest counted. */
export function listTelegram(list: AlertList, tag: string, frame: Frame): string {
  const [first] = list.entries;
  const head = [
    ...opening(frame),
    `${levelIcons[first?.level ?? 'KUNING']} <b>PERINGATAN ${escaped(tag.toUpperCase())}: ${escaped(list.summary)}</b>`,
    escaped(frame.regionName),
    ...note(frame),
    '',
  ];
  const entries = list.entries.map((entry, index) => {
    const link = entry.alertLink;
    const title = link === null ? escaped(entry.title) : anchor(link.href, entry.title);
    const facts = factsOf(entry);
    return `${index + 1}. ${levelIcons[entry.level]} ${title}${facts === '' ? '' : `\n${escaped(facts)}`}`;
  });
  const foot = list.allLink === null ? [] : [`🌐 ${anchor(list.allLink.href, 'Semua peringatan')}`];
  return fill(head, entries, foot, list.more);
}

function opening({ demo }: Frame): readonly string[] {
  return demo ? [`⚠️ ${escaped(demoLine)}`, ''] : [];
}

function note({ note: text }: Frame): readonly string[] {
  return text === null ? [] : ['', `⏰ ${escaped(text)}`];
}

/** @param more entries that are not among the parts; null when what does not fit need not be counted */
function fill(head: readonly string[], parts: readonly string[], foot: readonly string[], more: number | null): string {
  const start = head.join('\n');
  const end = foot.length === 0 ? '' : `\n\n${foot.join('\n')}`;
  let room = telegramLimit - start.length - end.length - (more === null ? 0 : 40);
  const shown: string[] = [];
  for (const part of parts) {
    if (part.length + 1 > room) break;
    room -= part.length + 1;
    shown.push(part);
  }
  const left = more === null ? 0 : more + parts.length - shown.length;
  return [start, ...shown, ...(left > 0 ? [moreLine(left)] : [])].join('\n') + end;
}

function anchor(href: string, label: string): string {
  return `<a href="${escaped(href).replaceAll('"', '&quot;')}">${escaped(label)}</a>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
