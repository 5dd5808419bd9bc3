import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ConfigError } from '../../core/errors.ts';

/** Of the folder. A reader refuses what it does not know. */
export const transferFormat = 1;

const count = z.number().int().min(0);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const partSchema = z.strictObject({
  file: z.string().regex(/^[a-z_]+-\d{4,}\.ndjson\.gz$/),
  rows: count,
  /** Unpacked. */
  bytes: count,
  /** Of what is unpacked. */
  sha256: hash,
});

const tableSchema = z.strictObject({
  name: z.string(),
  columns: z.array(z.string()),
  rows: count,
  bytes: count,
  /** Of the hashes of the parts, which are cut by the rows alone: the same rows have the same hash in every database. */
  sha256: hash,
  parts: z.array(partSchema),
});

const manifestSchema = z.strictObject({
  format: z.literal(transferFormat),
  /** Version of the program. */
  program: z.string(),
  madeAt: z.string(),
  from: z.enum(['sqlite', 'postgres']),
  region: z.string(),
  migrations: z.array(z.string()),
  /** Fingerprints of the keys that must be carried by hand; null for one that the installation does not have. */
  keys: z.strictObject({ pseudonym: z.string().nullable(), signIn: z.string().nullable() }),
  /** Months in which mentions were collected, each with its least id. */
  months: z.array(z.strictObject({ month: z.string().regex(/^\d{4}-\d\d$/), firstId: z.number().int() })),
  lastMentionId: count,
  /** Last id that each table has given. */
  lastIds: z.record(z.string(), count),
  /** Values that could not be taken as they were, and the first of them. */
  adjusted: z.strictObject({
    count,
    first: z.array(
      z.strictObject({
        table: z.string(),
        key: z.string(),
        column: z.string(),
        why: z.enum(['nul', 'utf8', 'minus-zero']),
      }),
    ),
  }),
  tables: z.array(tableSchema),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestPart = z.infer<typeof partSchema>;
export type ManifestTable = z.infer<typeof tableSchema>;

export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** @throws ConfigError when it is none, or one of another format */
export function parseManifest(text: string, where: string): { readonly manifest: Manifest; readonly hash: string } {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new ConfigError([{ where, message: 'bukan JSON yang utuh; ekspor sekali lagi' }], { cause });
  }
  const format = (data as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format !== transferFormat) {
    const message = `bentuk ${format} tidak dikenal versi Kentongan ini (${transferFormat})`;
    throw new ConfigError([{ where, message }]);
  }
  const parsed = manifestSchema.safeParse(data);
  if (!parsed.success) {
    const at = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new ConfigError([{ where, message: `isinya tidak seperti seharusnya (${at}); ekspor sekali lagi` }]);
  }
  return { manifest: parsed.data, hash: createHash('sha256').update(text).digest('hex') };
}
