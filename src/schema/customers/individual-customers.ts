import type { Pagination as PaginationShape } from '../../datasources/fin/wire/pages.ts';
import {
  type IndividualCustomerPageShape,
  individualCustomers,
  validatePage,
} from '../../resolvers/customers/individual-customers.ts';
import { builder } from '../builder.ts';
import { listSize } from '../plugins/list-size.ts';
import { IndividualCustomer } from './individual-customer.ts';

const IndividualCustomerPage = builder.objectRef<IndividualCustomerPageShape>('IndividualCustomerPage');
const Pagination = builder.objectRef<PaginationShape>('Pagination');

IndividualCustomerPage.implement({
  description: 'A page of the list of customers.',
  fields: (t) => ({
    customers: t.expose('customers', {
      type: [IndividualCustomer],
      // The size is declared at the page, which has the `perPage` argument.
      extensions: listSize(1),
      description:
        "The customers on this page, in Fin.com's order. The list contains names, contact details, country, status, terms, `createdAt` and `updatedAt`. If you select other fields, the gateway reads each customer on the page separately.",
    }),
    pagination: t.expose('pagination', {
      type: Pagination,
      description: 'Position of this page in the list.',
    }),
  }),
});

Pagination.implement({
  description: 'Position of a page in its list. A field is null if Fin.com does not provide it.',
  fields: (t) => ({
    currentPage: t.exposeInt('currentPage', {
      nullable: true,
      description: 'Number of this page, starting at 1.',
    }),
    perPage: t.exposeInt('perPage', { nullable: true, description: 'Maximum number of items per page.' }),
    totalPage: t.exposeInt('totalPage', { nullable: true, description: 'Number of pages.' }),
    total: t.exposeInt('total', {
      nullable: true,
      description: 'Number of items on all pages. May include businesses, which are not listed.',
    }),
  }),
});

builder.queryField('individualCustomers', (t) =>
  t.field({
    type: IndividualCustomerPage,
    extensions: listSize({ argument: 'perPage', otherwise: 10 }),
    nullable: true,
    access: { scope: 'customers:read', customer: 'ALL' },
    description:
      'Lists the individual customers of the account, page by page. Fin.com offers no filter and documents no order: new customers may shift others to another page.',
    args: {
      page: t.arg.int({ defaultValue: 1, description: 'Page number, starting at 1.' }),
      perPage: t.arg.int({ defaultValue: 10, description: 'Customers per page, 1 to 100.' }),
    },
    inputCheck: { rules: validatePage },
    resolve: individualCustomers,
  }),
);
