/** Evaluation texts must not be trained on. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Example, readTable } from './datasets.ts';
import { findNearRepeats } from './near-repeats.ts';

export interface HeldOut {
  readonly file: string;
  readonly text: string;
}

/** Texts of evaluation files: TSV with a `text` column, JSONL with `title` and `text`, otherwise one text per line. Folders are read whole. */
export function heldOutTexts(paths: readonly string[]): readonly HeldOut[] {
  return paths.flatMap((path): readonly HeldOut[] => {
    if (statSync(path).isDirectory()) {
      return heldOutTexts(
        readdirSync(path)
          .filter((name) => /\.(tsv|jsonl|txt)$/.test(name))
          .map((name) => join(path, name)),
      );
    }
    if (path.endsWith('.tsv')) {
      return readTable(path).map((row) => ({ file: path, text: `${row.title ?? ''} ${row.text ?? ''}`.trim() }));
    }
    const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
    if (!path.endsWith('.jsonl')) return lines.map((text) => ({ file: path, text }));
    return lines.flatMap((line) => {
      const row: { readonly title?: string; readonly text?: string } = JSON.parse(line);
      return [row.title ?? '', row.text ?? ''].filter(Boolean).map((text) => ({ file: path, text }));
    });
  });
}

/** Ends the program when a training text nearly repeats an evaluation text (8-gram Jaccard of at least one half). */
export function checkLeaks(training: readonly Example[], evaluation: readonly HeldOut[]): void {
  const repeats = findNearRepeats(
    training.map(({ title, text }) => `${title ?? ''} ${text}`.trim()),
    evaluation.map(({ text }) => text),
  );
  if (repeats.size === 0) {
    console.log(`no training text nearly repeats one of ${evaluation.length} evaluation texts`);
    return;
  }
  for (const [index, other] of [...repeats].slice(0, 20)) {
    const { id, text } = training[index] as Example;
    const known = evaluation[other] as HeldOut;
    console.error(
      `${id} nearly repeats a text of ${known.file}: "${text.slice(0, 80)}" / "${known.text.slice(0, 80)}"`,
    );
  }
  console.error(`${repeats.size} training texts nearly repeat an evaluation text; nothing was trained`);
  process.exit(1);
}
