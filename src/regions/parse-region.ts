import { z } from 'zod';
import { ConfigError } from '../core/errors.ts';
import type { Agency, Region } from '../core/region.ts';

const Village = z.union([
  z
    .string()
    .min(1)
    .transform((name) => ({ code: null, name })),
  z.object({ code: z.string().nullable().default(null), name: z.string().min(1) }),
]);

const AgencyEntry = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  aliases: z.array(z.string()).default([]),
  topics: z.array(z.string()).default([]),
  email: z.string().nullable().default(null),
});

const RegionShape = z.object({
  code: z.string().regex(/^\d\d\.\d\d$/, 'must be a code such as 35.16'),
  name: z.string().min(1),
  shortName: z.string().min(1),
  kind: z.enum(['kabupaten', 'kota']),
  province: z.string().min(1),
  timezone: z.enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']),
  capital: z.string().nullable().default(null),
  aliases: z.array(z.string()).default([]),
  officials: z.array(z.string()).default([]),
  landmarks: z.array(z.string()).default([]),
  namesakes: z
    .array(
      z.object({
        name: z.string().min(1),
        code: z.string().nullable().default(null),
        level: z.enum(['city', 'elsewhere']),
      }),
    )
    .default([]),
  districts: z.array(
    z.object({ code: z.string().min(1), name: z.string().min(1), villages: z.array(Village).default([]) }),
  ),
  agencies: z.array(AgencyEntry).optional(),
});

/**
 * A region written by hand (`data/demo/region.yaml`, or the `region` key of a configuration). Villages may be plain names.
 * @param agencies used when the value lists none
 * @param where named in faults: file or key
 * @throws ConfigError with every fault
 */
export function parseRegion(value: unknown, agencies: readonly Agency[], where = 'region'): Region {
  const parsed = RegionShape.safeParse(value);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => ({
        where: [where, ...issue.path.map(String)].join('.'),
        message: issue.message,
      })),
    );
  }
  return { ...parsed.data, agencies: parsed.data.agencies ?? agencies };
}
