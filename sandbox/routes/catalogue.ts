import { z } from 'zod/mini';
import { COUNTRIES } from '../catalogue/countries.ts';
import { SUBDIVISIONS } from '../catalogue/subdivisions.ts';
import { OCCUPATIONS, PURPOSES, SOURCES_OF_FUNDS, type TitledItem } from '../catalogue/titled-items.ts';
import { jsonAnswer } from '../http/answer.ts';
import { countryCode } from './field-schemas.ts';
import { PAGE_PARAMETERS, pageOf } from './pagination.ts';
import { queryRoute } from './query-route.ts';

const pageQuery = z.object(PAGE_PARAMETERS);
const typedPageQuery = z.object({ type: z.enum(['INDIVIDUAL', 'BUSINESS']), ...PAGE_PARAMETERS });

/** GET /v1/occupations */
export const listOccupations = queryRoute(pageQuery, (page) => {
  const { pagination, items } = pageOf(OCCUPATIONS, page);
  return jsonAnswer(200, { data: { pagination, occupations: items } });
});

/** GET /v1/purposes */
export const listPurposes = typedList('purposes', PURPOSES);

/** GET /v1/source-of-funds: dashes in the path, underscores in the answer. */
export const listSourceOfFunds = typedList('source_of_funds', SOURCES_OF_FUNDS);

/** GET /v1/countries */
export const listCountries = queryRoute(pageQuery, (page) => {
  const { pagination, items } = pageOf(COUNTRIES, page);
  const countries = items.map(({ alpha2: _, ...country }) => country);
  return jsonAnswer(200, { data: { pagination, countries } });
});

/** GET /v1/countries/{country_code}/subdivisions: all at once, none for most countries. */
export const listSubdivisions = queryRoute(z.object({ country_code: countryCode }), ({ country_code }) =>
  jsonAnswer(200, { data: { subdivisions: SUBDIVISIONS.get(country_code) ?? [] } }),
);

function typedList(
  name: string,
  itemsByType: Readonly<Record<'INDIVIDUAL' | 'BUSINESS', readonly TitledItem[]>>,
) {
  return queryRoute(typedPageQuery, ({ type, ...page }) => {
    const { pagination, items } = pageOf(itemsByType[type], page);
    return jsonAnswer(200, { data: { pagination, [name]: items } });
  });
}
