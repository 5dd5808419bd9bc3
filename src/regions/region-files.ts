import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '../core/errors.ts';

/** Contents of our own files in `data/regions/`, by name without ending. */
export interface RegionFiles {
  readonly capitals: string;
  readonly 'short-names': string;
  readonly namesakes: string;
  readonly landmarks: string;
  readonly 'common-names': string;
}

export interface RegionKnowledge {
  readonly capitals: Readonly<Record<string, string>>;
  readonly shortNames: Readonly<Record<string, readonly string[]>>;
  readonly namesakes: Readonly<
    Record<string, readonly { name: string; code: string | null; level: 'city' | 'elsewhere' }[]>
  >;
  readonly landmarks: Readonly<Record<string, readonly string[]>>;
  /** Lower-case names that are ordinary words. */
  readonly commonNames: ReadonlySet<string>;
}

const Code = z.string().regex(/^\d\d\.\d\d$/);
const NamesakeEntry = z.object({
  name: z.string().min(1),
  code: Code.nullable().default(null),
  level: z.enum(['city', 'elsewhere']),
});

const schemas = {
  capitals: z.record(Code, z.string()),
  'short-names': z.record(Code, z.array(z.string())),
  namesakes: z.record(Code, z.array(NamesakeEntry)),
  landmarks: z.record(Code, z.array(z.string())),
  'common-names': z.array(z.string()),
} as const;

/** Parses the files of `data/regions/`. @throws ConfigError naming the file and key */
export function parseRegionFiles(files: RegionFiles): RegionKnowledge {
  const read = <K extends keyof typeof schemas>(name: K): z.output<(typeof schemas)[K]> => {
    const where = `data/regions/${name}.yaml`;
    let value: unknown;
    try {
      value = parse(files[name]);
    } catch (error) {
      throw new ConfigError([{ where, message: error instanceof Error ? error.message : String(error) }], {
        cause: error,
      });
    }
    const parsed = schemas[name].safeParse(value);
    if (!parsed.success) {
      throw new ConfigError(
        parsed.error.issues.map((issue) => ({ where: `${where}: ${issue.path.join('.')}`, message: issue.message })),
      );
    }
    return parsed.data as z.output<(typeof schemas)[K]>;
  };
  return {
    capitals: read('capitals'),
    shortNames: read('short-names'),
    namesakes: read('namesakes'),
    landmarks: read('landmarks'),
    commonNames: new Set(read('common-names').map((name) => name.toLowerCase())),
  };
}
