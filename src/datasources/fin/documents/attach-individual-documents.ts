import { type CallOptions, callEndpoint, type FinConnection } from '../call-endpoint.ts';
import { customerIdResponse, isSameCustomer } from '../customers/customer-response.ts';
import { endpoint } from '../wire/endpoint.ts';
import { list, object, publicField, shape } from '../wire/shape.ts';
import { requireUris } from './require-uris.ts';

interface DocumentFile {
  readonly uri?: string | null | undefined;
}

type ProofOfIdentityType = 'PASSPORT' | 'NATIONAL_ID' | 'DRIVERS_LICENSE' | 'RESIDENCE_PERMIT';

export interface AttachIndividualDocumentsRequest {
  readonly customerId: string;
  readonly proofOfIdentity: {
    readonly type: ProofOfIdentityType;
    readonly number: string;
    /** ISO 3166-1 alpha-3. */
    readonly country: string;
    /** YYYY-MM-DD. */
    readonly issueDate: string;
    /** YYYY-MM-DD. */
    readonly expiryDate: string;
    readonly files: readonly (DocumentFile & { readonly side?: 'FRONT' | 'BACK' | null | undefined })[];
  };
  readonly proofOfAddress: {
    readonly type: ProofOfIdentityType | 'UTILITY_BILL' | 'GOVERNMENT_LETTER' | 'BANK_STATEMENT';
    /** ISO 3166-1 alpha-3. */
    readonly country: string;
    readonly files: readonly DocumentFile[];
  };
  readonly tosPoliciesValue: string;
}

export const attachIndividualDocumentsV1 = endpoint({
  operation: 'attachIndividualDocuments',
  method: 'POST',
  path: 'v1/customers/individual/attach',
  effect: 'write',
  usedFor: '`attachIndividualDocuments`, after its files were uploaded',
  request: shape<AttachIndividualDocumentsRequest>({
    customerId: 'customer_id',
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
export async function attachIndividualDocuments(
  connection: FinConnection,
  request: AttachIndividualDocumentsRequest,
  options: CallOptions,
): Promise<{ customerId: string }> {
  requireUris([...request.proofOfIdentity.files, ...request.proofOfAddress.files]);
  const { customer_id } = await callEndpoint(connection, attachIndividualDocumentsV1, request, options);
  return { customerId: customer_id };
}
