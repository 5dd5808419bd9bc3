/** The sets that grouping is measured with, read by the real scorer: topic, agency and places are what the product would know. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import type { MentionKind, SourceClass } from '../../src/core/mention.ts';
import type { Scorer } from '../../src/core/score.ts';
import type { IssueMember } from '../../src/issues/member.ts';
import { emptyGazetteer } from '../../src/regions/gazetteer.ts';
import { parseRegion } from '../../src/regions/parse-region.ts';
import { createScorer } from '../../src/scoring/create-scorer.ts';
import { readTable } from '../train/datasets.ts';

export interface Labelled {
  readonly member: IssueMember;
  /** Name of the event; a mention that stands alone has a name of its own. */
  readonly issue: string;
}

export interface IssueSet {
  readonly name: string;
  readonly mentions: readonly Labelled[];
}

type Unscored = Omit<
  IssueMember,
  'label' | 'target' | 'attention' | 'hoaxClass' | 'topic' | 'agency' | 'places' | 'issueId'
>;

const gold = new URL('../../data/gold/', import.meta.url).pathname;

/** Our own set about an invented regency, in its halves. */
export function loadOwnSets(): readonly IssueSet[] {
  const { lexicons, models, agencies } = loadKnowledge();
  const region = parseRegion(parse(readFileSync(join(gold, 'issues-region.yaml'), 'utf8')), agencies);
  const scorer = createScorer({ lexicons, models, region, otherRegencies: emptyGazetteer });
  return ['dev', 'test'].map((half) => ({
    name: `issues-${half}`,
    mentions: readTable(join(gold, `issues-${half}.tsv`)).map((row) => {
      const value = (name: string) => (row[name] === '-' ? null : (row[name] ?? null));
      const member = toMember(scorer, {
        id: numberOf(row.id ?? ''),
        parentId: value('parent') === null ? null : numberOf(row.parent ?? ''),
        kind: row.kind as MentionKind,
        sourceId: row.publisher ?? '',
        sourceClass: row.sourceClass as SourceClass,
        publisher: row.publisher ?? '',
        title: value('title'),
        text: row.text ?? '',
        publishedAt: row.publishedAt ?? '',
      });
      return { member, issue: row.issue ?? '' };
    }),
  }));
}

/**
 * Labelled news about five regencies and others (JSONL with `about` and `dup_group`); it has no dates, so all are of one hour, and
 * all regencies are in one pool, which no installation has.
 */
export function loadRegencySet(path: string): readonly IssueSet[] {
  const { lexicons, models, gazetteer } = loadKnowledge();
  const scorers = new Map<string, Scorer>();
  const scorerOf = (about: string): Scorer => {
    const known = scorers.get(about);
    if (known !== undefined) return known;
    const code = gazetteer.regencies.find((each) => each.shortName === about && each.kind === 'kabupaten')?.code;
    const region = code === undefined ? null : gazetteer.findRegion(code);
    const scorer = createScorer({ lexicons, models, region, otherRegencies: gazetteer });
    scorers.set(about, scorer);
    return scorer;
  };
  const items: readonly Record<string, string | null>[] = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
  const mentions = items.map((item, index) => ({
    member: toMember(scorerOf(item.about ?? ''), {
      id: index + 1,
      parentId: null,
      kind: 'article',
      sourceId: item.site ?? '',
      sourceClass: 'online-media',
      publisher: item.site ?? '',
      title: item.title ?? null,
      text: item.text ?? '',
      publishedAt: '2026-11-01T00:00:00.000Z',
    }),
    issue: item.dup_group ?? `alone-${index}`,
  }));
  return [{ name: 'regency mentions', mentions }];
}

function toMember(scorer: Scorer, mention: Unscored): IssueMember {
  const { id, title, text, publishedAt } = mention;
  const [scored] = scorer.score([{ id: String(id), title, text, publishedAt, platform: null }]);
  if (scored === undefined) throw new Error(`no score for ${id}`);
  const { sentiment, target, attention, hoax, topic, agency, places } = scored;
  const verdict = { label: sentiment.label, target, attention, hoaxClass: hoax.class, topic, agency, places };
  return { ...mention, ...verdict, issueId: null };
}

function numberOf(id: string): number {
  return Number(id.replace(/\D/g, ''));
}
