import { z } from 'zod/mini';
import { jsonResponse } from '../http/http-response.ts';
import { PAGE_PARAMETERS, paginate } from '../http/pagination.ts';
import { route } from '../http/route.ts';
import { OCCUPATIONS } from './titled-items.ts';

export const listOccupations = route({
  method: 'GET',
  path: '/v1/occupations',
  input: z.object(PAGE_PARAMETERS),
  respond(page) {
    const { pagination, items } = paginate(OCCUPATIONS, page);
    return jsonResponse(200, { data: { pagination, occupations: items } });
  },
});
