import { deepEqual } from 'node:assert/strict';
import type { SampleChange } from './sample-change.ts';
import { startStack } from './start-stack.ts';

const ENDPOINT = `import { z } from 'zod/mini';
import { type CallOptions, callEndpoint, type FinConnection } from '../call-endpoint.ts';
import { endpoint } from '../wire/endpoint.ts';
import { pathParameter, shape } from '../wire/shape.ts';

export interface CustomerLimits {
  readonly monthlyLimitUsd: number;
}

export const getCustomerLimitsV1 = endpoint({
  operation: 'getCustomerLimits',
  method: 'GET',
  path: 'v1/customers/{customer_id}/limits',
  effect: 'read',
  usedFor: '\`customerLimits\`',
  request: shape<{ readonly id: string }>({ id: pathParameter('customer_id') }),
  response: z.object({ monthly_limit_usd: z.number() }),
});

export async function readCustomerLimits(
  connection: FinConnection,
  id: string,
  options: CallOptions,
): Promise<CustomerLimits> {
  const { monthly_limit_usd } = await callEndpoint(connection, getCustomerLimitsV1, { id }, options);
  return { monthlyLimitUsd: monthly_limit_usd };
}
`;

const SCHEMA = `import type { CustomerLimits as CustomerLimitsShape } from '../../datasources/fin/customers/read-customer-limits.ts';
import { builder } from '../builder.ts';

const CustomerLimits = builder.objectRef<CustomerLimitsShape>('CustomerLimits').implement({
  description: 'The limits of a customer.',
  fields: (t) => ({
    monthlyLimitUsd: t.exposeFloat('monthlyLimitUsd', { description: 'Monthly limit in US dollars.' }),
  }),
});

builder.queryField('customerLimits', (t) =>
  t.field({
    type: CustomerLimits,
    nullable: true,
    access: { scope: 'customers:read', customer: ({ id }) => id },
    description: 'Reads the limits of a customer.',
    args: { id: t.arg({ type: 'UUID', required: true, description: "The customer's id at Fin.com." }) },
    resolve: (_root, { id }, { customers, requestId }) => customers.readCustomerLimits(id, { requestId }),
  }),
);
`;

const SANDBOX_ROUTE = `import { z } from 'zod/mini';
import { jsonResponse, notFound } from '../http/http-response.ts';
import { route } from '../http/route.ts';

export const getCustomerLimits = route({
  method: 'GET',
  path: '/v1/customers/{customer_id}/limits',
  input: z.object({ customer_id: z.guid() }),
  respond: ({ customer_id }, { customers }) =>
    customers.find(customer_id) ? jsonResponse(200, { data: { monthly_limit_usd: 5000 } }) : notFound('Customer'),
});
`;

const QUERY = 'query ($id: UUID!) { customerLimits(id: $id) { monthlyLimitUsd } }';

export const addReadEndpoint: SampleChange = {
  title: 'a new read endpoint of customers with its query field and its route in the sandbox',
  maxSourceFiles: 6,
  async apply(copy) {
    await copy.create('src/datasources/fin/customers/read-customer-limits.ts', ENDPOINT);
    const customers = 'src/datasources/fin/customers/customers.ts';
    await copy.insert(
      customers,
      { after: " from './read-customer-capabilities.ts';\n" },
      "import { getCustomerLimitsV1, readCustomerLimits } from './read-customer-limits.ts';\n",
    );
    await copy.insert(customers, { after: '  getCustomerV1,\n' }, '  getCustomerLimitsV1,\n');
    await copy.insert(
      customers,
      { after: '  return {\n' },
      '    readCustomerLimits: readCustomerLimits.bind(null, connection),\n',
    );
    await copy.create('src/schema/customers/customer-limits.ts', SCHEMA);
    await copy.insert(
      'src/schema/index.ts',
      { after: "import './customers/individual-customers.ts';\n" },
      "import './customers/customer-limits.ts';\n",
    );
    await copy.create('sandbox/customers/get-customer-limits.ts', SANDBOX_ROUTE);
    await copy.insert(
      'sandbox/routes.ts',
      { before: "import { getCustomer } from './customers/get-customer.ts';" },
      "import { getCustomerLimits } from './customers/get-customer-limits.ts';\n",
    );
    await copy.insert('sandbox/routes.ts', { after: '  getCustomer,\n' }, '  getCustomerLimits,\n');
  },
  async verify({ folder }) {
    await using stack = await startStack(folder);
    const known = await stack.query(QUERY, { id: '55bd6b4e-c20a-4cc8-9535-91d5557a67d9' });
    deepEqual(known, { data: { customerLimits: { monthlyLimitUsd: 5000 } } });
    const unknown = await stack.query(QUERY, { id: '00000000-0000-4000-8000-000000000000' });
    deepEqual(
      unknown.errors?.map(({ extensions }) => [extensions['code'], extensions['upstream']]),
      [['NOT_FOUND', { operation: 'getCustomerLimits', status: 404 }]],
    );
  },
};
