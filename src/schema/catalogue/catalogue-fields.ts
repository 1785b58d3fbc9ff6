import { builder } from '../builder.ts';
import { listSize } from '../plugins/list-size.ts';
import { CountryCode } from '../shared/country-code.ts';
import { Occupation, Purpose, SourceOfFund } from './catalogue-items.ts';
import { Country, knownCountries, Subdivision } from './country.ts';

const CACHED = 'Cached for an hour, and available even if Fin.com is not.';
const OPTIONS = { nullable: true, access: { scope: 'ANY_CALLER', customer: 'NONE' } } as const;

builder.queryFields((t) => ({
  occupations: t.field({
    ...OPTIONS,
    type: [Occupation],
    extensions: listSize(100),
    description: `All occupations, for \`createIndividualCustomer\`. ${CACHED}`,
    resolve: (_root, _args, { catalogue, requestId }) => catalogue.occupations({ requestId }),
  }),
  purposes: t.field({
    ...OPTIONS,
    type: [Purpose],
    extensions: listSize(30),
    description: `All purposes of an account, for \`createIndividualCustomer\`. ${CACHED}`,
    resolve: (_root, _args, { catalogue, requestId }) => catalogue.purposes({ requestId }),
  }),
  sourcesOfFunds: t.field({
    ...OPTIONS,
    type: [SourceOfFund],
    extensions: listSize(30),
    description: `All sources of funds, for \`createIndividualCustomer\`. ${CACHED}`,
    resolve: (_root, _args, { catalogue, requestId }) => catalogue.sourcesOfFunds({ requestId }),
  }),
  countries: t.field({
    ...OPTIONS,
    type: [Country],
    extensions: listSize(250),
    description: `All countries with their calling codes and rules for postal codes. ${CACHED}`,
    resolve: async (_root, _args, { catalogue, requestId }) =>
      knownCountries(await catalogue.countries({ requestId })),
  }),
  subdivisions: t.field({
    ...OPTIONS,
    type: [Subdivision],
    extensions: listSize(100),
    description: `The states or provinces of a country. Empty if Fin.com lists none. ${CACHED}`,
    args: {
      country: t.arg({ type: CountryCode, required: true, description: 'The country.' }),
    },
    resolve: (_root, { country }, { catalogue, requestId }) => catalogue.subdivisions(country, { requestId }),
  }),
}));
