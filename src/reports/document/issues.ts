import type { Digest, DigestIssue } from '../../core/digest.ts';
import { formatDateTime, formatNumber } from '../../core/time.ts';
import {
  attentionNames,
  beforeNames,
  cut,
  emptySentences,
  sayDelta,
  sayHeadline,
  sayMore,
  sayPercent,
  saySpread,
  sayTrend,
  stateNames,
  topicName,
  totalOf,
} from '../wording.ts';
import { type Block, bold, type Card, type Line, linked, linkTo, paragraph, type Tone, toned } from './blocks.ts';
import type { DocumentLimits } from './limits.ts';

/** Section 3: what a leader must know of each negative issue. */
export function negativeBlocks(digest: Digest, limits: DocumentLimits): readonly Block[] {
  const { negative, totals } = digest;
  if (negative.length === 0) return [paragraph(emptySentences.negative, 'quiet')];
  const inFull = negative.slice(0, limits.issues);
  const inShort = negative.slice(limits.issues, limits.issues + limits.lists);
  return [
    ...inFull.map((entry, index) => toCard(entry, index + 1, digest, limits)),
    ...(inShort.length === 0 ? [] : [briefList(inShort, limits)]),
    ...more(inFull.length + inShort.length, totals.negative),
  ];
}

const tones: Readonly<Record<DigestIssue['issue']['attention'], Tone>> = {
  none: 'green',
  watch: 'yellow',
  alert: 'red',
};

function toCard(entry: DigestIssue, at: number, { timezone }: Digest, limits: DocumentLimits): Card {
  const { issue, headline, recurring, note } = entry;
  const facts: [string, Line][] = [
    ['Sebaran', [`${saySpread(entry)}; ${sayTrend(entry)}`]],
    ['Pertama muncul', [`${formatDateTime(issue.firstAt, timezone)} di ${cut(issue.firstPublisher, 80)}`]],
    ['Lokasi', [entry.places.length === 0 ? 'tidak disebutkan' : sayPlaces(entry)]],
    ['Tingkat', [toned(attentionNames[issue.attention], tones[issue.attention])]],
    ['OPD terkait', [issue.agency === null ? 'belum teridentifikasi' : cut(issue.agency, 80)]],
    ['Status', [stateNames[issue.state]]],
  ];
  if (headline !== null) {
    facts.push(['Judul vs isi', [`${sayHeadline(headline)}, misalnya “${cut(headline.example, limits.title / 2)}”`]]);
  }
  if (recurring.length > 0) {
    const earlier = recurring
      .slice(0, 3)
      .map(({ title, firstAt }) => `${cut(title, 80)} (${formatDateTime(firstAt, timezone)})`);
    facts.push([
      'Berulang',
      [toned([...earlier, sayMore(3, recurring.length) ?? ''].filter(Boolean).join('; '), 'red')],
    ]);
  }
  if (note !== null) facts.push(['Catatan analis', [bold(cut(note, limits.text))]]);
  return {
    kind: 'card',
    tone: tones[issue.attention],
    title: `${at}. ${cut(issue.title, limits.title)}`,
    text: cut(entry.substance, limits.text),
    facts,
    links: entry.links.slice(0, limits.links).map(({ publisher, title, url }) => {
      const address = linkTo(url);
      const name = `${cut(publisher, 80)}: ${cut(title, limits.title / 2)}`;
      return address.length === 0 ? [name] : [`${name} `, ...address];
    }),
  };
}

/** Section 6: what may become an issue, and what is said much more than usual. */
export function potentialBlocks(digest: Digest, limits: DocumentLimits): readonly Block[] {
  const { potential, spikes, totals } = digest;
  const shown = potential.slice(0, limits.lists);
  const rising = spikes.slice(0, limits.lists);
  return [
    ...(shown.length === 0 ? [paragraph(emptySentences.potential, 'quiet')] : [briefList(shown, limits)]),
    ...more(shown.length, totals.potential),
    ...(rising.length === 0
      ? []
      : ([
          { kind: 'heading', text: 'Lonjakan' },
          { kind: 'list', ordered: false, items: rising.map(({ sentence }) => [cut(sentence, limits.title)]) },
        ] as const)),
    ...more(rising.length, spikes.length),
  ];
}

/** Section 9: what is worth telling on, and how agencies and programmes are spoken of (citra). */
export function positiveBlocks(digest: Digest, limits: DocumentLimits): readonly Block[] {
  const { positive, image, totals, period } = digest;
  const shown = positive.slice(0, limits.lists);
  const names = image.slice(0, limits.lists);
  return [
    ...(shown.length === 0 ? [paragraph(emptySentences.positive, 'quiet')] : [briefList(shown, limits)]),
    ...more(shown.length, totals.positive),
    ...(names.length === 0
      ? []
      : ([
          { kind: 'heading', text: 'Citra OPD dan program' },
          {
            kind: 'table',
            columns: [
              { title: 'OPD/program', align: 'left', weight: 34, minor: false },
              { title: 'Sebutan', align: 'right', weight: 14, minor: false },
              { title: `Δ ${beforeNames[period]}`, align: 'right', weight: 16, minor: true },
              { title: 'Positif', align: 'right', weight: 16, minor: false },
              { title: 'Negatif', align: 'right', weight: 20, minor: false },
            ],
            rows: names.map(({ name, counts, before }) => [
              [cut(name, 80)],
              [formatNumber(totalOf(counts))],
              [toned(sayDelta(totalOf(counts), totalOf(before)), 'quiet')],
              [sayShare(counts.positive, totalOf(counts))],
              [sayShare(counts.negative, totalOf(counts))],
            ]),
          },
        ] as const)),
    ...more(names.length, image.length),
  ];
}

function sayShare(part: number, whole: number): string {
  return `${formatNumber(part)} (${sayPercent(part, whole)})`;
}

function briefList(entries: readonly DigestIssue[], limits: DocumentLimits): Block {
  return {
    kind: 'list',
    ordered: true,
    items: entries.map((entry) => {
      const { issue } = entry;
      const url = entry.links.find((link) => linkTo(link.url).length > 0)?.url ?? null;
      const facts = [topicName(issue.topic), saySpread(entry), sayTrend(entry), sayPlaces(entry), issue.agency ?? ''];
      return [
        ...linked(cut(issue.title, limits.title), url).map((part) => (typeof part === 'string' ? bold(part) : part)),
        toned(
          ` – ${facts
            .map((fact) => cut(fact, 120))
            .filter(Boolean)
            .join(' · ')}`,
          'quiet',
        ),
        ...(entry.note === null ? [] : [`. Catatan analis: ${cut(entry.note, limits.title)}`]),
      ];
    }),
  };
}

function sayPlaces({ places }: DigestIssue): string {
  return places
    .slice(0, 8)
    .map((place) => cut(place, 60))
    .join(', ');
}

/** The line that counts what was left out. */
export function more(shown: number, total: number): readonly Block[] {
  const words = sayMore(shown, total);
  return words === null ? [] : [paragraph(words, 'quiet')];
}
