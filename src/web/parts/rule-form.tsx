import type { JSX } from 'preact';
import type { AlertRuleType } from '../../core/alert.ts';
import type { Options } from '../../core/rule-options.ts';
import { Form } from './form.tsx';
import { TextInput, Tick } from './inputs.tsx';
import { OptionFields } from './option-fields.tsx';

const path = '/peringatan/aturan';

interface RuleFormProps {
  readonly type: AlertRuleType;
  /** Null for a new one. */
  readonly id: string | null;
  /** Name that was typed for a new one while it was tried. */
  readonly typedId: string | null;
  readonly options: Options;
  readonly enabled: boolean;
}

/** The options of a rule as fields, to try over the last days and to save. */
export function RuleForm({ type, id, typedId, options, enabled }: RuleFormProps): JSX.Element {
  const own = id === null ? null : encodeURIComponent(id);
  const tried = own === null ? `${path}/baru` : `${path}/${own}`;
  return (
    <section class="card work" aria-labelledby="pilihan">
      <h2 id="pilihan">Pilihan</h2>
      <Form
        action={own === null ? '/api/v1/alert-rules' : `/api/v1/alert-rules/${own}`}
        {...(own === null ? {} : { method: 'put' as const })}
        back={`${path}/{id}`}
        done="Aturan disimpan dan langsung berlaku."
        hidden={{ rule: type.id }}
        class="write"
      >
        {id === null ? (
          <TextInput
            name="id"
            label="Nama aturan"
            value={typedId ?? ''}
            maxLength={60}
            required
            help="Huruf kecil, angka, dan tanda hubung: dinkes-negatif."
          />
        ) : null}
        <OptionFields schema={type.options} options={options} prefix="options." />
        <Tick name="enabled" label="Menyala" checked={enabled} otherwise="false" />
        <p class="submit">
          <button type="submit">Simpan</button>
          <TryButton days="7" page={tried} />
          <TryButton days="30" page={tried} />
        </p>
      </Form>
    </section>
  );
}

/** Leads to the same page with what is typed, and what it would have raised; nothing is saved. */
function TryButton({ days, page }: { days: string; page: string }): JSX.Element {
  return (
    <button type="submit" class="button-quiet" name="coba" value={days} formAction={`${page}#hasil`} formMethod="get">
      Coba {days} hari dulu
    </button>
  );
}
