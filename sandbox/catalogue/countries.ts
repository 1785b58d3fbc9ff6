import { COUNTRIES_A_TO_K } from './country-table-a-to-k.ts';
import { COUNTRIES_L_TO_Z } from './country-table-l-to-z.ts';
import { POSTAL_CODE_PATTERNS } from './postal-codes.ts';

/** A country as the API sends it, plus `alpha2`, which the API leaves out. */
export interface Country {
  readonly code: string;
  readonly alpha2: string;
  readonly name: string;
  readonly currency_code?: string;
  readonly phone_code?: string;
  readonly flag_url: string;
  readonly postal_code: { readonly required: boolean; readonly regex: string | null };
}

/** The 249 countries of ISO 3166-1, sorted by name. Kosovo is not among them. */
export const COUNTRIES: readonly Country[] = `${COUNTRIES_A_TO_K.trim()}${COUNTRIES_L_TO_Z.trimEnd()}`
  .split('\n')
  .map(toCountry);

const COUNTRY_BY_CODE: ReadonlyMap<string, Country> = new Map(
  COUNTRIES.map((country) => [country.code, country]),
);

export const COUNTRY_CODES: ReadonlySet<string> = new Set(COUNTRY_BY_CODE.keys());

export function findCountry(code: string): Country | undefined {
  return COUNTRY_BY_CODE.get(code);
}

/** Any text is valid for a country without a pattern. */
export function isPostalCode(code: string, text: string): boolean {
  const pattern = POSTAL_CODE_PATTERNS.get(code);
  return pattern === undefined || new RegExp(toJavaScript(pattern)).test(text);
}

/** In JavaScript `\A` and `\Z` match the two letters. */
function toJavaScript(rubyPattern: string): string {
  return rubyPattern.replace(/^\\A/, '^(?:').replace(/\\Z$/, ')$');
}

function toCountry(row: string): Country {
  const [code = '', alpha2 = '', currency, phone, ...name] = row.split(' ');
  const regex = POSTAL_CODE_PATTERNS.get(code) ?? null;
  return {
    code,
    alpha2,
    name: name.join(' '),
    ...(currency && currency !== '-' && { currency_code: currency }),
    ...(phone && phone !== '-' && { phone_code: phone }),
    flag_url: `https://sandbox.example/flags/${alpha2.toLowerCase()}.svg`,
    postal_code: { required: regex !== null, regex },
  };
}
