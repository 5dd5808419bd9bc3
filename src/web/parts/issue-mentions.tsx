import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import type { Issue } from '../../core/issue.ts';
import { isOfficeVoice } from '../../core/reach.ts';
import { formatNumber } from '../../core/time.ts';
import type { MentionView } from '../../store/mention-rows.ts';
import type { WebDeps } from '../deps.ts';
import type { PageRequest } from '../page.ts';
import { Form } from './form.tsx';
import { MarkLegend } from './highlight.tsx';
import { Reveal, TextInput } from './inputs.tsx';
import { MentionItem } from './mention-item.tsx';
import { Empty } from './notices.tsx';
import { Pager } from './pager.tsx';

export interface ShownMentions {
  readonly items: readonly MentionView[];
  readonly next: string | null;
  readonly cursor: string | null;
  /** Of the whole issue: without a verdict. */
  readonly unscored: number;
}

interface MentionsProps {
  readonly issue: Issue;
  readonly mentions: ShownMentions;
  readonly query: PageRequest['query'];
  readonly actor: Actor;
  readonly deps: WebDeps;
}

/** The form that ticks beside mentions belong to. */
const splitForm = 'pisah-isu';

/** Mentions of an issue with the words that made their verdicts; those who may take some of them out into an issue of their own. */
export function IssueMentions({ issue, mentions, query, actor, deps }: MentionsProps): JSX.Element {
  const { items, next, cursor, unscored } = mentions;
  const context = {
    ...{ now: deps.now(), zone: deps.region.timezone, regionCode: deps.region.code },
    ...{ stems: new Set<string>(), stemsOf: deps.stemsOf, linkIssue: false },
  };
  const mayPick = isAllowed(actor, 'issues');
  return (
    <section aria-labelledby="sebutan">
      <h2 id="sebutan">
        Sebutan{' '}
        <span class="quiet">terbaru di atas{unscored === 0 ? '' : `, ${formatNumber(unscored)} tidak terskor`}</span>
      </h2>
      {items.length === 0 ? (
        <Empty title="Tidak ada sebutan lagi">Semua sebutan isu ini berpindah ke isu lain setelah dinilai ulang.</Empty>
      ) : (
        <>
          <MarkLegend hits={false} />
          {mayPick ? <SplitForm issue={issue} /> : null}
          <div class="card mentions">
            {items.map((mention) => (
              <div key={mention.id} class={mayPick ? 'pick' : undefined}>
                {mayPick ? (
                  <label class="tick">
                    <input type="checkbox" name="mentionIds" value={mention.id} form={splitForm} />
                    <span class="hidden">Pisahkan sebutan {mention.id}</span>
                  </label>
                ) : null}
                <MentionItem mention={mention} context={context} />
                <AnswerButton issue={issue} mention={mention} actor={actor} />
              </div>
            ))}
          </div>
          <Pager path={`/isu/${issue.id}`} query={query} next={next} isFirst={cursor === null} />
        </>
      )}
    </section>
  );
}

function SplitForm({ issue }: { issue: Issue }): JSX.Element {
  return (
    <Reveal label="Pisahkan sebutan yang dicentang">
      <Form
        action={`/api/v1/issues/${issue.id}/split`}
        back="/isu/{id}"
        done="Sebutan dipisahkan menjadi isu ini."
        id={splitForm}
        class="write card"
      >
        <p class="quiet">
          Centang sebutan yang bukan tentang isu ini. Sebutan itu, beserta komentarnya, menjadi isu baru dan tidak
          digabung lagi oleh program.
        </p>
        <TextInput name="title" label="Judul isu baru" maxLength={300} wide help="Kosong: judul sebutan pertama." />
        <TextInput name="why" label="Alasan (wajib)" maxLength={1000} required wide />
        <p class="submit">
          <button type="submit">Pisahkan</button>
        </p>
      </Form>
    </Reveal>
  );
}

/** An office's own statement in the issue can be called the answer. */
function AnswerButton({
  issue,
  mention,
  actor,
}: Omit<MentionsProps, 'mentions' | 'query' | 'deps'> & { mention: MentionView }) {
  const { kind, sourceClass } = mention;
  const isOfficial = kind !== 'comment' && isOfficeVoice({ kind, sourceClass, voiceClass: null });
  const isTheirs = isAllowed(actor, 'issues') || (isAllowed(actor, 'answer') && issue.state === 'diteruskan');
  if (!isOfficial || !isTheirs) return null;
  return (
    <div class="wide-row">
      <Form
        action={`/api/v1/issues/${issue.id}/clarifications`}
        back={`/isu/${issue.id}#klarifikasi`}
        done="Pernyataan resmi ditandai sebagai jawaban."
        hidden={{ mentionId: mention.id }}
      >
        <button type="submit" class="button-quiet button-small">
          Jadikan jawaban resmi
        </button>
      </Form>
    </div>
  );
}
