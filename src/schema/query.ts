import { attachOutcome } from '../resolvers/attach-outcome.ts';
import { individualCustomer } from '../resolvers/individual-customer.ts';
import { individualCustomers, pageFaults } from '../resolvers/individual-customers.ts';
import { attachCheck } from '../resolvers/mutation-checks.ts';
import { validateIndividualDocuments } from '../resolvers/validate-individual-documents.ts';
import { builder } from './builder.ts';
import { AttachIndividualDocumentsInput } from './inputs/attach-individual-documents-input.ts';
import { listSize } from './list-size.ts';
import { AttachOutcome } from './objects/attach-outcome.ts';
import { FieldError } from './objects/field-error.ts';
import { IndividualCustomer } from './objects/individual-customer.ts';
import { IndividualCustomerPage } from './objects/individual-customer-page.ts';

builder.queryType({
  description: 'What can be asked without changing anything.',
  fields: (t) => ({
    individualCustomer: t.field({
      type: IndividualCustomer,
      nullable: true,
      access: { scope: 'customers:read', customer: ({ id }) => id },
      description:
        'Reads a person from Fin.com, always anew. Null with an error of code `NOT_FOUND` if there is none of that id.',
      args: {
        id: t.arg({ type: 'UUID', required: true, description: "The customer's id at Fin.com." }),
      },
      resolve: individualCustomer,
    }),
    individualCustomers: t.field({
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
      inputCheck: { rules: pageFaults },
      resolve: individualCustomers,
    }),
    attachOutcome: t.field({
      type: AttachOutcome,
      nullable: true,
      access: { scope: 'documents:write', customer: 'CHECKED_BY_RESOLVER' },
      description:
        'Tells what became of an `attachIndividualDocuments` that was sent with an idempotency key, by the same caller: after a time-out, a lost connection or a crash of the app. Nothing is attached by asking.',
      args: {
        idempotencyKey: t.arg.string({ required: true, description: 'The key that it was sent with.' }),
      },
      resolve: attachOutcome,
    }),
    validateIndividualDocuments: t.field({
      type: [FieldError],
      access: { scope: 'documents:write', customer: ({ input }) => input.customerId },
      description:
        'Checks an input by the rules that `attachIndividualDocuments` applies before it calls Fin.com, and sends nothing. An empty list means that no rule is broken; Fin.com may still refuse.',
      args: {
        input: t.arg({
          type: AttachIndividualDocumentsInput,
          required: true,
          description: 'What would be attached.',
        }),
      },
      inputCheck: attachCheck,
      resolve: validateIndividualDocuments,
    }),
  }),
});
