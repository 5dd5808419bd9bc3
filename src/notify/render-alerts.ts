import { render } from 'preact-render-to-string';
import type { Alert } from '../core/alert.ts';
import type { Target } from '../core/dispatch.ts';
import type { Message, MessageOccasion } from '../core/notification.ts';
import { type AlertContent, type AlertContext, pageLink, toAlertContent } from './alert-content.ts';
import { AlertListMail } from './alert-list-mail.tsx';
import { AlertMail } from './alert-mail.tsx';
import { type AlertList, alertText, type Frame, listText } from './alert-text.ts';
import { listSubject, noteOf, summaryOf, tagOf } from './message-heading.ts';
import { alertTelegram, listTelegram } from './telegram-text.ts';
import { alertPayload } from './webhook-payload.ts';
import { alertParameters, listParameters } from './whatsapp-parameters.ts';

/** Alerts that one message tells in full; the rest is counted, with a link. Keeps a mail under 200 KB. */
const maxListed = 50;

/**
 * The message that tells of alerts, for one channel: a mail has subject, text and HTML; Telegram text with its few tags, WhatsApp
 * parameters and the body of a webhook are in `payload`. Everything fetched is one line, cut and escaped.
 * @param alerts at least one, the most urgent first; one that is listed twice is told once
 */
export function renderAlerts(
  alerts: readonly Alert[],
  target: Pick<Target, 'channel'>,
  occasion: MessageOccasion,
  context: AlertContext,
): Message {
  const told = [...new Map(alerts.map((alert) => [alert.id, alert])).values()];
  const [only] = told;
  if (only === undefined) throw new Error('a message needs at least one alert');
  const { regionName, demo } = context;
  const frame: Frame = { regionName, demo, note: noteOf(told, occasion, context) };
  const message =
    told.length === 1
      ? single(only, target, occasion, context, frame)
      : several(told, target, occasion, context, frame);
  if (target.channel !== 'webhook') return message;
  const payload = alertPayload(told.slice(0, maxListed), told.length, occasion, context);
  return { ...message, payload: JSON.stringify(payload) };
}

function single(
  alert: Alert,
  { channel }: Pick<Target, 'channel'>,
  occasion: MessageOccasion,
  context: AlertContext,
  frame: Frame,
): Message {
  const content = toAlertContent(alert, context);
  const tag = tagOf(content.level, content, occasion);
  return {
    subject: `[Kentongan] ${tag}: ${content.title}`,
    text: alertText(content, tag, frame),
    html: channel === 'email' ? `<!doctype html>${render(AlertMail({ content, tag, frame }))}` : '',
    payload:
      channel === 'telegram'
        ? JSON.stringify({ html: alertTelegram(content, tag, frame) })
        : channel === 'whatsapp'
          ? JSON.stringify({ parameters: alertParameters(content, tag, frame) })
          : null,
  };
}

function several(
  alerts: readonly Alert[],
  { channel }: Pick<Target, 'channel'>,
  occasion: MessageOccasion,
  context: AlertContext,
  frame: Frame,
): Message {
  const entries: readonly AlertContent[] = alerts.slice(0, maxListed).map((alert) => toAlertContent(alert, context));
  const list: AlertList = {
    summary: summaryOf(alerts),
    entries,
    more: alerts.length - entries.length,
    allLink: pageLink(context, '/peringatan'),
  };
  const tag = tagOf(entries[0]?.level ?? 'KUNING', { occasion: null }, occasion);
  const titles = entries.map(({ title }) => title);
  return {
    subject: listSubject(alerts, titles, occasion),
    text: listText(list, tag, frame),
    html: channel === 'email' ? `<!doctype html>${render(AlertListMail({ list, tag, frame }))}` : '',
    payload:
      channel === 'telegram'
        ? JSON.stringify({ html: listTelegram(list, tag, frame) })
        : channel === 'whatsapp'
          ? JSON.stringify({ parameters: listParameters(list, tag, frame) })
          : null,
  };
}
