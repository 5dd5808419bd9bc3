import type { JSX } from 'preact';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string | null;
}

export function TextField({ name, label, value, wide }: FieldProps & { wide?: boolean }): JSX.Element {
  return (
    <label class={wide === true ? 'field field-wide' : 'field'}>
      <span>{label}</span>
      <input type="search" name={name} value={value ?? ''} maxLength={200} autoComplete="off" />
    </label>
  );
}

export function DateField({ name, label, value }: FieldProps): JSX.Element {
  return (
    <label class="field">
      <span>{label}</span>
      <input type="date" name={name} value={value ?? ''} />
    </label>
  );
}

/** A choice of one, or any. */
export function ChoiceField({
  name,
  label,
  value,
  options,
  any = 'Semua',
}: FieldProps & { options: readonly (readonly [value: string, label: string])[]; any?: string }): JSX.Element {
  return (
    <label class="field">
      <span>{label}</span>
      <select name={name}>
        <option value="">{any}</option>
        {options.map(([option, text]) => (
          <option key={option} value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
