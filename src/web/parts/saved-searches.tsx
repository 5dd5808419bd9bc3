import type { JSX } from 'preact';
import { type Actor, isAllowed } from '../../core/access.ts';
import type { Region } from '../../core/region.ts';
import type { SavedSearch } from '../../store/saved-searches.ts';
import { type MentionList, toSearchText } from '../load-mentions.ts';
import { Form } from './form.tsx';
import { NumberInput, Reveal, TextInput, Tick } from './inputs.tsx';

interface Props {
  readonly list: MentionList;
  readonly actor: Actor;
  readonly region: Region;
  /** This page, to come back to. */
  readonly address: string;
}

/** Searches that are kept, and the form to keep this one. */
export function SavedSearches({ list, actor, region, address }: Props): JSX.Element | null {
  const { saved } = list;
  const maySave = isAllowed(actor, 'triage');
  if (saved.length === 0 && !maySave) return null;
  const text = toSearchText(list.form, list.read, region);
  return (
    <section class="card saved" aria-labelledby="tersimpan">
      <h2 id="tersimpan">Pencarian tersimpan</h2>
      {saved.length === 0 ? (
        <p class="quiet">Belum ada. Cari sesuatu, lalu simpan di sini supaya tidak perlu diketik lagi.</p>
      ) : (
        <ul class="plain-list">
          {saved.map((search) => (
            <SavedItem key={search.id} search={search} actor={actor} address={address} />
          ))}
        </ul>
      )}
      {maySave && text !== '' ? <SaveForm list={list} text={text} address={address} /> : null}
    </section>
  );
}

function addressOfSearch({ query, sort, everywhere }: SavedSearch): string {
  const search = new URLSearchParams({ q: query });
  if (sort === 'relevance') search.set('urut', 'cocok');
  if (everywhere) search.set('lingkup', 'semua');
  return `/sebutan?${search}`;
}

function SavedItem({ search, actor, address }: { search: SavedSearch; actor: Actor; address: string }): JSX.Element {
  const { id, name, query, own, shared, owner } = search;
  return (
    <li>
      <a href={addressOfSearch(search)}>{name}</a>
      {own ? shared ? <span class="quiet"> · dibagikan</span> : null : <span class="quiet"> · dari {owner}</span>}
      <code class="under quiet">{query}</code>
      {isAllowed(actor, 'alerting') || (own && isAllowed(actor, 'triage')) ? (
        <Reveal label="Atur">
          {isAllowed(actor, 'alerting') ? (
            <Form
              action={`/api/v1/saved-searches/${id}/alert-rule`}
              back={address}
              done={`Aturan peringatan “${name}” berlaku mulai sekarang.`}
              class="write"
            >
              <NumberInput name="minMentions" label="Paling sedikit sebutan" value={3} min={1} max={1_000} step={1} />
              <NumberInput name="windowHours" label="Dalam berapa jam terakhir" value={24} min={1} max={168} />
              <div class="submit">
                <button type="submit">Jadikan aturan peringatan</button>
              </div>
            </Form>
          ) : null}
          {own && isAllowed(actor, 'triage') ? (
            <Form
              action={`/api/v1/saved-searches/${id}`}
              method="delete"
              back={address}
              done={`Pencarian “${name}” dihapus.`}
            >
              <button type="submit" class="button-quiet button-small">
                Hapus pencarian
              </button>
            </Form>
          ) : null}
        </Reveal>
      ) : null}
    </li>
  );
}

function SaveForm({ list, text, address }: { list: MentionList; text: string; address: string }): JSX.Element {
  const { everywhere, sort } = list.form;
  return (
    <Reveal label="Simpan pencarian ini">
      <Form
        action="/api/v1/saved-searches"
        back={address}
        done="Pencarian disimpan."
        class="write"
        hidden={{ query: text, sort, everywhere: String(everywhere) }}
      >
        <p>
          <code>{text}</code>
        </p>
        <TextInput name="name" label="Nama" required maxLength={120} wide />
        <Tick name="shared" label="Bagikan ke seluruh kantor" otherwise="false" />
        <div class="submit">
          <button type="submit">Simpan</button>
        </div>
      </Form>
    </Reveal>
  );
}
