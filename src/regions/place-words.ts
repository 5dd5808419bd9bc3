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
