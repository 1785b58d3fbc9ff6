import { z } from 'zod/mini';
import { endpoint } from '../wire/endpoint.ts';
import { lenientBoolean, lenientObject, lenientText, parseWebUrl } from '../wire/lenient-schema.ts';
import { pageOf, pageShape } from '../wire/pages.ts';
import { toJavaScriptPattern } from './ruby-regexp.ts';

/** Null where Fin.com sends no value. */
export interface CatalogueCountry {
  /** ISO 3166-1 alpha-3. */
  readonly code: string;
  readonly name: string | null;
  /** ISO 4217. */
  readonly currencyCode: string | null;
  /** May contain a dash: `+1-684`. */
  readonly phoneCode: string | null;
  readonly flagUrl: string | null;
  readonly postalCode: { readonly required: boolean | null; readonly pattern: string | null } | null;
}

const country = z.pipe(
  z.object({
    code: z.string(),
    name: lenientText,
    currency_code: lenientText,
    phone_code: lenientText,
    flag_url: lenientText,
    postal_code: lenientObject(z.object({ required: lenientBoolean, regex: lenientText })),
  }),
  z.transform(
    ({ code, name, currency_code, phone_code, flag_url, postal_code }): CatalogueCountry => ({
      code,
      name,
      currencyCode: currency_code,
      phoneCode: phone_code,
      flagUrl: parseWebUrl(flag_url) && flag_url,
      postalCode: postal_code && {
        required: postal_code.required,
        pattern: postal_code.regex === null ? null : toJavaScriptPattern(postal_code.regex),
      },
    }),
  ),
);

export const listCountriesV1 = endpoint({
  operation: 'listCountries',
  method: 'GET',
  path: 'v1/countries',
  effect: 'read',
  usedFor: '`countries`, at most once per hour',
  request: pageShape,
  response: pageOf('countries', country),
});
