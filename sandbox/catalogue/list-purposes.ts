import { z } from 'zod/mini';
import { jsonResponse } from '../http/http-response.ts';
import { PAGE_PARAMETERS, paginate } from '../http/pagination.ts';
import { route } from '../http/route.ts';
import { customerType } from '../validation/field-schemas.ts';
import { PURPOSES } from './titled-items.ts';

export const listPurposes = route({
  method: 'GET',
  path: '/v1/purposes',
  input: z.object({ type: customerType, ...PAGE_PARAMETERS }),
  respond({ type, ...page }) {
    const { pagination, items } = paginate(PURPOSES[type], page);
    return jsonResponse(200, { data: { pagination, purposes: items } });
  },
});
