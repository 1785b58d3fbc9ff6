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
    'A country or territory of the catalogue. It has no `id`: tell a normalizing cache that `code` is its key.',
  fields: (t) => ({
    code: t.expose('code', { type: CountryCode, description: 'The code that inputs take.' }),
    name: t.exposeString('name', { nullable: true, description: 'To be shown, in English.' }),
    currencyCode: t.exposeString('currencyCode', {
      nullable: true,
      description: 'ISO 4217 code of its currency. Null where there is none, as in Antarctica.',
    }),
    phoneCode: t.exposeString('phoneCode', {
      nullable: true,
      description:
        'Calling code, such as `+375`; the phone number of who lives there begins with it. May have a dash, as in `+1-684`: leave it out of the number. Null where Fin.com has none.',
    }),
    flagUrl: t.expose('flagUrl', {
      type: 'URL',
      nullable: true,
      description: 'Picture of the flag. Null where Fin.com has none.',
    }),
    postalCode: t.expose('postalCode', {
      type: PostalCodeRule,
      nullable: true,
      description: 'What its postal codes look like. Null where Fin.com does not say.',
    }),
  }),
});

PostalCodeRule.implement({
  description: 'What the postal codes of a country look like.',
  fields: (t) => ({
    required: t.exposeBoolean('required', {
      nullable: true,
      description: 'Whether an address must have one. Null where Fin.com does not say.',
    }),
    pattern: t.exposeString('pattern', {
      nullable: true,
      description:
        "Regular expression for JavaScript and the `pattern` of an HTML input, such as `^\\d{6}$`: Fin.com's own is Ruby's. Null where any text will do.",
    }),
  }),
});

Subdivision.implement({
  description: 'A state, province or the like. Tell a normalizing cache that `code` is its key.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description: 'ISO 3166-2 code, such as `US-CA`; `address.state` takes it.',
    }),
    name: t.exposeString('name', { nullable: true, description: 'To be shown.' }),
  }),
});

/** Without codes that no input takes. */
export function knownCountries(countries: readonly CatalogueCountry[]): CountryShape[] {
  return countries.flatMap((country) => {
    const code = toCountryCode(country.code);
    return code ? [{ ...country, code }] : [];
  });
}
