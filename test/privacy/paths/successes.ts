import { subscribe } from '../../support/subscribe.ts';
import { markedArguments } from '../marked-inputs.ts';
import { accept, addMarkedCustomer, askForEverything, markedInput } from './marked-customer.ts';
import { ask, callerHeaders, clientHeaders, DOCUMENTS, idsIn, one, type Path, request } from './path.ts';

/** Operations that succeed, with a response that has only `data`. */
export const SUCCESSES: readonly Path[] = [
  {
    name: 'a customer is created',
    codes: [],
    run(stage, marks) {
      const variables = markedArguments('Mutation', 'createIndividualCustomer', marks);
      return one(ask(stage, marks, { query: DOCUMENTS.createIndividualCustomer, variables, on: 'open' }));
    },
  },
  {
    name: 'a customer is created through v2',
    codes: [],
    run(stage, marks) {
      const variables = markedArguments('Mutation', 'createIndividualCustomer', marks, { customerApi: 'v2' });
      return one(ask(stage, marks, { query: DOCUMENTS.createIndividualCustomer, variables, on: 'v2' }));
    },
  },
  {
    name: 'documents are attached by URI',
    codes: [],
    run(stage, marks) {
      const { input, customerId } = markedInput('attachIndividualDocuments', marks);
      accept(stage, 'attachIndividualDocuments', customerId);
      return one(ask(stage, marks, { query: DOCUMENTS.attachIndividualDocuments, variables: { input } }));
    },
  },
  {
    name: 'documents are attached by URI through v2',
    codes: [],
    run(stage, marks) {
      const { input, customerId } = markedInput('attachIndividualDocuments', marks, { customerApi: 'v2' });
      accept(stage, 'attachIndividualDocumentsV2', customerId);
      const query = DOCUMENTS.attachIndividualDocuments;
      return one(ask(stage, marks, { query, variables: { input }, on: 'v2' }));
    },
  },
  {
    name: 'a request for information is answered',
    codes: [],
    run(stage, marks) {
      const { input, customerId } = markedInput('answerInformationRequest', marks);
      askForEverything(stage, customerId);
      accept(stage, 'updateCustomer', customerId);
      return one(ask(stage, marks, { query: DOCUMENTS.answerInformationRequest, variables: { input } }));
    },
  },
  {
    name: 'an input is checked',
    codes: [],
    run(stage, marks) {
      const variables = markedArguments('Query', 'validateIndividualDocuments', marks);
      return one(ask(stage, marks, { query: DOCUMENTS.validateIndividualDocuments, variables }));
    },
  },
  {
    name: 'warnings about an input are read',
    codes: [],
    run(stage, marks) {
      const variables = markedArguments('Query', 'individualDocumentWarnings', marks);
      return one(ask(stage, marks, { query: DOCUMENTS.individualDocumentWarnings, variables }));
    },
  },
  {
    name: 'the outcome of an attach that nobody sent',
    codes: [],
    run(stage, marks) {
      const variables = markedArguments('Query', 'attachOutcome', marks);
      return one(ask(stage, marks, { query: DOCUMENTS.attachOutcome, variables }));
    },
  },
  {
    name: 'a customer is read',
    codes: [],
    run(stage, marks) {
      const variables = markedArguments('Query', 'individualCustomer', marks);
      addMarkedCustomer(stage, marks, String(variables['id']));
      return one(ask(stage, marks, { query: DOCUMENTS.individualCustomer, variables }));
    },
  },
  {
    name: 'a customer is subscribed to',
    codes: [],
    async run(stage, marks) {
      const variables = markedArguments('Subscription', 'individualCustomerChanged', marks);
      addMarkedCustomer(stage, marks, String(variables['id']));
      // A page elsewhere may not subscribe, so this one is the gateway's own.
      const { origin } = new URL(stage.guarded.url);
      const headers = {
        ...(await callerHeaders(stage, marks, variables)),
        accept: 'text/event-stream',
        origin,
      };
      const subscription = await subscribe(
        stage.guarded.url,
        DOCUMENTS.individualCustomerChanged,
        variables,
        headers,
      );
      return one(subscription.next().finally(subscription.close));
    },
  },
  {
    name: 'a router asks for an entity',
    codes: [],
    run(stage, marks) {
      const variables = markedArguments('Query', '_entities', marks);
      for (const id of idsIn(variables)) addMarkedCustomer(stage, marks, id);
      return one(ask(stage, marks, { query: DOCUMENTS._entities, variables }));
    },
  },
  {
    name: 'customers are listed',
    codes: [],
    run(stage, marks) {
      addMarkedCustomer(stage, marks, marks.uuid('listed customer'));
      const variables = markedArguments('Query', 'individualCustomers', marks);
      return one(ask(stage, marks, { query: DOCUMENTS.individualCustomers, variables, on: 'open' }));
    },
  },
  {
    name: 'a query by GET, its values in the address',
    codes: [],
    run(stage, marks) {
      const id = marks.uuid('id in the address');
      addMarkedCustomer(stage, marks, id);
      const query = `query { individualCustomer(id: "${id}") { id email } }`;
      const search = new URLSearchParams({ query, other: marks.text('another parameter') });
      return one(request(`${stage.open.url}?${search}`, { headers: clientHeaders(marks) }));
    },
  },
  {
    name: 'an operation that bears a marker for a name',
    codes: [],
    run(stage, marks) {
      // The name is for the log: docs/observability.md.
      const query = `query ${marks.text('operation name', ['log'])} { occupations { id } }`;
      return one(ask(stage, marks, { query }));
    },
  },
];
