import { getDataID, missingFieldHandlers } from '@fin-gateway/client/relay';
import {
  type ConcreteRequest,
  createOperationDescriptor,
  Environment,
  Network,
  type NormalizationLinkedField,
  RecordSource,
  Store,
} from 'relay-runtime';
import { expect, test } from 'vitest';
import { CUSTOMER_ID, EXAMPLE_INPUT } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';

const CUSTOMER = `query Customer($id: UUID!) {
  individualCustomer(id: $id) { __typename id status countryOfResidence }
  countries { __typename code name }
  purposes { __typename id title }
  occupations { __typename id title }
}`;

const ATTACH = `mutation Attach($input: AttachIndividualDocumentsInput!) {
  attachIndividualDocuments(input: $input) { __typename customer { __typename id } }
}`;

type Argument = 'id' | 'input';

function field(
  name: string,
  concreteType: string,
  selections: NormalizationLinkedField['selections'],
  { argument, plural = false }: { readonly argument?: Argument; readonly plural?: boolean } = {},
): NormalizationLinkedField {
  const args = argument && [{ kind: 'Variable' as const, name: argument, variableName: argument }];
  return { kind: 'LinkedField', name, args: args ?? null, concreteType, plural, selections };
}

const scalars = (...names: readonly string[]) =>
  ['__typename', ...names].map((name) => ({ kind: 'ScalarField' as const, name }));

/** As relay-compiler writes it. */
function request(
  operationKind: 'query' | 'mutation',
  text: string,
  argument: Argument,
  selections: readonly NormalizationLinkedField[],
): ConcreteRequest {
  const argumentDefinitions = [{ kind: 'LocalArgument' as const, name: argument, defaultValue: null }];
  const name = operationKind;
  return {
    kind: 'Request',
    fragment: { kind: 'Fragment', name, type: 'Query', argumentDefinitions, selections: [] },
    operation: { kind: 'Operation', name, argumentDefinitions, selections },
    params: { id: null, cacheID: name, name, operationKind, text, metadata: {} },
  };
}

const customer = (...names: readonly string[]) => scalars('id', ...names);
const CUSTOMER_QUERY = request('query', CUSTOMER, 'id', [
  field('individualCustomer', 'IndividualCustomer', customer('status', 'countryOfResidence'), {
    argument: 'id',
  }),
  field('countries', 'Country', scalars('code', 'name'), { plural: true }),
  field('purposes', 'Purpose', scalars('id', 'title'), { plural: true }),
  field('occupations', 'Occupation', scalars('id', 'title'), { plural: true }),
]);
const ATTACH_MUTATION = request('mutation', ATTACH, 'input', [
  field(
    'attachIndividualDocuments',
    'AttachIndividualDocumentsPayload',
    [field('customer', 'IndividualCustomer', scalars('id'))],
    { argument: 'input' },
  ),
]);
const ID_QUERY = request('query', '', 'id', [
  field('individualCustomer', 'IndividualCustomer', scalars('id'), { argument: 'id' }),
]);

function createEnvironment(send: (text: string, variables: Record<string, unknown>) => Promise<unknown>) {
  return new Environment({
    store: new Store(new RecordSource()),
    getDataID,
    missingFieldHandlers,
    network: Network.create(async ({ text }, variables) => {
      const { data } = Object(await send(text ?? '', variables));
      return { data };
    }),
  });
}

test('Relay keeps customers, countries and items of lists apart, also if their ids are equal', async () => {
  await using stack = await startStack();
  const environment = createEnvironment((text, variables) => stack.request(text, variables));
  const operation = createOperationDescriptor(CUSTOMER_QUERY, { id: CUSTOMER_ID });

  await environment.execute({ operation }).toPromise();

  const ids = environment.getStore().getSource().getRecordIDs();
  expect(ids).toContain(`IndividualCustomer:${CUSTOMER_ID}`);
  expect(ids).toEqual(expect.arrayContaining(['Country:USA', 'Country:DEU', 'Purpose:1', 'Occupation:1']));
});

test('Relay finds a customer whom a mutation returned', async () => {
  await using stack = await startStack();
  const environment = createEnvironment((text, variables) => stack.request(text, variables));
  const byId = (id: string) => environment.check(createOperationDescriptor(ID_QUERY, { id })).status;
  const id = CUSTOMER_ID.toUpperCase();
  expect(byId(id)).toBe('missing');

  const operation = createOperationDescriptor(ATTACH_MUTATION, { input: EXAMPLE_INPUT });
  await environment.executeMutation({ operation }).toPromise();

  expect(byId(id)).toBe('available');
});

test('an error that has a code is part of its customer', () => {
  expect(getDataID({ code: 'REQUIRED' }, 'FieldError')).toBeUndefined();
});
