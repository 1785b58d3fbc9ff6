import { type CallOptions, callEndpoint, type FinConnection } from '../call-endpoint.ts';
import { requireUris } from '../documents/require-uris.ts';
import { endpoint } from '../wire/endpoint.ts';
import { list, object, pathParameter, publicField, shape } from '../wire/shape.ts';
import { customerIdResponse, isSameCustomer } from './customer-response.ts';

type Maybe<Value> = Value | null | undefined;
interface RequestedFile {
  readonly uri?: Maybe<string>;
  readonly side?: Maybe<'FRONT' | 'BACK'>;
}

export interface AnswerInformationRequest {
  readonly customerId: string;
  readonly proofOfIdentity?: Maybe<{
    readonly type?: Maybe<string>;
    readonly number?: Maybe<string>;
    readonly country?: Maybe<string>;
    /** YYYY-MM-DD. */
    readonly issueDate?: Maybe<string>;
    /** YYYY-MM-DD. */
    readonly expiryDate?: Maybe<string>;
    readonly files?: Maybe<readonly RequestedFile[]>;
  }>;
  readonly proofOfAddress?: Maybe<{
    readonly type?: Maybe<string>;
    readonly country?: Maybe<string>;
    readonly files?: Maybe<readonly Pick<RequestedFile, 'uri'>[]>;
  }>;
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
    proofOfIdentity: object('proof_of_identity', {
      type: publicField('type'),
      number: 'number',
      country: publicField('country'),
      issueDate: 'issue_date',
      expiryDate: 'expiry_date',
      files: list('files', { side: publicField('side'), uri: 'uri' }),
    }),
    proofOfAddress: object('proof_of_address', {
      type: publicField('type'),
      country: publicField('country'),
      files: list('files', { uri: 'uri' }),
    }),
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
