import type { CatalogueCountry } from '../../datasources/fin/catalogue/list-countries.ts';
import type { CatalogueSubdivision } from '../../datasources/fin/catalogue/list-subdivisions.ts';
import { builder } from '../builder.ts';
import { CountryCode, toCountryCode } from '../shared/country-code.ts';

export interface CountryShape extends CatalogueCountry {
  readonly code: CountryCode;
}
type PostalCodeRuleShape = NonNullable<CatalogueCountry['postalCode']>;

export const Country = builder.objectRef<CountryShape>('Country');
export const Subdivision = builder.objectRef<CatalogueSubdivision>('Subdivision');
const PostalCodeRule = builder.objectRef<PostalCodeRuleShape>('PostalCodeRule');

Country.implement({
  description:
    'A country or territory. It has no `id`: configure normalizing caches to use `code` as the key.',
  fields: (t) => ({
    code: t.expose('code', { type: CountryCode, description: 'Country code, as used in inputs.' }),
    name: t.exposeString('name', { nullable: true, description: 'English name.' }),
    currencyCode: t.exposeString('currencyCode', {
      nullable: true,
      description: 'ISO 4217 currency code. Null if the country has none, such as Antarctica.',
    }),
    phoneCode: t.exposeString('phoneCode', {
      nullable: true,
      description:
        'Calling code, such as `+375`. Phone numbers of residents start with it. It may contain a dash, as in `+1-684`; phone numbers omit the dash. Null if Fin.com has none.',
    }),
    flagUrl: t.expose('flagUrl', {
      type: 'URL',
      nullable: true,
      description: 'Image of the flag. Null if Fin.com has none.',
    }),
    postalCode: t.expose('postalCode', {
      type: PostalCodeRule,
      nullable: true,
      description: 'Rule for postal codes. Null if Fin.com does not provide it.',
    }),
  }),
});

PostalCodeRule.implement({
  description: 'Rule for the postal codes of a country.',
  fields: (t) => ({
    required: t.exposeBoolean('required', {
      nullable: true,
      description: 'Whether an address needs a postal code. Null if Fin.com does not specify it.',
    }),
    pattern: t.exposeString('pattern', {
      nullable: true,
      description:
        "Regular expression for JavaScript and the HTML `pattern` attribute, such as `^\\d{6}$`, converted from Fin.com's Ruby syntax. Null if any text is allowed.",
    }),
  }),
});

Subdivision.implement({
  description:
    'A state, province or similar subdivision. It has no `id`: configure normalizing caches to use `code` as the key.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description: 'ISO 3166-2 code, such as `US-CA`, for `address.state`.',
    }),
    name: t.exposeString('name', { nullable: true, description: 'Name for display.' }),
  }),
});

/** Leaves out countries whose code no input accepts. */
export function knownCountries(countries: readonly CatalogueCountry[]): CountryShape[] {
  return countries.flatMap((country) => {
    const code = toCountryCode(country.code);
    return code ? [{ ...country, code }] : [];
  });
}
