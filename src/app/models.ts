import { columns, topicColumns } from '../scoring/learned/layout.ts';
import { parseModel } from '../scoring/learned/model.ts';
import type { Models } from '../scoring/learned/word-weights.ts';
import { readModelFile } from './files.ts';

/** Reads the models that ship. @throws ConfigError when a file is not one of this version */
export function loadModels(): Models {
  const load = (name: 'feelings.bin' | 'topics.bin', size: number) => parseModel(name, readModelFile(name), size);
  return { feelings: load('feelings.bin', columns), topics: load('topics.bin', topicColumns) };
}
