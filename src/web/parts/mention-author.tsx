import type { JSX } from 'preact';
import { type AuthorName, sayPseudonym } from '../../core/pseudonym.ts';
import { isNamedVoice } from '../../core/pseudonym-rules.ts';
import type { MentionView } from '../../store/mention-rows.ts';
import { Form } from './form.tsx';
import { Reveal, TextArea } from './inputs.tsx';

/** Who wrote it: a citizen's pseudonym, or an office's or medium's own name. Nothing where nobody is named. */
export function AuthorTag({
  mention,
}: {
  mention: Pick<MentionView, 'author' | 'authorHandle' | 'kind' | 'platform' | 'sourceClass'>;
}): JSX.Element | null {
  const pseudonym = sayPseudonym(mention.authorHandle);
  if (pseudonym !== null) {
    return (
      <span class="quiet" title="Nama samaran: orang yang sama di kanal yang sama selalu mendapat sebutan yang sama">
        {pseudonym}
      </span>
    );
  }
  // What an older version stored may still have a citizen's name, until its turn comes.
  const name = isNamedVoice({ ...mention, voiceClass: null }) ? (mention.author ?? mention.authorHandle) : null;
  return name === null ? null : <span class="quiet">{name}</span>;
}

/**
 * For those who may: the form that asks for the name behind a pseudonym, and the name for a quarter of an hour after that.
 * @param author null until it was asked for
 */
export function AuthorSection({
  mention,
  author,
}: {
  mention: Pick<MentionView, 'id' | 'authorHandle'>;
  author: AuthorName | null;
}): JSX.Element | null {
  const pseudonym = sayPseudonym(mention.authorHandle);
  if (pseudonym === null) return null;
  return (
    <section class="card work" id="penulis" aria-labelledby="judul-penulis">
      <h2 id="judul-penulis">Penulis: {pseudonym}</h2>
      {author === null ? (
        <Reveal label="Buka nama penulis">
          <p class="quiet">
            Nama warga disamarkan (UU 27/2022). Membukanya dicatat pada jejak audit beserta alasannya, dan nama itu
            tampil hanya untuk Anda selama 15 menit.
          </p>
          <Form
            action={`/api/v1/mentions/${mention.id}/author`}
            back={`/sebutan/${mention.id}#penulis`}
            done="Nama penulis dibuka, dan alasannya dicatat."
            class="write"
          >
            <TextArea name="reason" label="Alasan" help="Paling sedikit 10 huruf." required maxLength={500} />
            <p class="submit">
              <button type="submit">Buka nama</button>
            </p>
          </Form>
        </Reveal>
      ) : (
        <dl class="facts-list">
          <dt>Nama</dt>
          <dd>{author.name ?? 'tidak disebut'}</dd>
          <dt>Akun</dt>
          <dd>{author.handle ?? 'tidak disebut'}</dd>
        </dl>
      )}
    </section>
  );
}
