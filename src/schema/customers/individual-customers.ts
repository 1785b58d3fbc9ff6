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
  description: 'One page of the list of customers.',
  fields: (t) => ({
    customers: t.field({
      type: [IndividualCustomer],
      // Counted at the field of the page, which knows how many are asked for.
      extensions: listSize(1),
      description:
        "The customers of this page, in Fin.com's order. The list brings names, contact, country, status, terms, `createdAt` and `updatedAt`; asking for anything else reads every customer of the page.",
      resolve: ({ customers }) => [...customers],
    }),
    pagination: t.expose('pagination', { type: Pagination, description: 'Where the page stands.' }),
  }),
});

Pagination.implement({
  description: 'Where a page stands in its list. Null is what Fin.com does not tell.',
  fields: (t) => ({
    currentPage: t.exposeInt('currentPage', { nullable: true, description: 'This page, from 1.' }),
    perPage: t.exposeInt('perPage', { nullable: true, description: 'How many items a page has at most.' }),
    totalPage: t.exposeInt('totalPage', { nullable: true, description: 'How many pages there are.' }),
    total: t.exposeInt('total', {
      nullable: true,
      description: 'How many items there are in all pages. May count businesses, which no page shows.',
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
      'Lists the individuals of the account, a page at a time. Fin.com has no filter and documents no order: a customer created meanwhile may move others to another page.',
    args: {
      page: t.arg.int({ defaultValue: 1, description: 'Which page, from 1.' }),
      perPage: t.arg.int({ defaultValue: 10, description: 'Customers a page, from 1 to 100.' }),
    },
    inputCheck: { rules: validatePage },
    resolve: individualCustomers,
  }),
);
