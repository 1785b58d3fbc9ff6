import { z } from 'zod/mini';
import { jsonResponse } from '../http/http-response.ts';
import { route } from '../http/route.ts';
import { countryCode } from '../validation/field-schemas.ts';
import { SUBDIVISIONS } from './subdivisions.ts';

/** Not paginated. Most countries have an empty list. */
export const listSubdivisions = route({
  method: 'GET',
  path: '/v1/countries/{country_code}/subdivisions',
  input: z.object({ country_code: countryCode }),
  respond: ({ country_code }) =>
    jsonResponse(200, { data: { subdivisions: SUBDIVISIONS.get(country_code) ?? [] } }),
});
