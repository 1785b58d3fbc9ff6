import { z } from 'zod/mini';
import { jsonResponse, notFound } from '../http/http-response.ts';
import { route } from '../http/route.ts';

/** Knows the customers that v1 created. */
export const getCustomer = route({
  method: 'GET',
  path: '/v1/customers/{customer_id}',
  input: z.object({ customer_id: z.guid() }),
  respond({ customer_id }, { customers }) {
    const members = customers.membersOf(customer_id, 'v1');
    return members ? jsonResponse(200, { data: members }) : notFound('Customer');
  },
});
