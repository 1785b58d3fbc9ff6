import {
  countries,
  occupations,
  purposes,
  sourcesOfFunds,
  subdivisions,
} from '../../resolvers/catalogue/catalogue.ts';
import { builder } from '../builder.ts';
import { listSize } from '../plugins/list-size.ts';
import { CountryCode } from '../shared/country-code.ts';
import { Occupation, Purpose, SourceOfFund } from './catalogue-items.ts';
import { Country, knownCountries, Subdivision } from './country.ts';

const KEPT = 'Kept for an hour, and given even while Fin.com is out of reach.';

builder.queryFields((t) => ({
  occupations: t.field({
    type: [Occupation],
    nullable: true,
    extensions: listSize(100),
    access: { scope: 'ANY_CALLER', customer: 'NONE' },
    description: `All occupations to choose from, for \`createIndividualCustomer\`. ${KEPT}`,
    resolve: occupations,
  }),
  purposes: t.field({
    type: [Purpose],
    nullable: true,
    extensions: listSize(30),
    access: { scope: 'ANY_CALLER', customer: 'NONE' },
    description: `All purposes of an account to choose from, for \`createIndividualCustomer\`. ${KEPT}`,
    resolve: purposes,
  }),
  sourcesOfFunds: t.field({
    type: [SourceOfFund],
    nullable: true,
    extensions: listSize(30),
    access: { scope: 'ANY_CALLER', customer: 'NONE' },
    description: `All sources of money to choose from, for \`createIndividualCustomer\`. ${KEPT}`,
    resolve: sourcesOfFunds,
  }),
  countries: t.field({
    type: [Country],
    nullable: true,
    extensions: listSize(250),
    access: { scope: 'ANY_CALLER', customer: 'NONE' },
    description: `All countries, with their calling codes and postal codes. ${KEPT}`,
    resolve: async (root, args, context) => knownCountries(await countries(root, args, context)),
  }),
  subdivisions: t.field({
    type: [Subdivision],
    nullable: true,
    extensions: listSize(100),
    access: { scope: 'ANY_CALLER', customer: 'NONE' },
    description: `The states or provinces of a country; empty where Fin.com lists none. ${KEPT}`,
    args: {
      country: t.arg({ type: CountryCode, required: true, description: 'Of which country.' }),
    },
    resolve: subdivisions,
  }),
}));
