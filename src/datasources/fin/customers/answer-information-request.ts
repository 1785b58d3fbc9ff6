import { type CallOptions, callEndpoint, type FinConnection } from '../call-endpoint.ts';
import {
  type ProofOfAddress,
  type ProofOfIdentity,
  proofOfAddressV1,
  proofOfIdentityV1,
} from '../documents/proofs.ts';
import { requireUris } from '../documents/require-uris.ts';
import { endpoint } from '../wire/endpoint.ts';
import { object, pathParameter, shape } from '../wire/shape.ts';
import { customerIdResponse, isSameCustomer } from './customer-response.ts';

type Maybe<Value> = Value | null | undefined;
type Requested<Proof> = { readonly [Name in keyof Proof]?: Maybe<Proof[Name]> };

/** Has v1's proofs, whichever version created the customer. */
export interface AnswerInformationRequest {
  readonly customerId: string;
  readonly proofOfIdentity?: Maybe<Requested<Omit<ProofOfIdentity, 'state'>>>;
  readonly proofOfAddress?: Maybe<Requested<Omit<ProofOfAddress, 'issueDate'>>>;
  readonly tosPoliciesValue?: Maybe<string>;
}

export const updateCustomerV1 = endpoint({
  operation: 'updateCustomer',
  method: 'PATCH',
  path: 'v1/customers/{customer_id}',
  effect: 'write',
  usedFor: '`answerInformationRequest`',
  request: shape<AnswerInformationRequest>({
    customerId: pathParameter('customer_id'),
    proofOfIdentity: object('proof_of_identity', proofOfIdentityV1),
    proofOfAddress: object('proof_of_address', proofOfAddressV1),
    tosPoliciesValue: 'tos_policies_value',
  }),
  response: customerIdResponse,
  isResponseTo: (data, { customerId }) => isSameCustomer(data, customerId),
});

/** The files must be uploaded before. */
export async function answerInformationRequest(
  connection: FinConnection,
  request: AnswerInformationRequest,
  options: CallOptions,
): Promise<{ customerId: string }> {
  const { proofOfIdentity, proofOfAddress } = request;
  requireUris([...(proofOfIdentity?.files ?? []), ...(proofOfAddress?.files ?? [])]);
  const { customer_id } = await callEndpoint(connection, updateCustomerV1, request, options);
  return { customerId: customer_id };
}
