import { z } from 'zod/mini';
import { jsonResponse } from '../http/http-response.ts';
import { PAGE_PARAMETERS, paginate } from '../http/pagination.ts';
import { route } from '../http/route.ts';
import { customerType } from '../validation/field-schemas.ts';
import { customerTypeOf, toListItem } from './customer-members.ts';

/** Oldest first, so that adding customers does not change earlier pages. */
export const listCustomers = route({
  method: 'GET',
  path: '/v2/customers',
  input: z.object({ type: customerType, ...PAGE_PARAMETERS }),
  respond({ type, ...page }, { customers }) {
    const ofType = customers.all().filter((members) => customerTypeOf(members) === type);
    const { pagination, items } = paginate(ofType, page);
    return jsonResponse(200, { data: { pagination, customers: items.map(toListItem) } });
  },
});
