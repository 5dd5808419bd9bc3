import type { ComponentChildren, JSX } from 'preact';
import { type SourceClass, sourceClasses } from '../../core/mention.ts';
import type { SourceDesk } from '../../core/source-desk.ts';
import { intervalChoices, optionLines } from '../source-wording.ts';
import { classNames } from '../wording.ts';
import { Select, TextArea, TextInput } from './inputs.tsx';

export interface SourceFieldsProps {
  readonly value: {
    readonly title: string;
    readonly class: SourceClass;
    readonly every: string;
    readonly options: unknown;
    readonly purpose: string | null;
    readonly basis: string | null;
  };
  readonly commonLegal: SourceDesk['commonLegal'];
  /** Fields of one form only. */
  readonly children?: ComponentChildren;
}

/** What a source is called, how often it is read, and why the office may. */
export function SourceFields({ value, commonLegal, children }: SourceFieldsProps): JSX.Element {
  const usual = (text: string | undefined) =>
    text === undefined ? 'Wajib: kentongan.yaml tidak menyebut yang umum.' : `Bila dikosongkan: ${text}`;
  const intervals = intervalChoices.some(([every]) => every === value.every)
    ? intervalChoices
    : ([[value.every, `tiap ${value.every}`], ...intervalChoices] as const);
  return (
    <>
      <TextInput name="title" label="Nama di laporan" value={value.title} maxLength={200} required />
      <Select
        name="class"
        label="Jenis sumber"
        value={value.class}
        options={sourceClasses.map((kind) => [kind, classNames[kind]])}
        help="Penyalin dan agregator tidak dihitung sebagai suara tersendiri."
      />
      <Select
        name="every"
        label="Seberapa sering"
        value={value.every}
        options={intervals}
        help="Yang sepi dibaca lebih jarang, yang ramai lebih sering."
      />
      {children}
      <TextInput
        name="legal.purpose"
        label="Tujuan membacanya"
        value={value.purpose}
        maxLength={1000}
        required={commonLegal === null}
        help={usual(commonLegal?.purpose)}
        wide
      />
      <TextInput
        name="legal.basis"
        label="Dasar hukum"
        value={value.basis}
        maxLength={2000}
        required={commonLegal === null}
        help={usual(commonLegal?.basis)}
        wide
      />
      <TextArea
        name="options"
        label="Pilihan, satu tiap baris"
        value={optionLines(value.options)}
        rows={4}
        maxLength={10_000}
        help="Biarkan seperti adanya bila ragu. Semua pilihan dijelaskan di docs/platforms.md dan docs/configuration.md."
      />
    </>
  );
}

export function Submit({ label }: { label: string }): JSX.Element {
  return (
    <p class="submit">
      <button type="submit">{label}</button>
    </p>
  );
}
