import { EXAMPLE_INPUT, NEW_CUSTOMER } from '../../test/support/example-data.ts';
import type { OperationPlan } from './plan.ts';

export interface GraphQLRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | FormData;
}

const JSON_HEADERS = { 'content-type': 'application/json' };
const ATTACH =
  'mutation ($input: AttachIndividualDocumentsInput!) { write: attachIndividualDocuments(input: $input) { customer { id } } }';
const CREATE =
  'mutation ($input: CreateIndividualCustomerInput!) { write: createIndividualCustomer(input: $input) { customer { id } } }';
const ANSWER =
  'mutation ($input: AnswerInformationRequestInput!) { write: answerInformationRequest(input: $input) { customer { id } } }';
const OUTCOME = 'query ($key: String!) { attachOutcome(idempotencyKey: $key) { state } }';

/** The same for each attempt, as docs/idempotency.md requires. */
export function writeRequest(plan: OperationPlan, storedUri: string): GraphQLRequest {
  const { kind, key: idempotencyKey, customerId } = plan;
  if (kind === 'create') return json(CREATE, { input: { idempotencyKey, ...NEW_CUSTOMER } });
  if (kind === 'answerInformationRequest') {
    return json(ANSWER, {
      input: { idempotencyKey, customerId, proofOfIdentity: { expiryDate: '2035-01-15' } },
    });
  }
  const hasFiles = kind === 'attachWithFiles';
  const file = hasFiles ? { upload: null } : { uri: storedUri };
  const variables = { input: attachInput(plan, file) };
  return hasFiles ? form(plan, { query: ATTACH, variables }) : json(ATTACH, variables);
}

export function outcomeRequest({ key }: OperationPlan): GraphQLRequest {
  return json(OUTCOME, { key });
}

function json(query: string, variables: object): GraphQLRequest {
  return { headers: JSON_HEADERS, body: JSON.stringify({ query, variables }) };
}

function form({ name }: OperationPlan, operations: object): GraphQLRequest {
  const body = new FormData();
  body.append('operations', JSON.stringify(operations));
  body.append(
    'map',
    JSON.stringify({
      0: ['variables.input.proofOfIdentity.files.0.upload'],
      1: ['variables.input.proofOfAddress.files.0.upload'],
    }),
  );
  for (const part of ['0', '1']) body.append(part, new Blob([`%PDF-1.7\n${name} ${part}`]), `${part}.pdf`);
  return { headers: { 'graphql-preflight': '1' }, body };
}

function attachInput({ key, customerId, tosPoliciesValue }: OperationPlan, file: object) {
  return {
    idempotencyKey: key,
    customerId,
    tosPoliciesValue,
    proofOfIdentity: { ...EXAMPLE_INPUT.proofOfIdentity, files: [{ side: 'FRONT', ...file }] },
    proofOfAddress: { ...EXAMPLE_INPUT.proofOfAddress, files: [file] },
  };
}
