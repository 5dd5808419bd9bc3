/** Our own evaluation set, `data/gold/` (see its README). */
import { join } from 'node:path';
import { localAttention } from '../../src/app/evaluation/local-attention.ts';
import { readTable } from '../train/datasets.ts';
import { type EvaluationSet, question, sentimentQuestion } from './evaluation-set.ts';
import { ours, plainList, type Systems } from './systems.ts';

/** Who listens to texts that name no regency: one where the language is at home. */
const homes: Readonly<Record<string, string>> = { jv: '35.17', su: '32.10', mad: '35.29', bug: '73.13' };
const otherHome = '35.16';

/** Each text is scored as an installation of the regency it is about would score it, from a local source. */
export function goldSet(folder: string, part: 'dev' | 'test', systems: Systems): EvaluationSet {
  const rows = readTable(join(folder, `${part}.tsv`)).map((labels) => {
    const { id = '', title = '', text = '', language = '', kind = '', about = '' } = labels;
    const piece = { id, title: title === '' ? null : title, text, language, kind };
    const code = about === '-' ? (homes[language] ?? otherHome) : about;
    const scored = systems.score(piece, code);
    const plain = systems.others[plainList]?.(piece.title, text);
    return { piece, labels, scored, unset: systems.score(piece, null), region: systems.regionOf(code), plain };
  });
  type Row = (typeof rows)[number];
  const ask = (name: string, truthOf: (row: Row) => string, saidOf: (row: Row) => string) =>
    question(
      name,
      rows.map((row) => ({ piece: row.piece, truth: truthOf(row), said: { [ours]: saidOf(row) } })),
    );
  const label = (name: string) => (row: Row) => row.labels[name] ?? '';
  const isUnscored = (said: string) => (said === 'unscored' ? 'unscored' : 'scored');
  return {
    name: `gold-${part}`,
    title: `gold ${part}`,
    questions: [
      sentimentQuestion(
        rows
          .filter(({ labels }) => labels.sentiment !== 'unscored')
          .map(({ piece, labels, scored }) => ({ piece, truth: labels.sentiment ?? '', scored })),
        systems,
      ),
      ask(
        'unscored or not',
        ({ labels }) => isUnscored(labels.sentiment ?? ''),
        ({ scored }) => isUnscored(scored.sentiment.label),
      ),
      ask('target', label('target'), ({ scored }) => scored.target),
      question(
        'attention',
        rows.map(({ piece, labels, scored, region, plain }) => ({
          piece,
          truth: labels.attention ?? '',
          said: { [ours]: localAttention(scored, region), [plainList]: plain === 'negative' ? 'alert' : 'none' },
        })),
      ),
      ask('topic', label('topic'), ({ scored }) => scored.topic),
      ask('agency', label('agency'), ({ scored }) => scored.agency ?? '-'),
      ask('hoax', label('hoax'), ({ scored }) => scored.hoax.class),
      ask('about', label('about'), ({ scored }) => scored.relevance.about ?? '-'),
      ask('about, regency not set', label('about'), ({ unset }) => unset.relevance.about ?? '-'),
    ],
  };
}
