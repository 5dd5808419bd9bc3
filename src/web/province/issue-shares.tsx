import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import type { Issue } from '../../core/issue.ts';
import { memberName, type ProvinceCircle, provinceCode, type SharedIssue } from '../../core/province.ts';
import { Form } from '../parts/form.tsx';
import { Reveal, Select, TextArea } from '../parts/inputs.tsx';
import { When } from '../parts/time.tsx';

export interface IssueSharesProps {
  readonly issue: Issue;
  readonly circle: ProvinceCircle;
  readonly shares: readonly SharedIssue[];
  readonly actor: Actor;
  readonly now: Date;
  readonly zone: string;
}

/** To whom the issue was shown, and the way to show it to others or to take it back. */
export function IssueShares({ issue, circle, shares, actor, now, zone }: IssueSharesProps): JSX.Element | null {
  if (!isAllowed(actor, 'issues')) return null;
  const api = `/api/v1/issues/${issue.id}/shares`;
  const back = `/isu/${issue.id}`;
  const others = circle.members.filter(({ code }) => code !== circle.self);
  return (
    <section class="card work" aria-labelledby="bagikan">
      <h2 id="bagikan">Bagikan</h2>
      {shares.length === 0 ? <p class="quiet">Isu ini hanya terlihat di sini.</p> : null}
      <ul class="plain-list">
        {shares.map((share) => (
          <li key={share.to}>
            <strong>{memberName(circle, share.to)}</strong> melihat salinannya sejak{' '}
            <When at={share.at} now={now} zone={zone} />: {share.reason} <span class="quiet">({share.who})</span>
            <Form action={`${api}/${share.to}`} method="delete" back={back} done="Ditarik kembali.">
              <button type="submit" class="button-quiet">
                Tarik kembali
              </button>
            </Form>
          </li>
        ))}
      </ul>
      <Reveal label="Bagikan isu ini">
        <Form action={api} back={back} done="Isu dibagikan." class="write">
          <Select
            name="to"
            label="Kepada"
            value={provinceCode}
            required
            options={[[provinceCode, circle.name], ...others.map(({ code, name }): [string, string] => [code, name])]}
          />
          <TextArea name="reason" label="Alasan, dibaca penerima" maxLength={1000} required />
          <p class="submit">
            <button type="submit">Bagikan</button>
            <span class="help">
              Penerima melihat judul, angka, dan salinan sampai 30 sebutan terbaru, tanpa nama penulis dan komentar.
              Dapat ditarik kembali; tercatat di jejak audit.
            </span>
          </p>
        </Form>
      </Reveal>
    </section>
  );
}
