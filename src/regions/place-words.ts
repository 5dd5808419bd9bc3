/** Words that say what the name after them is. All lower case, as `Part.raw` gives them. */
const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter((word) => word !== ''));

/** A regency's government or territory. */
export const regencyCues = words('kabupaten kab pemkab bupati wabup sekdakab kabag');
/** A city's government or territory. */
export const cityCues = words('kota pemkot walikota wawali wawalikota wakot sekdakot');
/** A kecamatan or one of its offices. */
export const districtCues = words(
  'kecamatan kec camat sekcam polsek kapolsek koramil danramil puskesmas kua muspika forkopimcam',
);
/** A desa, kelurahan or hamlet. */
export const villageCues = words(
  'desa ds kades sekdes pemdes kelurahan kel lurah dusun dsn kampung kp lingkungan nagari gampong',
);
/** Offices that a regency and a city both have: the name after them is one of the two. */
export const officeCues = words(
  `dprd polres polresta polrestabes kapolres kapolresta kejari kajari rsud pdam perumda perumdam kodim dandim kpu bawaslu kominfo
   diskominfo dinas dinkes disdik dispendik dishub dlh dpupr pupr bpbd dinsos disdukcapil dispendukcapil disnaker disperindag dispertan
   disparpora disbudpar satpol pp inspektorat bappeda bappelitbangda bapenda bkpsdm bkd bpkad bakesbangpol kesbangpol setda sekda
   dpmd dp3a dpmptsp damkar baznas kemenag bpn pmi apdesi knpi hmi pmii gmni pln kejaksaan pengadilan lapas satlantas satreskrim
   kadis kadinkes kadisdik kasat kasatreskrim kalaksa dinkop diskop disperkim pemda`,
);
/** The name after them is where a road leads, not where something happens. */
export const routeCues = words('jalan jl jln ruas tol jurusan exit jalur rute trayek');
/** The name after them is a dish. */
export const dishCues = words(
  'soto bakso sate rawon nasi tahu rujak pecel mie mi kupat lontong rendang gudeg lumpia bika pempek batik',
);
/** A place name follows them even when it is an ordinary word. */
export const locatives = words('di ke dari asal warga se wilayah daerah kawasan masyarakat asli sekitar');
/** Words that speak of a regency's or a city's government without naming it: they settle which of two is meant. */
export const regencyHints = words('bupati wabup pemkab kabupaten kades sekdes bpd');
export const cityHints = words('walikota wawali pemkot kelurahan lurah sekdakot');

/** Bits of `Part.marks`: what the readers of places want to know of a word, so that they skip all others and ask no set twice. */
export const PlaceMark = {
  /** The first word of a name of a regency, city or district; the first half of one that is written in one word. */
  Name: 1 << 0,
  NameHalf: 1 << 1,
  Hint: 1 << 2,
  /** The same for nicknames, landmarks, namesakes and villages of the own region. */
  Phrase: 1 << 3,
  Village: 1 << 4,
  VillageHalf: 1 << 5,
  RegencyCue: 1 << 6,
  CityCue: 1 << 7,
  DistrictCue: 1 << 8,
  VillageCue: 1 << 9,
  OfficeCue: 1 << 10,
  RouteCue: 1 << 11,
  DishCue: 1 << 12,
  Locative: 1 << 13,
  /** The first word of the own region's short name. */
  Own: 1 << 14,
} as const;

/** The marks of the words above. */
export const marksOfCues: ReadonlyMap<string, number> = marksByWord([
  [regencyCues, PlaceMark.RegencyCue],
  [cityCues, PlaceMark.CityCue],
  [districtCues, PlaceMark.DistrictCue],
  [villageCues, PlaceMark.VillageCue],
  [officeCues, PlaceMark.OfficeCue],
  [routeCues, PlaceMark.RouteCue],
  [dishCues, PlaceMark.DishCue],
  [locatives, PlaceMark.Locative],
  [regencyHints, PlaceMark.Hint],
  [cityHints, PlaceMark.Hint],
  [words('kota'), PlaceMark.Hint],
]);

function marksByWord(lists: readonly (readonly [ReadonlySet<string>, number])[]): ReadonlyMap<string, number> {
  const marks = new Map<string, number>();
  for (const [list, mark] of lists) for (const word of list) marks.set(word, (marks.get(word) ?? 0) | mark);
  return marks;
}
