import type { Matchers } from '../core/dispatch.ts';
import { topicNames } from '../core/topics.ts';
import { alertLevelNames } from './parts/alert-fate.tsx';

/** What a silence matches: `OPD PDAM, topik Air dan listrik` */
export function saySilenced({ levels, rules, agencies, topics, places, issues }: Matchers): string {
  const names: Readonly<Record<string, string>> = topicNames;
  const parts: readonly (readonly [string, readonly (string | number)[]])[] = [
    ['tingkat', levels.map((level) => alertLevelNames[level])],
    ['aturan', rules],
    ['OPD', agencies],
    ['topik', topics.map((topic) => names[topic] ?? topic)],
    ['wilayah', places],
    ['isu', issues.map((id) => `#${id}`)],
  ];
  return parts
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => `${name} ${values.join(' atau ')}`)
    .join(', ');
}
