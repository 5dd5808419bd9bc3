import type { Message } from '../core/notification.ts';
import type { AlertContent } from './alert-content.ts';
import type { AlertList, Frame } from './alert-text.ts';
import { demoLine } from './message-heading.ts';
import { oneLine } from './one-line.ts';

/**
 * The six texts of the template's body, in its order: {{1}} level and regency · {{2}} what it is about · {{3}} why · {{4}} agency ·
 * {{5}} spread and place · {{6}} link. A template is approved once with its number of parameters, so every message has all six.
 */
export type TemplateParameters = readonly [string, string, string, string, string, string];

export function alertParameters(content: AlertContent, tag: string, frame: Frame): TemplateParameters {
  const { title, reason, agency, spread, place, answers, alertLink, issueLink, quotes } = content;
  const link = alertLink ?? issueLink ?? quotes[0]?.link ?? null;
  const [answer] = answers;
  const why = [frame.note, reason, answer === undefined ? null : `${answer.sentence} ${answer.link?.href ?? ''}`];
  return [
    parameter(headingOf(tag, frame), 80),
    parameter(title, 160),
    parameter(why.filter((part) => part !== null).join(' '), 320),
    parameter(agency, 100),
    parameter([spread, place].filter((part) => part !== null).join(' · '), 120),
    parameter(link?.href ?? null, 200),
  ];
}

export function listParameters(list: AlertList, tag: string, frame: Frame): TemplateParameters {
  const titles = list.entries.slice(0, 3).map(({ title }) => title);
  const rest = list.more + list.entries.length - titles.length;
  const named = `${titles.join('; ')}${rest > 0 ? `; dan ${rest} lagi` : ''}`;
  return [
    parameter(headingOf(tag, frame), 80),
    parameter(list.summary, 160),
    parameter([frame.note, named].filter((part) => part !== null).join(' '), 320),
    parameter(list.entries[0]?.agency ?? null, 100),
    parameter(null, 120),
    parameter(list.allLink?.href ?? null, 200),
  ];
}

/** Of a message that is not about alerts. */
export function plainParameters({ subject, text }: Pick<Message, 'subject' | 'text'>): TemplateParameters {
  return [parameter('Kentongan', 80), parameter(subject, 160), parameter(text, 320), '-', '-', '-'];
}

function headingOf(tag: string, { regionName, demo }: Frame): string {
  return `${demo ? `${demoLine.split(':')[0]}: ` : ''}${tag} – ${regionName}`;
}

/**
 * WhatsApp refuses a message with a parameter that is empty or holds a line break, a tab or more than four blanks in a row; the whole
 * body may have 1,024 characters, so that the six together stay under 980.
 */
function parameter(text: string | null, maxLength: number): string {
  const flat = oneLine(text ?? '', maxLength);
  return flat === '' ? '-' : flat;
}
