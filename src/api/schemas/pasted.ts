import { z } from 'zod';
import { type Body, platform } from './common.ts';

const line = (longest: number) => z.string().trim().max(longest, `tidak boleh lebih dari ${longest} karakter`);

/** Something that somebody of the office read and pasted. */
export const pastedItem = z
  .strictObject({
    platform,
    kind: z
      .enum(['post', 'comment'])
      .default('post')
      .describe('A comment is known by its text: its address leads to the post that it answers.'),
    title: line(500).nullish(),
    text: line(20_000).nullish().describe('Needed when there is no title.'),
    url: line(2_000)
      .refine((url) => /^https?:\/\//i.test(url) && URL.canParse(url), 'harus alamat http atau https')
      .nullish(),
    author: line(200).nullish(),
    publisher: line(200).nullish().describe('Paper, group or account in which it stood.'),
    publishedAt: z
      .union([z.iso.date(), z.iso.datetime({ offset: true })], {
        error: 'harus tanggal (2026-11-21) atau waktu ISO 8601 dengan zona (2026-11-21T08:15:00+07:00)',
      })
      .nullish()
      .describe('Taken as now when it is absent.'),
  })
  .meta({ id: 'PastedItem' });
export type PastedItem = z.output<typeof pastedItem>;

export const pastedBody = z.union([pastedItem, z.array(pastedItem).min(1).max(100)]);

export const pastedResult = z
  .strictObject({
    accepted: z.int().min(0),
    duplicate: z.int().min(0).describe('Known already; nothing was stored.'),
    edited: z.int().min(0).describe('Known with another text, which is kept as the older version.'),
    rejected: z.array(z.strictObject({ index: z.int().min(0), reason: z.string() })),
  })
  .meta({ id: 'PastedResult' });
export type PastedResult = Body<typeof pastedResult>;
