import { noOfficeLexicon, type OfficeLexicon } from '../../core/office-lexicon.ts';
import { findLexiconVersion, loadLexicon } from '../../store/lexicon-changes.ts';
import type { Db } from '../../store/schema.ts';

/** The office's words in memory, as this process scores with them. */
export interface OfficeHolder {
  readonly current: () => OfficeLexicon;
  /** Takes words that were just stored; older ones than those in use are passed over. */
  readonly use: (lexicon: OfficeLexicon) => void;
  /** Takes the stored ones, should another process have changed them. */
  readonly follow: () => Promise<void>;
}

/** Holds no words until it is first told to follow. */
export function createOfficeHolder(db: Db): OfficeHolder {
  let held = noOfficeLexicon;
  const use = (lexicon: OfficeLexicon) => {
    if (lexicon.version > held.version) held = lexicon;
  };
  return {
    current: () => held,
    use,
    async follow() {
      if ((await findLexiconVersion(db)) !== held.version) use(await loadLexicon(db));
    },
  };
}
