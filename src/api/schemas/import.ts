import { z } from 'zod';
import { importStates } from '../../core/source-desk.ts';
import { date, instant, platform } from './common.ts';
import { line } from './written.ts';

/** How a file is to be read; the same for one that is sent and one that is pasted. */
const settings = {
  name: line(200).describe('Name of the file; its ending helps to tell what it is.'),
  basis: line(500).describe('What allows the office to use the data: an agreement, a letter, its own account.'),
  format: line(60).optional().describe('Id of a format (`kentongan import --help`); found out if absent.'),
  sheet: line(100).optional().describe('Sheet of a workbook; the first if absent.'),
  zone: line(60).optional().describe("IANA zone of dates that name none; the regency's if absent."),
  date: date.optional().describe('Of items without a date; the time of the import if absent.'),
};

export const uploadQuery = z.strictObject(settings);

/** A table pasted into a form. */
export const pastedTable = z
  .strictObject({
    ...settings,
    name: settings.name.default('tempelan.csv'),
    text: z.string().min(1).max(90_000).describe('CSV with its heading, or NDJSON.'),
  })
  .meta({ id: 'PastedTable' });

export const rejectedLine = z.strictObject({ line: z.int(), reason: z.string() }).meta({ id: 'RejectedLine' });

export const importJob = z
  .strictObject({
    id: z.int(),
    settings: z.strictObject({
      name: z.string(),
      basis: z.string(),
      format: z.string().nullable(),
      sheet: z.string().nullable(),
      zone: z.string().nullable(),
      date: z.string().nullable(),
    }),
    size: z.int().describe('Bytes.'),
    sha256: z.string(),
    who: z.string(),
    at: instant,
    state: z
      .enum(importStates)
      .describe('`ready`: looked at, waits for `run`. `running` ends as `done` or `failed`; ask again.'),
    preview: z.strictObject({
      format: z.string(),
      columns: z.array(z.string()),
      otherSheets: z.array(z.string()),
      rows: z.array(
        z.strictObject({
          line: z.int(),
          title: z.string().nullable(),
          text: z.string(),
          platform,
          author: z.string().nullable(),
          publishedAt: z.string().nullable(),
          url: z.string().nullable(),
        }),
      ),
      looked: z.int().describe('Rows that were looked at.'),
      usable: z.int(),
      isWhole: z.boolean().describe('Whether that is the whole file.'),
      rejected: z.array(rejectedLine).describe('The first rows that cannot be used.'),
    }),
    result: z
      .strictObject({
        accepted: z.int(),
        duplicate: z.int(),
        edited: z.int(),
        rejected: z.int(),
        undated: z.int(),
      })
      .nullable(),
    fault: z.string().nullable().describe('Why it failed, Indonesian.'),
    endedAt: instant.nullable(),
  })
  .meta({ id: 'Import' });
