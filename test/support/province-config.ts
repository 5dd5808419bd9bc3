import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { papers } from './events.ts';

/** Where the processes of a bench find what lies outside of them. */
export interface Outskirts {
  readonly sites: { readonly host: string; readonly port: number };
  readonly mail: { readonly host: string; readonly port: number };
  /** Every site has a name below it: `s3-0.localhost`, the fourth paper of the first regency. */
  readonly domain: string;
}

/** Names by which texts speak of these regencies of Jawa Timur. */
export const regencyNames: readonly (readonly [code: string, name: string])[] = [
  ['35.16', 'Kabupaten Mojokerto'],
  ['35.17', 'Kabupaten Jombang'],
  ['35.06', 'Kabupaten Kediri'],
  ['35.18', 'Kabupaten Nganjuk'],
  ['35.22', 'Kabupaten Bojonegoro'],
  ['35.23', 'Kabupaten Tuban'],
  ['35.24', 'Kabupaten Lamongan'],
  ['35.25', 'Kabupaten Gresik'],
];

export interface ProvinceFiles {
  readonly database: string;
  readonly codes: readonly string[];
  readonly recipients: number;
  readonly outskirts: Outskirts;
  /** Entries of `sources` of a regency, one YAML line each; its papers if absent. */
  readonly sourcesOf?: (index: number) => readonly string[];
}

/** Writes the files of a province and its regencies. @returns path of the province's */
export function writeProvince(folder: string, files: ProvinceFiles): string {
  mkdirSync(join(folder, 'kabupaten'));
  for (const [index, code] of files.codes.entries()) {
    writeFileSync(join(folder, 'kabupaten', `${code}.yaml`), regencyConfig(code, index, files));
  }
  const path = join(folder, 'kentongan.yaml');
  writeFileSync(path, provinceConfig(files));
  return path;
}

/** Only a bench on loopback needs more than an operator. */
function networkOf({ outskirts }: ProvinceFiles): string {
  return outskirts.domain === 'localhost' ? 'network: { allowLoopback: true }\n' : '';
}

function provinceConfig(files: ProvinceFiles): string {
  return `database: ${files.database}
contact: mailto:uji@contoh.test
${networkOf(files)}http: { port: 0 }
province:
  code: "35"
  regencies: [${files.codes.map((code) => `kabupaten/${code}.yaml`).join(', ')}]
`;
}

function regencyConfig(code: string, index: number, files: ProvinceFiles): string {
  const { recipients, outskirts, sourcesOf = (one) => paperSources(one, outskirts) } = files;
  const people = Array.from(
    { length: recipients },
    (_, person) => `  - { name: Humas ${person}, email: humas${person}@r${index}.test, receives: [alerts] }`,
  );
  return `region: { code: "${code}" }
partOf: ../kentongan.yaml
contact: mailto:uji@contoh.test
legal: { purpose: uji coba, basis: uji coba }
${networkOf(files)}mail: { host: ${outskirts.mail.host}, port: ${outskirts.mail.port}, security: when-offered, from: kentongan@r${index}.test }
${alertingOf(Array.from({ length: recipients }, (_, person) => `humas-${person}`))}
recipients:
${people.join('\n')}
sources:
${sourcesOf(index).join('\n')}
`;
}

/** Every alert goes out by itself and at once, to all. */
export function alertingOf(recipients: readonly string[]): string {
  return `# No crisis: it would hold back the others.
alerts: [{ rule: negative-issue, options: { crisis: { media: 900, accounts: 900, hour: 900, threeHours: 900, sixHours: 900 } } }]
alerting:
  limit: { messages: 1000, per: 1m }
  routes:
    - { id: semua, to: [${recipients.join(', ')}], groupBy: [issue], wait: 0s, interval: 10s }`;
}

function paperSources(index: number, { sites, domain }: Outskirts): readonly string[] {
  const port = sites.port === 80 ? '' : `:${sites.port}`;
  return Array.from(
    { length: papers },
    (_, paper) =>
      `  - { id: s${paper}, title: Sumber ${paper}, collector: feed, class: online-media, every: 1h, options: { url: "http://s${paper}-${index}.${domain}${port}/feed" } }`,
  );
}
