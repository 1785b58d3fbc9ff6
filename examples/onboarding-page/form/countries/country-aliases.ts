import type { CountryCode } from '@fin-gateway/client/operations';
import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };

/** Common names, former names and abbreviations that i18n-iso-countries and browsers lack. */
const OTHER_NAMES: Readonly<Partial<Record<CountryCode, readonly string[]>>> = {
  ARE: ['Emirates'],
  BES: ['Bonaire', 'Sint Eustatius', 'Saba'],
  BFA: ['Upper Volta'],
  BLR: ['Belorussia', 'Byelorussia'],
  BOL: ['Plurinational State of Bolivia'],
  CAF: ['CAR'],
  CHN: ['PRC', 'Mainland China'],
  COD: ['DRC', 'DR Congo', 'Zaire'],
  COG: ['Congo Republic'],
  CZE: ['Czech'],
  FLK: ['Malvinas'],
  GBR: [
    'United Kingdom of Great Britain and Northern Ireland',
    'Britain',
    'England',
    'Scotland',
    'Wales',
    'Northern Ireland',
  ],
  HKG: ['Hong Kong SAR'],
  IRL: ['Republic of Ireland', 'Éire'],
  KGZ: ['Kyrgyz Republic', 'Kirghizia'],
  KHM: ['Kampuchea'],
  KOR: ['ROK', 'Korea'],
  LAO: ['Lao PDR'],
  LKA: ['Ceylon'],
  MAC: ['Macau'],
  MDA: ['Moldavia'],
  MKD: ['Macedonia', 'FYROM', 'Former Yugoslav Republic of Macedonia'],
  MMR: ['Burma'],
  NLD: ['Holland'],
  NZL: ['Aotearoa'],
  PRK: ['DPRK', 'Korea'],
  PSE: ['Occupied Palestinian Territory'],
  SAU: ['KSA'],
  SVK: ['Slovak Republic'],
  SWZ: ['Swaziland'],
  TLS: ['East Timor'],
  USA: ['America'],
  VAT: ['Vatican'],
  VEN: ['Bolivarian Republic of Venezuela'],
  VGB: ['BVI', 'Virgin Islands'],
  VIR: ['USVI', 'Virgin Islands'],
  WSM: ['Western Samoa'],
  ZAF: ['RSA'],
};

const ENGLISH_NAMES: ReadonlyMap<string, string | readonly string[]> = new Map(
  Object.entries(english.countries),
);
const ALPHA_2: ReadonlyMap<string, string> = new Map(
  codes.flatMap(([alpha2, alpha3]) => (alpha2 && alpha3 ? [[alpha3, alpha2] as const] : [])),
);

export function alpha2Of(code: CountryCode): string | undefined {
  return ALPHA_2.get(code);
}

/** Other names of a country, in English and in the languages that the browser is set to. */
export function countryAliases(code: CountryCode): readonly string[] {
  const alpha2 = ALPHA_2.get(code);
  const others = OTHER_NAMES[code] ?? [];
  if (alpha2 === undefined) return others;
  const localized = REGION_NAMES.flatMap((names) => names.of(alpha2) ?? []);
  return [...new Set([ENGLISH_NAMES.get(alpha2) ?? [], others, localized].flat())];
}

const REGION_NAMES: readonly Intl.DisplayNames[] = ['en', ...navigator.languages].flatMap((language) => [
  ...regionNames(language, 'long'),
  // `US`, `UK`, `Bosnia`
  ...regionNames(language, 'short'),
]);

function regionNames(language: string, style: 'long' | 'short'): Intl.DisplayNames[] {
  try {
    return [new Intl.DisplayNames(language, { type: 'region', style })];
  } catch {
    // Some browsers list invalid tags, such as `en-US@posix`.
    return [];
  }
}
