/** The regency that an installation listens for. */
export interface Region {
  /** Kemendagri code: `35.16`. */
  readonly code: string;
  /** `Kabupaten Mojokerto`. */
  readonly name: string;
  /** `Mojokerto`: ambiguous on its own. */
  readonly shortName: string;
  readonly kind: 'kabupaten' | 'kota';
  readonly province: string;
  /** IANA zone: Asia/Jakarta, Asia/Makassar or Asia/Jayapura. */
  readonly timezone: string;
  /** Seat of the government if its name differs (Wajo: Sengkang). */
  readonly capital: string | null;
  /** Other ways to write it: `Pemkab Mojokerto`, `Kab. Mojokerto`. */
  readonly aliases: readonly string[];
  /** Titles that name this government: `Bupati Mojokerto`. */
  readonly officials: readonly string[];
  readonly landmarks: readonly string[];
  /** Same or similar names that mean something else. */
  readonly namesakes: readonly Namesake[];
  readonly districts: readonly District[];
  readonly agencies: readonly Agency[];
}

export interface Namesake {
  readonly name: string;
  /** Regency code when the namesake is one: `35.76` for Kota Mojokerto. */
  readonly code: string | null;
  readonly level: 'city' | 'elsewhere';
}

/** Kecamatan. */
export interface District {
  /** `35.16.15` */
  readonly code: string;
  readonly name: string;
  /** Desa and kelurahan. */
  readonly villages: readonly { readonly code: string | null; readonly name: string }[];
}

/** Organisasi perangkat daerah (OPD). */
export interface Agency {
  /** Short form used in scores and filters: `PUPR`, `Dinkes`, `PDAM`. */
  readonly id: string;
  readonly name: string;
  /** Ways to name it in text: `DPUPR`, `Dinas Pekerjaan Umum`. */
  readonly aliases: readonly string[];
  readonly topics: readonly string[];
  readonly email: string | null;
}
