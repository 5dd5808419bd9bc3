import { render } from 'preact-render-to-string';
import type { Alert } from '../core/alert.ts';
import type { Message } from '../core/notification.ts';
import { type AlertContent, type AlertContext, toAlertContent } from './alert-content.ts';
import { AlertMail } from './alert-mail.tsx';

export const demoLine = 'INI DEMO: kabupaten, media, dan kejadian dalam pesan ini rekaan.';

/** The mail that tells of an alert: subject, plain text fit for forwarding by WhatsApp, and HTML. Everything fetched is escaped. */
export function renderAlert(alert: Alert, context: AlertContext): Message {
  const content = toAlertContent(alert, context);
  return {
    subject: `[Kentongan] ${content.level}${content.isRepeat ? ' (lanjutan)' : ''}: ${content.title}`,
    text: toText(content, context),
    html: `<!doctype html>${render(AlertMail({ content, regionName: context.regionName, demoLine: context.demo ? demoLine : null }))}`,
  };
}

function toText(content: AlertContent, { regionName, demo }: AlertContext): string {
  const lines: string[] = [];
  if (demo) lines.push(`⚠️ ${demoLine}`, '');
  lines.push(
    `${content.level === 'MERAH' ? '🔴' : '🟡'} *PERINGATAN ISU ${content.level}${content.isRepeat ? ' (LANJUTAN)' : ''}*`,
    regionName,
    '',
    ...content.fields.map(({ icon, name, value }) => `${icon} *${name}:* ${value}`),
  );
  if (content.quotes.length > 0) lines.push('', '*Yang ditulis publik:*');
  for (const [index, quote] of content.quotes.entries()) {
    lines.push(`${index + 1}. ${quote.publisher}, ${quote.at}`);
    if (quote.title !== null) lines.push(`   ${quote.title}`);
    if (quote.excerpt !== null) lines.push(`   “${quote.excerpt}”`);
    if (quote.words.length > 0) lines.push(`   Kata penanda: ${quote.words.join(', ')}`);
    if (quote.link !== null) lines.push(`   ${quote.link.href}`);
  }
  if (content.more !== null) lines.push('', `🌐 Selengkapnya: ${content.more.href}`);
  lines.push(
    '',
    'Pesan otomatis dari Kentongan. Penilaian dibuat oleh mesin dari kata-kata dalam teks; periksa sumbernya sebelum bertindak.',
  );
  return `${lines.join('\n')}\n`;
}
