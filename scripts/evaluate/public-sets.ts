/** The public sets, as `data/` of a checkout of them: reviews, their translations, and headlines that training leaves out. */
import { type Example, nusaxLanguages, readHeadlines, readNusax, readSmsa } from '../train/datasets.ts';
import { splitHeadlines } from '../train/split.ts';
import { type EvaluationSet, sentimentOrder, sentimentQuestion } from './evaluation-set.ts';
import type { Systems } from './systems.ts';

export function smsaSet(data: string, systems: Systems): EvaluationSet {
  return toSet('smsa', 'SmSA valid', readSmsa(data, 'valid'), systems);
}

export function nusaxSet(data: string, name: string, systems: Systems): EvaluationSet {
  return toSet(`nusax-${nusaxLanguages[name]}`, `NusaX valid ${name}`, readNusax(data, 'valid', name), systems);
}

export function headlineSet(data: string, systems: Systems): EvaluationSet {
  return toSet('headlines', 'headlines held out', splitHeadlines(readHeadlines(data)).test, systems);
}

function toSet(name: string, title: string, examples: readonly Example[], systems: Systems): EvaluationSet {
  const pieces = examples.map(({ id, title: head, text, label, language }) => {
    const piece = { id, title: head, text, language, kind: null };
    return { piece, truth: sentimentOrder[label], scored: systems.score(piece, null) };
  });
  return { name, title, questions: [sentimentQuestion(pieces, systems)] };
}
