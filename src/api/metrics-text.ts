type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
  /** Of a histogram: what comes after the name. */
  readonly suffix?: '_bucket' | '_sum' | '_count';
}

/** Everything under one name. */
export interface Family {
  readonly name: string;
  /** One English sentence. */
  readonly help: string;
  readonly type: 'gauge' | 'counter' | 'histogram';
  readonly samples: readonly Sample[];
}

type Values = readonly (readonly [labels: Labels, value: number | null])[];

/** A value that goes up and down. What is null is left out: nobody knows it. */
export function gauge(name: string, help: string, values: Values): Family {
  return { name, help, type: 'gauge', samples: known(values) };
}

/** A count that only grows; Prometheus takes a smaller value for one that began anew. */
export function counter(name: string, help: string, values: Values): Family {
  return { name, help, type: 'counter', samples: known(values) };
}

function known(values: Values): readonly Sample[] {
  return values.flatMap(([labels, value]) => (value === null ? [] : [{ labels, value }]));
}

/** Seconds since 1970, as monitoring wants times; null stays null. */
export function secondsOf(at: string | null): number | null {
  return at === null ? null : Date.parse(at) / 1000;
}

/** Labels put before those of every sample. */
export function labelled(families: readonly Family[], labels: Labels): readonly Family[] {
  return families.map((family) => ({
    ...family,
    samples: family.samples.map((sample) => ({ ...sample, labels: { ...labels, ...sample.labels } })),
  }));
}

/** Prometheus text format 0.0.4. The samples of one name stand together, wherever they come from. */
export function toText(families: readonly Family[]): string {
  const byName = new Map<string, Family>();
  for (const family of families) {
    const before = byName.get(family.name);
    const samples = [...(before?.samples ?? []), ...family.samples];
    byName.set(family.name, { ...family, samples });
  }
  return [...byName.values()].map(familyText).join('');
}

function familyText({ name, help, type, samples }: Family): string {
  const lines = samples.map(({ labels, value, suffix = '' }) => {
    const pairs = Object.entries(labels).map(([key, text]) => `${key}="${text.replace(/[\\"\n]/g, escaped)}"`);
    return `${name}${suffix}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function escaped(character: string): string {
  return character === '\n' ? '\\n' : `\\${character}`;
}
