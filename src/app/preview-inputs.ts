import { createNet } from '../net/client.ts';
import { createReader } from '../reading/reader.ts';
import { createLanguageDetector, languageBitsOf } from '../text/languages.ts';
import { version } from './files.ts';
import { loadKnowledge } from './knowledge.ts';
import { type PreviewFault, type PreviewItem, preview } from './preview.ts';

/** Inputs read at a time, ahead of the one that is printed. */
const ahead = 8;

/** Previews many inputs in order. Loopback addresses are allowed: who types them at a terminal may read them. */
export async function* previewInputs(
  inputs: readonly string[],
  options: { readonly baseUrl: string | null; readonly zone: string },
): AsyncGenerator<PreviewItem | PreviewFault> {
  const { lexicons } = loadKnowledge();
  const net = createNet({ userAgent: `Kentongan/${version} (pratinjau)`, allowLoopback: true });
  const reader = createReader();
  const deps = { net, reader, ...options, detectLanguage: createLanguageDetector(languageBitsOf(lexicons)) };
  try {
    const underWay: Promise<readonly (PreviewItem | PreviewFault)[]>[] = [];
    for (const input of inputs) {
      underWay.push(preview(input, deps));
      if (underWay.length >= ahead) yield* (await underWay.shift()) ?? [];
    }
    for (const lines of underWay) yield* await lines;
  } finally {
    await Promise.all([net.close(), reader.close()]);
  }
}
