import { z } from 'zod/mini';
import { jsonResponse, notFound } from '../http/http-response.ts';
import { route } from '../http/route.ts';

const input = z.object({ customer_id: z.guid() });

/** Knows the customers that v2 created. */
export const getCustomerV2 = route({
  method: 'GET',
  path: '/v2/customers/{customer_id}',
  input,
  respond({ customer_id }, { customers }) {
    const members = customers.membersOf(customer_id, 'v2');
    if (!members) return notFound();
    const { capabilities: _, ...data } = members;
    return jsonResponse(200, { data });
  },
});

/** Knows the customers that v2 created. */
export const getCustomerCapabilities = route({
  method: 'GET',
  path: '/v2/customers/{customer_id}/capabilities',
  input,
  respond({ customer_id }, { customers }) {
    const members = customers.membersOf(customer_id, 'v2');
    return members ? jsonResponse(200, { data: members['capabilities'] }) : notFound();
  },
});
