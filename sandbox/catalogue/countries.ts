import { COUNTRIES_A_TO_K } from './country-table-a-to-k.ts';
import { COUNTRIES_L_TO_Z } from './country-table-l-to-z.ts';
import { POSTAL_CODE_PATTERNS } from './postal-codes.ts';

/** One country under the wire's names, but for `alpha2`, which is not told. */
export interface Country {
  readonly code: string;
  readonly alpha2: string;
  readonly name: string;
  readonly currency_code?: string;
  readonly phone_code?: string;
  readonly flag_url: string;
  readonly postal_code: { readonly required: boolean; readonly regex: string | null };
}

/** By name, the 249 of the API's own list of ISO 3166-1 codes. Kosovo has none. */
export const COUNTRIES: readonly Country[] = `${COUNTRIES_A_TO_K.trim()}${COUNTRIES_L_TO_Z.trimEnd()}`
  .split('\n')
  .map(toCountry);

const COUNTRY_BY_CODE: ReadonlyMap<string, Country> = new Map(
  COUNTRIES.map((country) => [country.code, country]),
);

export const COUNTRY_CODES: ReadonlySet<string> = new Set(COUNTRY_BY_CODE.keys());

export function countryOf(code: string): Country | undefined {
  return COUNTRY_BY_CODE.get(code);
}

/** Whether the text fits the country's pattern; without a pattern, any text does. */
export function matchesPostalCode(code: string, text: string): boolean {
  const pattern = POSTAL_CODE_PATTERNS.get(code);
  return pattern === undefined || new RegExp(toJavaScript(pattern)).test(text);
}

/** JavaScript would take Ruby's `\A` and `\Z` for the two letters. */
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
