import {
  type GovernmentKind,
  governmentKinds,
  type HoaxCueClass,
  hoaxCueClasses,
  type ReportingKind,
  reportingKinds,
} from '../../text/lexicon.ts';
import type { Match } from '../../text/match.ts';
import type { Cues } from '../cue-index.ts';
import type { SentimentUnit } from '../sentiment-units.ts';
import type { Walked } from './walk.ts';

/** Whose words a feature speaks of, to give its share back to them. */
export type Speaks = 'good' | 'bad' | 'both' | 'last' | 'none';

/** Told of every feature that is not zero. */
export type FeatureVisitor = (name: string, value: number, of: Speaks) => void;

/**
 * What the word lists say of a text, in numbers of about 0 to 2. They carry the model where the training data has no words: that is
 * how the lexicons and the learned words are weighed against each other.
 */
export function visitLexiconFeatures(
  units: readonly SentimentUnit[],
  cues: Cues,
  walked: Walked,
  visit: FeatureVisitor,
): void {
  visit('bias', 1, 'none');
  visit('length', Math.min(2, Math.log(1 + walked.tokens) / 3), 'none');
  if (walked.exclamations > 0) visit('!', walked.exclamations * 0.3, 'none');
  if (walked.questions > 0) visit('?', walked.questions * 0.3, 'none');
  if (walked.ellipses > 0) visit('…', walked.ellipses * 0.3, 'none');
  if (walked.elongated > 0) visit('elongated', walked.elongated * 0.5, 'none');
  visitOffices(cues, visit);
  if (units.length === 0) visit('no-units', 1, 'none');
  else visitUnits(units, Math.sqrt(Math.max(1, walked.tokens)), visit);
}

/** The same as a list. */
export function lexiconFeatures(
  units: readonly SentimentUnit[],
  cues: Cues,
  walked: Walked,
): readonly { readonly name: string; readonly value: number }[] {
  const features: { readonly name: string; readonly value: number }[] = [];
  visitLexiconFeatures(units, cues, walked, (name, value) => features.push({ name, value }));
  return features;
}

function visitUnits(units: readonly SentimentUnit[], root: number, visit: FeatureVisitor): void {
  let good = 0;
  let bad = 0;
  let goods = 0;
  let bads = 0;
  for (const { contribution } of units) {
    if (contribution > 0) {
      good += contribution;
      goods += 1;
    } else {
      bad -= contribution;
      bads += 1;
    }
  }
  const all = good + bad + 2;
  if (goods > 0) {
    visit('good', good / root, 'good');
    visit('good-sum', Math.min(10, good) / 5, 'good');
    visit('goods', Math.min(6, goods) / 3, 'good');
  }
  if (bads > 0) {
    visit('bad', bad / root, 'bad');
    visit('bad-sum', Math.min(10, bad) / 5, 'bad');
    visit('bads', Math.min(6, bads) / 3, 'bad');
  }
  if (good !== bad) {
    visit('net', ((good - bad) / all) * 1.5, 'both');
    visit('one-sided', Math.abs(good - bad) / all, 'both');
  }
  if (good > 0 && bad > 0) visit('two-sided', (Math.min(good, bad) / all) * 2, 'both');
  const last = units[units.length - 1] as SentimentUnit;
  visit(last.contribution > 0 ? 'last-good' : 'last-bad', 0.7, 'last');
  visitClasses(units, visit);
}

/** Feeling by class and sign; the first unit of each speaks for all of its kind. */
function visitClasses(units: readonly SentimentUnit[], visit: FeatureVisitor): void {
  for (let index = 0; index < units.length; index += 1) {
    const { cue, contribution } = units[index] as SentimentUnit;
    const isGood = contribution > 0;
    let sum = 0;
    let isFirst = true;
    for (let other = 0; other < units.length; other += 1) {
      const unit = units[other] as SentimentUnit;
      if (unit.cue.class !== cue.class || unit.contribution > 0 !== isGood) continue;
      if (other < index) isFirst = false;
      sum += Math.abs(unit.contribution);
    }
    if (isFirst) visit(nameOfClass(cue.class, isGood), Math.min(2, sum / 3), isGood ? 'good' : 'bad');
    // Long texts have many units of few classes: the later ones have been counted by then.
    if (index === mostClasses) return;
  }
}

const mostClasses = 40;
const classNames = { good: new Map<string, string>(), bad: new Map<string, string>() };

function nameOfClass(kind: string, isGood: boolean): string {
  const names = isGood ? classNames.good : classNames.bad;
  let name = names.get(kind);
  if (name === undefined) {
    name = `${isGood ? '+' : '-'}${kind}`;
    names.set(kind, name);
  }
  return name;
}

const namesOf = <K extends string>(kinds: readonly K[], prefix: string) =>
  kinds.map((kind) => [kind, `${prefix}:${kind}`] as const);
const officeNames = namesOf<GovernmentKind>(governmentKinds, 'gov');
const answerNames = namesOf<ReportingKind>(reportingKinds, 'report');
const hoaxNames = namesOf<HoaxCueClass>(hoaxCueClasses, 'hoax');

/** Offices, voices, answers and debunks that the text names. They tell whom it is about more than what it feels. */
function visitOffices(cues: Cues, visit: FeatureVisitor): void {
  visitKinds(cues.government, officeNames, (value) => value, visit);
  visitKinds(cues.reporting, answerNames, (value) => value, visit);
  visitKinds(cues.hoax, hoaxNames, (value) => value.class, visit);
  if (cues.agencies.length > 0) visit('agency', Math.min(3, cues.agencies.length) / 2, 'none');
}

function visitKinds<T, K>(
  found: readonly Match<T>[],
  names: readonly (readonly [K, string])[],
  kindOf: (value: T) => K,
  visit: FeatureVisitor,
): void {
  if (found.length === 0) return;
  for (const [kind, name] of names) {
    let count = 0;
    for (const { value } of found) if (kindOf(value) === kind) count += 1;
    if (count > 0) visit(name, Math.min(3, count) / 2, 'none');
  }
}
