import { GatewayError } from '../../../errors.ts';
import { type CallOptions, callEndpoint } from '../call-endpoint.ts';
import type { CustomerConnection } from '../customers/customer-connection.ts';
import { customerIdResponse, isSameCustomer } from '../customers/customer-response.ts';
import { getCustomerV2 } from '../customers/read-individual-customer.ts';
import { hasStatus } from '../errors/has-status.ts';
import { endpoint } from '../wire/endpoint.ts';
import { element, fieldInList, object, pathParameter, shape } from '../wire/shape.ts';
import {
  type DocumentFile,
  type ProofOfAddress,
  type ProofOfIdentity,
  proofOfAddress,
  proofOfAddressV1,
  proofOfIdentity,
  proofOfIdentityV1,
} from './proofs.ts';
import { requireUris } from './require-uris.ts';

export interface AttachIndividualDocumentsRequest {
  readonly customerId: string;
  readonly proofOfIdentity: ProofOfIdentity;
  readonly proofOfAddress: ProofOfAddress;
  /** v1 has no place for it. */
  readonly selfie?: DocumentFile | null | undefined;
  readonly tosPoliciesValue: string;
}

interface AttachRequestV1 extends Pick<AttachIndividualDocumentsRequest, 'customerId' | 'tosPoliciesValue'> {
  readonly proofOfIdentity: Omit<ProofOfIdentity, 'state'>;
  readonly proofOfAddress: Omit<ProofOfAddress, 'issueDate'>;
}

export const attachIndividualDocumentsV1 = endpoint({
  operation: 'attachIndividualDocuments',
  method: 'POST',
  path: 'v1/customers/individual/attach',
  effect: 'write',
  usedFor:
    '`attachIndividualDocuments`, after its files were uploaded; with `FIN_CUSTOMER_API=v2` only for customers that v1 created',
  request: shape<AttachRequestV1>({
    customerId: 'customer_id',
    proofOfIdentity: object('proof_of_identity', proofOfIdentityV1),
    proofOfAddress: object('proof_of_address', proofOfAddressV1),
    tosPoliciesValue: 'tos_policies_value',
  }),
  response: customerIdResponse,
  isResponseTo: (data, { customerId }) => isSameCustomer(data, customerId),
});

export const attachIndividualDocumentsV2 = endpoint({
  operation: 'attachIndividualDocumentsV2',
  method: 'POST',
  path: 'v2/customers/{customer_id}/individual/attach',
  effect: 'write',
  usedFor: '`attachIndividualDocuments` with `FIN_CUSTOMER_API=v2`, after its files were uploaded',
  request: shape<AttachIndividualDocumentsRequest>({
    customerId: pathParameter('customer_id'),
    proofOfIdentity: element('identifying_documents', proofOfIdentity),
    selfie: element('identifying_documents', { uri: fieldInList('files', 'uri') }, { type: 'SELFIE' }),
    proofOfAddress: element('address_documents', proofOfAddress),
    tosPoliciesValue: 'tos_policies_value',
  }),
  response: customerIdResponse,
  isResponseTo: (data, { customerId }) => isSameCustomer(data, customerId),
});

const OTHER_VERSION_ADVICE =
  "Fin.com's API v2 knows this customer. If the account onboards people through v2, start the gateway with FIN_CUSTOMER_API=v2.";
const SELFIE_ADVICE =
  "Fin.com's API v2 does not know this customer, and v1 has no place for a selfie: attach the documents without it.";

/**
 * Attaches documents through the version of the API that the account uses. The files must be uploaded before.
 *
 * @throws {GatewayError} with outcome UNKNOWN if the documents may have been attached
 */
export async function attachIndividualDocuments(
  connection: CustomerConnection,
  request: AttachIndividualDocumentsRequest,
  options: CallOptions,
): Promise<{ customerId: string }> {
  const { proofOfIdentity: identity, proofOfAddress: address, selfie } = request;
  requireUris([...identity.files, ...address.files, ...(selfie ? [selfie] : [])]);
  const attach = connection.customerApi === 'v2' ? attachThroughV2 : attachThroughV1;
  const { customer_id } = await attach(connection, request, options);
  return { customerId: customer_id };
}

async function attachThroughV1(
  connection: CustomerConnection,
  request: AttachIndividualDocumentsRequest,
  options: CallOptions,
) {
  try {
    return await callEndpoint(connection, attachIndividualDocumentsV1, request, options);
  } catch (refusal) {
    if (!isAboutCustomer(refusal)) throw refusal;
    const found = await findInV2(connection, request.customerId, options);
    throw found === 'FOUND' ? withAdvice(refusal, OTHER_VERSION_ADVICE) : refusal;
  }
}

/** A 403 has several causes. Only if v2 does not know the customer was it created through v1, and v1 can attach. */
async function attachThroughV2(
  connection: CustomerConnection,
  request: AttachIndividualDocumentsRequest,
  options: CallOptions,
) {
  try {
    return await callEndpoint(connection, attachIndividualDocumentsV2, request, options);
  } catch (refusal) {
    if (!hasStatus(refusal, attachIndividualDocumentsV2, 403)) throw refusal;
    const found = await findInV2(connection, request.customerId, options);
    if (found !== 'NOT_FOUND') throw refusal;
    if (request.selfie) throw withAdvice(refusal, SELFIE_ADVICE);
    return await callEndpoint(connection, attachIndividualDocumentsV1, request, options).catch(
      (error: unknown) => {
        throw hasStatus(error, attachIndividualDocumentsV1, 403, 404) ? refusal : error;
      },
    );
  }
}

/** For a customer that it does not know, v1 documents no other status than 422. */
function isAboutCustomer(error: unknown): error is GatewayError {
  if (hasStatus(error, attachIndividualDocumentsV1, 403, 404)) return true;
  if (!hasStatus(error, attachIndividualDocumentsV1, 422)) return false;
  return error.details.fieldErrors?.some(({ path }) => path.join('.') === 'input.customerId') ?? false;
}

async function findInV2(
  connection: CustomerConnection,
  id: string,
  options: CallOptions,
): Promise<'FOUND' | 'NOT_FOUND' | 'READ_FAILED'> {
  try {
    await callEndpoint(connection, getCustomerV2, { id }, options);
    return 'FOUND';
  } catch (error) {
    return hasStatus(error, getCustomerV2, 404) ? 'NOT_FOUND' : 'READ_FAILED';
  }
}

function withAdvice({ code, message, details }: GatewayError, advice: string): GatewayError {
  return new GatewayError(code, { ...details, message: `${message} ${advice}` });
}
