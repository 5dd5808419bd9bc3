import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { FormFault } from '../page.ts';

interface TypedInputProps {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'email' | 'password';
  /** What the browser and password managers fill in. */
  readonly autoComplete: string;
  readonly fault: FormFault | null;
  readonly help?: string;
  readonly value?: string | null;
  readonly required?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Shows the number keys on a phone. */
  readonly digits?: boolean;
}

/** A field of a form about oneself; what is wrong with it stands beside it, and is read out with it. */
export function TypedInput(props: TypedInputProps): JSX.Element {
  const { name, label, type, autoComplete, fault, help, digits } = props;
  // The same field can stand in several forms of a page.
  const id = useId();
  const wrong = fault?.problems.find(({ where }) => where === name)?.message ?? null;
  // Secrets are never shown again.
  const typed = type === 'password' || digits === true ? null : (fault?.form.fields[name]?.[0] ?? null);
  const notes = [...(wrong === null ? [] : [`${id}-salah`]), ...(help === undefined ? [] : [`${id}-bantuan`])];
  const common = {
    id,
    name,
    value: typed ?? props.value ?? '',
    autoComplete,
    autoCapitalize: 'none' as const,
    spellcheck: false,
    required: props.required !== false,
    ...(digits === true ? { inputMode: 'numeric' as const } : {}),
    ...(props.minLength === undefined ? {} : { minLength: props.minLength }),
    ...(props.maxLength === undefined ? {} : { maxLength: props.maxLength }),
    ...(wrong === null ? {} : { 'aria-invalid': 'true' as const }),
    ...(notes.length === 0 ? {} : { 'aria-describedby': notes.join(' ') }),
  };
  return (
    <div class="field typed">
      <label for={id}>{label}</label>
      {type === 'email' ? <input type="email" {...common} /> : null}
      {type === 'password' ? <input type="password" {...common} /> : null}
      {type === 'text' ? <input type="text" {...common} /> : null}
      {wrong === null ? null : (
        <p class="wrong" id={`${id}-salah`}>
          {wrong}
        </p>
      )}
      {help === undefined ? null : (
        <p class="help" id={`${id}-bantuan`}>
          {help}
        </p>
      )}
    </div>
  );
}

/** Says first what is wrong, also to those who cannot see the field. */
export function FaultNotice({ fault }: { fault: FormFault | null }): JSX.Element | null {
  if (fault === null) return null;
  return (
    <div class="notice notice-warning" role="alert">
      <strong>Belum berhasil</strong>
      <p>{fault.message}</p>
    </div>
  );
}

/** One's own password once more, where it was last given too long ago. */
export function ConfirmInput({ needed, fault }: { needed: boolean; fault: FormFault | null }): JSX.Element | null {
  if (!needed) return null;
  return (
    <TypedInput
      name="currentPassword"
      label="Kata sandi Anda sekarang"
      type="password"
      autoComplete="current-password"
      fault={fault}
      help="Diminta lagi karena Anda masuk lebih dari 15 menit yang lalu."
    />
  );
}
