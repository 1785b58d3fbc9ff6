import { type CallOptions, callEndpoint, type FinConnection } from '../call-endpoint.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import { type Page, type PageRequest, readAllPages } from '../wire/pages.ts';
import { withListCache } from './list-cache.ts';
import { listCountriesV1 } from './list-countries.ts';
import { listOccupationsV1 } from './list-occupations.ts';
import { listPurposesV1 } from './list-purposes.ts';
import { listSourceOfFundsV1 } from './list-source-of-funds.ts';
import { listSubdivisionsV1 } from './list-subdivisions.ts';

export const catalogueEndpoints = [
  listOccupationsV1,
  listPurposesV1,
  listSourceOfFundsV1,
  listCountriesV1,
  listSubdivisionsV1,
];

export type Catalogue = ReturnType<typeof createCatalogue>;

/** Fin.com's lists for individuals, each read as a whole and cached for an hour. */
export function createCatalogue(connection: FinConnection) {
  function cachedList<Item>(endpoint: Endpoint<PageRequest, Page<Item>>) {
    const read = withListCache((_key, options) => readAllPages(connection, endpoint, options));
    return (options: CallOptions) => read(endpoint.operation, options);
  }
  return {
    occupations: cachedList(listOccupationsV1),
    purposes: cachedList(listPurposesV1),
    sourcesOfFunds: cachedList(listSourceOfFundsV1),
    countries: cachedList(listCountriesV1),
    /** @param country one of Fin.com's codes */
    subdivisions: withListCache((country, options) =>
      callEndpoint(connection, listSubdivisionsV1, { country }, options),
    ),
  };
}
