import type { ComponentChildren, JSX } from 'preact';

/** Fields of forms that change something; those of filters are in `fields.tsx`. */

interface InputProps {
  readonly name: string;
  readonly label: string;
  readonly value?: string | number | null;
  /** A sentence under the field. */
  readonly help?: string;
  readonly required?: boolean;
}

function Labelled({ label, help, wide, children }: Labels): JSX.Element {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label class={wide === true ? 'field field-wide' : 'field'}>
      <span>{label}</span>
      {children}
      {help === undefined ? null : <small class="help">{help}</small>}
    </label>
  );
}

interface Labels extends Pick<InputProps, 'label' | 'help'> {
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

interface TextProps extends InputProps {
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly type?: 'text' | 'url';
  readonly wide?: boolean;
}

export function TextInput({ name, label, value, help, required, wide, type = 'text', ...own }: TextProps): JSX.Element {
  const input = { name, value: value ?? '', required: required === true, autoComplete: 'off', ...own } as const;
  return (
    <Labelled label={label} {...(help === undefined ? {} : { help })} wide={wide === true}>
      {type === 'url' ? <input type="url" {...input} /> : <input type="text" {...input} />}
    </Labelled>
  );
}

interface AreaProps extends InputProps {
  readonly rows?: number;
  readonly maxLength?: number;
}

export function TextArea({ name, label, value, help, required, rows = 3, maxLength }: AreaProps): JSX.Element {
  return (
    <Labelled label={label} {...(help === undefined ? {} : { help })} wide>
      <textarea name={name} rows={rows} maxLength={maxLength} required={required} value={String(value ?? '')} />
    </Labelled>
  );
}

interface NumberProps extends InputProps {
  readonly min?: number;
  readonly max?: number;
  /** `any` if absent. */
  readonly step?: number;
  readonly placeholder?: string;
}

export function NumberInput({ name, label, value, help, required, step, ...own }: NumberProps): JSX.Element {
  return (
    <Labelled label={label} {...(help === undefined ? {} : { help })}>
      <input type="number" name={name} value={value ?? ''} step={step ?? 'any'} required={required} {...own} />
    </Labelled>
  );
}

export function DateInput({ name, label, value, help, min }: InputProps & { min?: string }): JSX.Element {
  return (
    <Labelled label={label} {...(help === undefined ? {} : { help })}>
      <input type="date" name={name} value={value ?? ''} min={min} />
    </Labelled>
  );
}

interface SelectProps extends InputProps {
  readonly options: readonly (readonly [value: string, label: string])[];
  /** What choosing none is called; without it one must be chosen. */
  readonly none?: string;
}

export function Select({ name, label, value, help, options, none, required }: SelectProps): JSX.Element {
  return (
    <Labelled label={label} {...(help === undefined ? {} : { help })}>
      <select name={name} required={required}>
        {none === undefined ? null : <option value="">{none}</option>}
        {options.map(([option, text]) => (
          <option key={option} value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

interface TickProps {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly value?: string | number;
  readonly checked?: boolean;
  /** Id of the form that it belongs to, if it stands outside it. */
  readonly form?: string;
  /** Sent when it is not ticked: only for what is true or false. */
  readonly otherwise?: string;
}

export function Tick({ name, label, value = 'true', checked = false, form, otherwise }: TickProps): JSX.Element {
  return (
    <label class="tick">
      {otherwise === undefined ? null : <input type="hidden" name={name} value={otherwise} form={form} />}
      <input type="checkbox" name={name} value={value} checked={checked} form={form} />
      <span>{label}</span>
    </label>
  );
}

interface RevealProps {
  readonly label: string;
  /** The way to it from elsewhere on the page. */
  readonly id?: string;
  readonly open?: boolean;
  readonly children: ComponentChildren;
}

/** A button that opens what else must be said before something is done; works without scripts. */
export function Reveal({ label, id, open = false, children }: RevealProps): JSX.Element {
  return (
    <details class="reveal" id={id} open={open}>
      <summary class="button-quiet">{label}</summary>
      <div class="reveal-body">{children}</div>
    </details>
  );
}
