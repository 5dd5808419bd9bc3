import type { JSX } from 'preact';
import { type CredentialConfig, type CredentialStatus, credentialStatus } from '../../core/credential.ts';
import { formatDate } from '../../core/time.ts';
import { type BudgetUse, listBudgetUse } from '../../store/budgets.ts';
import { type CredentialState, listCredentialStates } from '../../store/credentials.ts';
import type { WebDeps } from '../deps.ts';
import { credentialStatusNames, formatAmount, sayWindow } from '../wording.ts';
import { When } from './time.tsx';

export interface ShownCredential {
  readonly config: CredentialConfig;
  readonly status: CredentialStatus;
  readonly state: CredentialState | null;
  readonly uses: readonly BudgetUse[];
}

export async function loadCredentials({ db, credentials }: WebDeps, now: Date): Promise<readonly ShownCredential[]> {
  if (credentials.length === 0) return [];
  const states = new Map((await listCredentialStates(db)).map((state) => [state.id, state]));
  const uses = await listBudgetUse(db, credentials, now);
  return credentials.map((config) => {
    const state = states.get(config.id) ?? null;
    return { config, state, status: credentialStatus(config, state, now), uses: uses.get(config.id) ?? [] };
  });
}

const tones: Readonly<Record<CredentialStatus, string>> = {
  ok: 'ok',
  expiring: 'quiet',
  paused: 'quiet',
  expired: 'failing',
  refused: 'failing',
  'no-secret': 'failing',
};

/** What each key may still be used for today. */
export function CredentialCards({
  credentials,
  now,
  zone,
}: {
  credentials: readonly ShownCredential[];
  now: Date;
  zone: string;
}): JSX.Element {
  return (
    <section aria-labelledby="kunci-dan-jatah">
      <h2 id="kunci-dan-jatah">Kunci dan jatah</h2>
      {credentials.map(({ config, status, state, uses }) => (
        <div class="table-wrap card" key={config.id}>
          <table class="wide">
            <caption>
              <span class={`badge status-${tones[status]}`}>{credentialStatusNames[status]}</span> {config.title}{' '}
              <span class="quiet">{config.id}</span>
              <Remark config={config} status={status} state={state} now={now} zone={zone} />
            </caption>
            <thead>
              <tr>
                <th scope="col">Jatah</th>
                <th scope="col" class="number">
                  Terpakai
                </th>
                <th scope="col" class="number">
                  Batas
                </th>
                <th scope="col">Jangka</th>
                <th scope="col">Mulai ada lagi</th>
              </tr>
            </thead>
            <tbody>
              {uses.map(({ budget, used, renewsAt }) => (
                <tr key={budget.name}>
                  <th scope="row" class="main-cell">
                    {budget.title}{' '}
                    {used >= budget.limit ? (
                      <span class="badge status-failing">{budget.limit === 0 ? 'belum diisi' : 'habis'}</span>
                    ) : null}
                  </th>
                  <td data-name="Terpakai" class="number">
                    {formatAmount(used)}
                  </td>
                  <td data-name="Batas" class="number">
                    {formatAmount(budget.limit)}
                  </td>
                  <td data-name="Jangka">{sayWindow(budget.window)}</td>
                  <td data-name="Mulai ada lagi">
                    {renewsAt === null ? <span class="quiet">–</span> : <When at={renewsAt} now={now} zone={zone} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </section>
  );
}

function Remark({
  config,
  status,
  state,
  now,
  zone,
}: Omit<ShownCredential, 'uses'> & { now: Date; zone: string }): JSX.Element | null {
  switch (status) {
    case 'no-secret':
      return (
        <span class="trouble under">
          Isi variabel lingkungan <code>{config.variable}</code>, lalu jalankan lagi Kentongan.
        </span>
      );
    case 'refused':
      return (
        <>
          <span class="trouble under">
            Platform tidak menerimanya. Ganti kuncinya; dicoba lagi satu kali sehari
            {state === null || state.pausedUntil === null ? '' : ', berikutnya '}
            {state === null || state.pausedUntil === null ? null : (
              <When at={state.pausedUntil} now={now} zone={zone} />
            )}
            .
          </span>
          {state === null || state.fault === null ? null : <code class="technical under">{state.fault}</code>}
        </>
      );
    case 'paused':
      return state === null || state.pausedUntil === null ? null : (
        <span class="under">
          Platform meminta jeda sampai <When at={state.pausedUntil} now={now} zone={zone} />.
        </span>
      );
    default:
      return config.expires === null ? null : (
        <span class={status === 'ok' ? 'quiet under' : 'trouble under'}>
          Berlaku sampai {formatDate(config.expires)}.
        </span>
      );
  }
}
