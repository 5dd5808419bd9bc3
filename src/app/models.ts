import { columns, topicColumns } from '../scoring/learned/layout.ts';
import { lateModel, mostHeadBytes, parseModel } from '../scoring/learned/model.ts';
import type { Models } from '../scoring/learned/word-weights.ts';
import { readModelFile } from './files.ts';

/** Reads the models that ship. @throws ConfigError when a file is not one of this version */
export function loadModels(): Models {
  const load = (name: ModelFile, size: number) => parseModel(name, readModelFile(name), size);
  return { feelings: load('feelings.bin', columns), topics: load('topics.bin', topicColumns) };
}

/** The same, their weights read when they are first asked for. */
export function lateModels(): Models {
  const load = (name: ModelFile, size: number) =>
    lateModel(name, readModelFile(name, mostHeadBytes), size, () => readModelFile(name));
  return { feelings: load('feelings.bin', columns), topics: load('topics.bin', topicColumns) };
}

type ModelFile = Parameters<typeof readModelFile>[0];
