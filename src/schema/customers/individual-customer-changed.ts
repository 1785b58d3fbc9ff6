import {
  individualCustomerChanged,
  refreshCustomer,
} from '../../resolvers/customers/individual-customer-changed.ts';
import { builder } from '../builder.ts';
import { IndividualCustomer } from './individual-customer.ts';

builder.subscriptionField('individualCustomerChanged', (t) =>
  t.field({
    type: IndividualCustomer,
    access: { scope: 'customers:read', customer: ({ id }) => id },
    description: "Emits the customer's current state at once, then after every change.",
    args: {
      id: t.arg({ type: 'UUID', required: true, description: "The customer's id at Fin.com." }),
    },
    subscribe: individualCustomerChanged,
    resolve: refreshCustomer,
  }),
);
