import type { JSX } from 'preact';
import { permissionNames } from '../../core/role-names.ts';
import type { ApiToken } from '../../core/user.ts';
import { Form } from './form.tsx';
import { When } from './time.tsx';

interface TokenTableProps {
  readonly tokens: readonly ApiToken[];
  readonly now: Date;
  readonly zone: string;
  /** The API's route under which a token is revoked by its id. */
  readonly action: string;
  readonly back: string;
  /** Names whose each is. */
  readonly owners?: true;
}

/** Tokens with what they may do, until when, and when they were last used. */
export function TokenTable({ tokens, now, zone, action, back, owners }: TokenTableProps): JSX.Element {
  return (
    <div class="table-wrap">
      <table class="wide">
        <thead>
          <tr>
            <th scope="col">Token</th>
            <th scope="col">Izin</th>
            <th scope="col">Berlaku sampai</th>
            <th scope="col">Terakhir dipakai</th>
            <th scope="col">Tindakan</th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <td class="main-cell">
                {token.name}
                {owners === true ? <span class="quiet under">{token.userName}</span> : null}
              </td>
              <td data-name="Izin">{token.scopes.map((scope) => permissionNames[scope]).join(', ')}</td>
              <td data-name="Berlaku sampai">
                <When at={token.expiresAt} now={now} zone={zone} />
              </td>
              <td data-name="Terakhir dipakai">
                {token.lastUsedAt === null ? 'belum pernah' : <When at={token.lastUsedAt} now={now} zone={zone} />}
              </td>
              <td data-name="Tindakan">
                <Ending token={token} now={now} action={action} back={back} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface EndingProps extends Pick<TokenTableProps, 'now' | 'action' | 'back'> {
  readonly token: ApiToken;
}

function Ending({ token, now, action, back }: EndingProps): JSX.Element {
  if (token.revokedAt !== null) return <>Dicabut</>;
  if (token.expiresAt <= now.toISOString()) return <>Kedaluwarsa</>;
  return (
    <Form action={`${action}/${token.id}`} method="delete" back={back} done={`Token “${token.name}” dicabut.`}>
      <button type="submit" class="button-quiet button-small" aria-label={`Cabut token ${token.name}`}>
        Cabut
      </button>
    </Form>
  );
}
