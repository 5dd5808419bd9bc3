import type { JSX } from 'preact';
import { roles } from '../../core/access.ts';
import type { Agency } from '../../core/region.ts';
import { roleMeanings, roleNames } from '../../core/role-names.ts';
import type { UserFacts } from '../../core/user.ts';
import type { FormFault } from '../page.ts';
import { Select, Tick } from './inputs.tsx';
import { TypedInput } from './typed-input.tsx';

interface UserFieldsProps {
  /** Null for somebody new. */
  readonly user: UserFacts | null;
  readonly agencies: readonly Agency[];
  readonly fault: FormFault | null;
}

/** What an admin decides about somebody. */
export function UserFields({ user, agencies, fault }: UserFieldsProps): JSX.Element {
  const typed = (name: string): string | null => fault?.form.fields[name]?.at(-1) ?? null;
  const wrongAgency = fault?.problems.find(({ where }) => where === 'agency')?.message;
  return (
    <>
      <TypedInput
        name="name"
        label="Nama"
        type="text"
        autoComplete="off"
        fault={fault}
        value={user?.name ?? null}
        maxLength={80}
        help="Tercatat pada setiap perubahan yang dibuat orang ini."
      />
      <TypedInput
        name="email"
        label="Alamat surel"
        type="email"
        autoComplete="off"
        fault={fault}
        value={user?.email ?? null}
      />
      <Select
        name="role"
        label="Peran"
        required
        value={typed('role') ?? user?.role ?? 'analis'}
        options={roles.map((role) => [role, `${roleNames[role]}: ${roleMeanings[role]}`] as const)}
      />
      <Select
        name="agency"
        label="Perangkat daerah"
        value={typed('agency') ?? user?.agency ?? null}
        none="(hanya untuk peran OPD)"
        help={wrongAgency ?? 'Wajib untuk peran OPD, yang hanya melihat miliknya.'}
        options={agencies.map(({ id, name }) => [id, `${id}: ${name}`] as const)}
      />
      <Tick
        name="election"
        label="Petugas meja pemilu"
        otherwise="false"
        checked={(typed('election') ?? String(user?.election ?? false)) === 'true'}
      />
    </>
  );
}
