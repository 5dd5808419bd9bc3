import { z } from 'zod';
import { electionStages } from '../../core/keyword-pack.ts';
import { findPackFaults } from '../../core/pack-rules.ts';
import { date, instant } from './common.ts';

const line = (max: number) =>
  z
    .string({ error: 'harus berupa teks' })
    .trim()
    .min(1, 'tidak boleh kosong')
    .max(max, `tidak boleh lebih dari ${max} karakter`)
    .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u, 'tidak boleh berisi tanda kendali');
const kebab = z
  .string({ error: 'harus berupa teks' })
  .max(60, 'tidak boleh lebih dari 60 karakter')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'hanya huruf kecil, angka, dan tanda hubung');
const list = { error: 'harus berupa daftar' };

const keyword = z.strictObject(
  {
    text: line(120).describe('Words as people write them; found at word boundaries, whatever the case.'),
    theme: kebab.describe('How hits are counted: `kecurangan`, `politik-uang`, `sara`.'),
    near: z
      .array(line(120), list)
      .max(50, 'tidak boleh lebih dari 50')
      .default([])
      .describe('Only with one of these words in the same text.'),
  },
  { error: 'harus berupa text, theme, dan near' },
);

const candidate = z.strictObject(
  {
    id: line(20).describe('Number on the ballot: `01`.'),
    name: line(120),
    aliases: z.array(line(120), list).max(20, 'tidak boleh lebih dari 20').default([]),
  },
  { error: 'harus berupa id, name, dan aliases' },
);

const shape = z.strictObject(
  {
    id: kebab,
    title: line(120),
    stage: z.enum(electionStages, { error: `harus salah satu dari: ${electionStages.join(', ')}` }).default('none'),
    from: date.nullable().default(null).describe("First day, in the regency's time zone; null for no beginning."),
    to: date.nullable().default(null).describe('Last day, included; null for no end.'),
    purpose: line(500).describe('Why the office may watch this.'),
    basis: line(500).describe('Who decided it, and on what legal ground.'),
    keywords: z
      .array(keyword, list)
      .min(1, 'paling sedikit satu kata kunci')
      .max(1_000, 'tidak boleh lebih dari 1000 kata kunci'),
    candidates: z
      .array(candidate, list)
      .max(20, 'tidak boleh lebih dari 20 calon')
      .default([])
      .describe('All candidates or none: the same words and thresholds hold for each.'),
  },
  { error: 'harus berupa objek' },
);

/** A pack as it is written, checked for its shape and for neutrality. Messages are Indonesian. */
export const keywordPack = shape
  .superRefine((pack, context) => {
    for (const { path, message } of findPackFaults(pack))
      context.addIssue({ code: 'custom', path: [...path], message });
  })
  .meta({ id: 'KeywordPack' });

export const storedPack = z
  .strictObject({ ...shape.shape, updatedAt: instant, updatedBy: z.string(), inForce: z.boolean() })
  .meta({ id: 'StoredKeywordPack' });

/** What everybody may see of a pack. */
export const packSummary = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    stage: z.enum(electionStages),
    from: z.string().nullable(),
    to: z.string().nullable(),
    purpose: z.string(),
    basis: z.string(),
    inForce: z.boolean().describe('Whether today, in the regency, is one of its days.'),
    keywords: z.int().describe('How many.'),
    candidates: z.int().describe('How many.'),
    updatedAt: instant,
  })
  .meta({ id: 'KeywordPackSummary' });
