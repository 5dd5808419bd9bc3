import type { JSX } from 'preact';
import type { OptionSchema } from '../../core/alert.ts';
import type { Options } from '../../core/rule-options.ts';
import { NumberInput, Select, TextInput, Tick } from './inputs.tsx';

/** Words of options that stand for something. */
const optionWords: Readonly<Record<string, string>> = {
  watch: 'kuning',
  alert: 'merah',
  crisis: 'krisis',
  negative: 'negatif',
  neutral: 'netral',
  positive: 'positif',
  topic: 'topik',
  agency: 'OPD',
  place: 'tempat',
  keyword: 'kata kunci',
};

const word = (value: unknown): string => optionWords[String(value)] ?? String(value);

interface FieldsProps {
  readonly schema: OptionSchema;
  /** What is set; the rest is as the rule has it by itself. */
  readonly options: Options;
  /** Before each name: `options.`, `options.crisis.`. */
  readonly prefix: string;
}

/** A field for every option of a rule, made from what the rule says of them. Empty means: as the rule has it by itself. */
export function OptionFields({ schema, options, prefix }: FieldsProps): JSX.Element {
  return (
    <>
      {Object.entries(schema.properties ?? {}).map(([name, part]) => (
        <OptionField key={name} name={`${prefix}${name}`} part={part} fallback={name} value={own(options, name)} />
      ))}
    </>
  );
}

interface FieldProps {
  readonly name: string;
  readonly part: OptionSchema;
  /** Its label when nothing describes it. */
  readonly fallback: string;
  readonly value: unknown;
}

function OptionField({ name, part, fallback, value }: FieldProps): JSX.Element | null {
  const label = labelOf(part, fallback);
  const preset = part.default;
  const help = preset === undefined ? {} : { help: `Bawaan: ${sayValue(preset)}` };
  if (part.properties !== undefined) {
    return (
      <fieldset>
        <legend>{label}</legend>
        <div class="write">
          <OptionFields schema={part} options={asOptions(value)} prefix={`${name}.`} />
        </div>
      </fieldset>
    );
  }
  if (part.type === 'integer' || part.type === 'number') {
    return (
      <NumberInput
        {...{ name, label, ...help, value: typeof value === 'number' ? value : null }}
        {...(part.minimum === undefined ? {} : { min: part.minimum })}
        {...(part.maximum === undefined ? {} : { max: part.maximum })}
        {...(part.type === 'integer' ? { step: 1 } : {})}
      />
    );
  }
  if (part.type === 'boolean') {
    return <Tick {...{ name, label, checked: (value ?? preset) === true, otherwise: 'false' }} />;
  }
  if (part.type === 'array' && part.items?.enum !== undefined) {
    const ticked = new Set(Array.isArray(value) ? value : Array.isArray(preset) ? preset : []);
    return (
      <fieldset>
        <legend>{label}</legend>
        <div class="ticks">
          {part.items.enum.map((one) => (
            <Tick key={one} name={`${name}.${one}`} label={word(one)} checked={ticked.has(one)} />
          ))}
        </div>
      </fieldset>
    );
  }
  if (part.type === 'array') {
    const text = Array.isArray(value) ? value.join(', ') : null;
    return (
      <TextInput
        {...{ name, label, value: text, wide: true }}
        help="Pisahkan dengan koma."
        required={(part.minItems ?? 0) > 0}
      />
    );
  }
  if (part.enum !== undefined) {
    return (
      <Select
        {...{ name, label, value: typeof value === 'string' ? value : null }}
        none={preset === undefined ? 'Pilih' : `Bawaan: ${word(preset)}`}
        options={part.enum.map((one) => [one, word(one)])}
      />
    );
  }
  return <TextInput {...{ name, label, ...help, value: typeof value === 'string' ? value : null, wide: true }} />;
}

/** The same to read only: what is set, and what the rule has by itself. */
export function OptionList({ schema, options }: Omit<FieldsProps, 'prefix'>): JSX.Element {
  return (
    <dl class="fact-grid">
      {Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
        part.properties === undefined
          ? [<OptionFact key={name} part={part} fallback={name} value={own(options, name)} />]
          : Object.entries(part.properties).map(([inner, innerPart]) => (
              <OptionFact
                key={`${name}.${inner}`}
                part={innerPart}
                fallback={inner}
                before={part.description ?? name}
                value={own(asOptions(own(options, name)), inner)}
              />
            )),
      )}
    </dl>
  );
}

function OptionFact({ part, fallback, before, value }: Omit<FieldProps, 'name'> & { before?: string }): JSX.Element {
  const label = labelOf(part, fallback);
  return (
    <div>
      <dt>{before === undefined ? label : `${before}: ${label}`}</dt>
      <dd>
        {value === undefined ? `${sayValue(part.default)} ` : sayValue(value)}
        {value === undefined ? <span class="quiet">(bawaan)</span> : null}
      </dd>
    </div>
  );
}

/** What a choice is about; the words to choose from stand in the choice itself. */
function labelOf(part: OptionSchema, fallback: string): string {
  const text = part.description ?? fallback;
  const isChoice = part.enum !== undefined || part.items?.enum !== undefined;
  return isChoice ? text.replace(/: .*$/, '') : text;
}

function sayValue(value: unknown): string {
  if (value === undefined) return '–';
  if (Array.isArray(value)) return value.length === 0 ? 'semua' : value.map(word).join(', ');
  if (typeof value === 'boolean') return value ? 'ya' : 'tidak';
  return typeof value === 'number' ? String(value).replace('.', ',') : word(value);
}

function own(options: Options, name: string): unknown {
  return Object.hasOwn(options, name) ? options[name] : undefined;
}

export function asOptions(value: unknown): Options {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Options) : {};
}
