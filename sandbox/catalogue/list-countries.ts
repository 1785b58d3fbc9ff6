import { z } from 'zod/mini';
import { jsonResponse } from '../http/http-response.ts';
import { PAGE_PARAMETERS, paginate } from '../http/pagination.ts';
import { route } from '../http/route.ts';
import { COUNTRIES } from './countries.ts';

export const listCountries = route({
  method: 'GET',
  path: '/v1/countries',
  input: z.object(PAGE_PARAMETERS),
  respond(page) {
    const { pagination, items } = paginate(COUNTRIES, page);
    const countries = items.map(({ alpha2: _, ...country }) => country);
    return jsonResponse(200, { data: { pagination, countries } });
  },
});
