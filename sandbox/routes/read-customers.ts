import { z } from 'zod/mini';
import { listItem, typeOf } from '../customers/customer-members.ts';
import { customerNotFound, jsonAnswer } from '../http/answer.ts';
import { PAGE_PARAMETERS, pageOf } from './pagination.ts';
import { queryRoute } from './query-route.ts';

/** GET /v1/customers/{customer_id} */
export const getCustomer = queryRoute(
  z.object({ customer_id: z.guid() }),
  ({ customer_id }, { customers }) => {
    const members = customers.membersOf(customer_id);
    return members ? jsonAnswer(200, { data: members }) : customerNotFound();
  },
);

const customerListQuery = z.object({ type: z.enum(['INDIVIDUAL', 'BUSINESS']), ...PAGE_PARAMETERS });

/** GET /v2/customers: oldest first, so that a page stays as it is while customers are added. */
export const listCustomers = queryRoute(customerListQuery, ({ type, ...page }, { customers }) => {
  const ofType = customers.all().filter((members) => typeOf(members) === type);
  const { pagination, items } = pageOf(ofType, page);
  return jsonAnswer(200, { data: { pagination, customers: items.map(listItem) } });
});
