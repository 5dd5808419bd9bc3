import { type Argument, type Command, Help, type HelpConfiguration, type Option } from 'commander';

const titles: Readonly<Record<string, string>> = {
  'Usage:': 'Pemakaian:',
  'Options:': 'Pilihan:',
  'Commands:': 'Perintah:',
  'Arguments:': 'Argumen:',
};

const original = new Help();

/** Commander's own words in help texts. */
export const indonesianHelp: HelpConfiguration = {
  styleTitle: (title) => titles[title] ?? title,
  commandUsage: (command: Command) => withoutEnglish(original.commandUsage(command)),
  subcommandTerm: (command: Command) => withoutEnglish(original.subcommandTerm(command)),
  optionDescription: (option: Option) => withBawaan(original.optionDescription(option)),
  argumentDescription: (argument: Argument) => withBawaan(original.argumentDescription(argument)),
};

function withoutEnglish(text: string): string {
  return text.replaceAll('[options]', '[pilihan]').replaceAll('[command]', '[perintah]');
}

function withBawaan(text: string): string {
  return text.replace('(default: ', '(bawaan: ');
}

const wordings: readonly (readonly [RegExp, string])[] = [
  [/^error: missing required argument '(.+)'/, '«$1» belum disebut'],
  [/^error: option '(.+)' argument missing/, 'nilai untuk «$1» belum disebut'],
  [/^error: required option '(.+)' not specified/, '«$1» belum disebut'],
  [/^error: unknown option '(.+)'/, 'pilihan «$1» tidak dikenal'],
  [/^error: unknown command '(.+)'/, 'perintah «$1» tidak dikenal'],
  [
    /^error: too many arguments(?: for '.+')?\. Expected (\d+) arguments? but got (\d+)\.?/,
    'terlalu banyak argumen: $2, seharusnya $1',
  ],
  [/^error: /, ''],
];

/** What Commander says of wrong use, as one line. */
export function sayWrongUse(text: string): string {
  const [first = '', ...more] = text.trim().split('\n');
  const [pattern, said] = wordings.find(([candidate]) => candidate.test(first)) ?? [/^/, ''];
  const suggested = /Did you mean (?:one of )?(.+)\?/.exec(more.join(' '))?.[1];
  const advice = suggested === undefined ? 'lihat --help' : `maksudnya ${suggested}?`;
  return `kentongan: ${first.replace(pattern, said)}; ${advice}\n`;
}
