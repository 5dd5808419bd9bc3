import type { JSX } from 'preact';
import { maxPasswordLength, minPasswordLength } from '../../core/user.ts';
import type { FormFault } from '../page.ts';
import { TypedInput } from './typed-input.tsx';

/** The field for a password that is chosen now, with advice that helps. */
export function NewPassword({ fault }: { fault: FormFault | null }): JSX.Element {
  return (
    <TypedInput
      name="password"
      label="Kata sandi baru"
      type="password"
      autoComplete="new-password"
      fault={fault}
      minLength={minPasswordLength}
      maxLength={maxPasswordLength}
      help="Paling sedikit 15 karakter. Empat atau lima kata yang tidak berhubungan mudah diingat dan sulit ditebak; huruf besar, angka, dan tanda baca tidak wajib."
    />
  );
}
