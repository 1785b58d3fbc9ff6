import { z } from 'zod/mini';
import { jsonResponse } from '../http/http-response.ts';
import { PAGE_PARAMETERS, paginate } from '../http/pagination.ts';
import { route } from '../http/route.ts';
import { customerType } from '../validation/field-schemas.ts';
import { SOURCES_OF_FUNDS } from './titled-items.ts';

export const listSourceOfFunds = route({
  method: 'GET',
  path: '/v1/source-of-funds',
  input: z.object({ type: customerType, ...PAGE_PARAMETERS }),
  respond({ type, ...page }) {
    const { pagination, items } = paginate(SOURCES_OF_FUNDS[type], page);
    return jsonResponse(200, { data: { pagination, source_of_funds: items } });
  },
});
