import { ConfigError } from '../core/errors.ts';
import { isDate, lastReportDate } from '../core/time.ts';
import { makeDigest } from '../jobs/digest.ts';
import { renderDigestHtml } from '../reports/digest-html.tsx';
import { renderDigestJson } from '../reports/digest-json.ts';
import { renderDigestText } from '../reports/digest-text.ts';
import { createLogger } from './logger.ts';
import { openConfigured } from './open-configured.ts';

/** Forms that a digest can be printed in. */
export const digestFormats = { html: renderDigestHtml, text: renderDigestText, json: renderDigestJson } as const;
export type DigestFormat = keyof typeof digestFormats;

/**
 * The configured installation's report of a date, made from what is stored now.
 * @param date `YYYY-MM-DD`; the last day that has ended if null
 * @throws ConfigError for a date that does not exist
 */
export async function printDigest(configPath: string, date: string | null, format: DigestFormat): Promise<string> {
  if (date !== null && !isDate(date)) throw new ConfigError([{ where: '--date', message: 'harus tanggal YYYY-MM-DD' }]);
  const installation = await openConfigured(configPath, createLogger('warn'));
  try {
    const { db, now, region, scorer, config } = installation;
    const deps = { db, now, region, demo: false, lexicon: scorer.stamp, reportMinute: config.digestMinute };
    const digest = await makeDigest(deps, date ?? lastReportDate(now(), region.timezone, config.digestMinute));
    return digestFormats[format](digest);
  } finally {
    await installation.close();
  }
}
