/**
 * The key table of docs/configuration.md, made from the schema's own help texts.
 *
 *   npx tsx scripts/configuration-table.ts        prints it; test/docs.test.ts fails when the page says something else
 */
import { z } from 'zod';
import { configSchema } from '../src/config/schema.ts';

interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
}

/** Markdown rows `| key | default | help |`, nested keys with dots and `[]`. */
export function configurationTable(): string {
  const root = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const rows: string[] = [];
  const walk = (path: string, schema: JsonSchema): void => {
    for (const [key, value] of Object.entries(schema.properties ?? {})) {
      const name = path === '' ? key : `${path}.${key}`;
      const isBranch = value.properties !== undefined || value.items?.properties !== undefined;
      const fallback = value.default === undefined || isBranch ? '' : `\`${JSON.stringify(value.default)}\``;
      const choices = value.enum === undefined ? '' : ` Pilihan: ${value.enum.join(', ')}.`;
      rows.push(`| \`${name}\` | ${fallback} | ${value.description ?? ''}${choices} |`);
      walk(
        value.items?.properties === undefined ? name : `${name}[]`,
        value.items?.properties === undefined ? value : value.items,
      );
    }
  };
  walk('', root);
  return ['| kunci | bila tidak ditulis | arti |', '|---|---|---|', ...rows].join('\n');
}

if (process.argv[1]?.endsWith('configuration-table.ts')) process.stdout.write(`${configurationTable()}\n`);
