import type { Lexicons } from '../../src/text/lexicon.ts';
import { lexiconFiles, parseLexicons } from '../../src/text/parse-lexicons.ts';

const table = (columns: string, ...rows: readonly string[]) =>
  [columns, ...rows].map((row) => row.replaceAll('|', '\t')).join('\n');

/** Word lists just large enough for the rules, so that a change of the real ones does not move these tests. */
const files: Record<string, string> = {
  'id-core.tsv': table(
    'term|weight|class|note',
    'bagus|2|praise',
    'mantap|2|praise',
    'rusak|-2|failure',
    'rusak parah|-3|failure',
    'mati terus|-2|failure',
    'lambat|-2|complaint',
    'mengeluh|-2|complaint',
    'banjir|-2|disaster',
    'dicuri|-2|crime',
    'pungli|-3|corruption',
    'tidak ada tindakan|-2.5|complaint',
    'rumah sakit|0.1|calm',
    'sakit|-2|illness',
    'malang|-2|sorrow',
    'aman|1.5|calm',
  ),
  'id-government.tsv': table('term|weight|class|note', 'pelayanan prima|2.5|praise'),
  'jv.tsv': table('term|weight|class|note', 'elek|-2|complaint', 'apik|2|praise'),
  'su.tsv': table('term|weight|class|note', 'era|-2.5|complaint', 'alus|2|praise'),
  'emoji.tsv': table('term|weight|class|note', '👍|2|praise', '😡|-2|anger', ':(|-1.5|sorrow'),
  'slang.tsv': table('form|standard|note', 'gk|tidak', 'bgs|bagus', 'gpp|tidak apa-apa', 'hoax|hoaks'),
  'negators.tsv': table(
    'term|scope|note',
    'tidak|3',
    'belum|3',
    'tidak terlalu|4',
    'jangan|2',
    'lain|3|su',
    'ora|3|jv',
  ),
  'intensifiers.tsv': table(
    'term|factor|position|note',
    'sangat|1.5|before',
    'sekali|1.4|after',
    'kurang|-0.6|before',
    'tidak terlalu|-0.4|before',
  ),
  'contrast.tsv': table('term|note', 'tapi', 'meski|although'),
  'hoax.tsv': table(
    'term|class|weight|note',
    'sebarkan ke semua grup|spread|3',
    'terakhir malam ini|bait|2',
    'klik tautan|bait|2',
    'waspada|alarm|2',
    '[salah]|debunk|3',
    'dipastikan hoaks|debunk|3',
    'hoaks|debunk|2',
    'literasi digital|mention|2',
    'bit.ly|bait|1',
  ),
  'topics.tsv': table(
    'topic|term|weight|note',
    'infrastruktur-jalan|jalan rusak|3',
    'infrastruktur-jalan|jalan|1',
    'banjir-bencana|banjir|3',
    'kesehatan|puskesmas|3',
    'kriminal|dicuri|3',
    'pemerintahan-seremonial|upacara|2',
    'air-listrik|pdam|3',
  ),
  'agencies.tsv': table(
    'agency|alias|topic',
    'PUPR|dinas pekerjaan umum|infrastruktur-jalan',
    'PUPR|dpupr|infrastruktur-jalan',
    'BPBD|bpbd|banjir-bencana',
    'Dinkes|dinas kesehatan|kesehatan',
    'PDAM|pdam|air-listrik',
    'Polres|polres|kriminal',
    'Bupati|bupati|pemerintahan-seremonial',
  ),
  'government.tsv': table(
    'term|kind|note',
    'bupati|official',
    'pemkab|body',
    'dpupr|body',
    'puskesmas|service',
    'warga mengeluh|citizen-voice',
    'upacara|ceremony',
  ),
  'gambling.tsv': table('term|weight', 'slot gacor|3'),
  'reporting.tsv': table('term|kind|note', 'menanggapi|respond', 'membantah|deny', 'diperbaiki|fix', 'dihentikan|stop'),
  'id-words.tsv': table(
    'term',
    ...'yang di dan ini itu dengan untuk sudah saya kami warga tidak ada tapi ke dari'.split(' '),
  ),
  'jv-words.tsv': table('term', ...'iki kuwi wis ora banget wae dalane'.split(' ')),
  'su-words.tsv': table('term', ...'ieu teh aya geus wae jalanna abdi'.split(' ')),
  'mad-words.tsv': table('term', ...'engkok bede sengko'.split(' ')),
  'bug-words.tsv': table('term', ...'iyya engka mennang'.split(' ')),
  'ms-words.tsv': table('term', ...'korang encik'.split(' ')),
  'en-words.tsv': table('term', ...'the and of is this road very'.split(' ')),
};

export const smallLexiconFiles: Readonly<Record<string, string>> = files;
export const smallLexicons: Lexicons = parseLexicons(
  Object.fromEntries(lexiconFiles.map((name) => [name, files[name] ?? ''])),
);
