import type { FieldPath } from '../../errors.ts';
import { type CallOptions, type FinConnection, postAuthorized } from './authorized-call.ts';
import type { HttpAnswer } from './http-client.ts';
import { badResponse, fromRefusal } from './upstream-error.ts';
import { attachAnswer } from './wire.ts';
import { ATTACH_INDIVIDUAL_DOCUMENTS, toInputPath, toWireBody } from './wire-names.ts';

interface DocumentFile {
  readonly uri?: string | null | undefined;
}

/** The request of POST /v1/customers/individual/attach in our names; files were uploaded before. */
export interface AttachIndividualDocumentsRequest {
  readonly customerId: string;
  readonly proofOfIdentity: {
    readonly type: 'PASSPORT' | 'NATIONAL_ID' | 'DRIVERS_LICENSE' | 'RESIDENCE_PERMIT';
    readonly number: string;
    /** ISO 3166-1 alpha-3. */
    readonly country: string;
    /** YYYY-MM-DD, as is the expiry date. */
    readonly issueDate: string;
    readonly expiryDate: string;
    readonly files: readonly (DocumentFile & { readonly side?: 'FRONT' | 'BACK' | null | undefined })[];
  };
  readonly proofOfAddress: {
    readonly type:
      | AttachIndividualDocumentsRequest['proofOfIdentity']['type']
      | 'UTILITY_BILL'
      | 'GOVERNMENT_LETTER'
      | 'BANK_STATEMENT';
    readonly country: string;
    readonly files: readonly DocumentFile[];
  };
  readonly tosPoliciesValue: string;
}

export interface Customers {
  /**
   * Attaches proof of identity and proof of address to a customer. Sent once; once more only after a 401.
   *
   * @returns the customer's id as Fin.com echoes it
   * @throws {GatewayError} FIN_VALIDATION_FAILED with one field error for each complaint of a 422, paths from `input`;
   *   with outcome UNKNOWN if the answer was lost, late, a 5xx or not what the contract says
   * @see POST /v1/customers/individual/attach
   */
  attachIndividualDocuments(
    input: AttachIndividualDocumentsRequest,
    options: CallOptions,
  ): Promise<{ customerId: string }>;
}

export function createCustomers(connection: FinConnection): Customers {
  return {
    async attachIndividualDocuments(input, options) {
      const answer = await postAuthorized(connection, options, {
        operation: 'attachIndividualDocuments',
        path: 'v1/customers/individual/attach',
        json: toWireBody(ATTACH_INDIVIDUAL_DOCUMENTS, input),
      });
      if (answer.status !== 200) throw attachRefusal(answer, input);
      const customerId = attachedCustomerId(answer.text);
      if (customerId?.toLowerCase() !== input.customerId.toLowerCase()) {
        throw badResponse(answer, 'attachIndividualDocuments');
      }
      return { customerId };
    },
  };
}

function attachRefusal(answer: HttpAnswer, input: AttachIndividualDocumentsRequest) {
  const files = [...input.proofOfIdentity.files, ...input.proofOfAddress.files];
  return fromRefusal(answer, {
    operation: 'attachIndividualDocuments',
    toInputPath: (field): FieldPath => toInputPath(ATTACH_INDIVIDUAL_DOCUMENTS, input, field),
    privateValues: [
      ...files.flatMap(({ uri }) => uri ?? []),
      input.proofOfIdentity.number,
      input.tosPoliciesValue,
    ],
  });
}

function attachedCustomerId(text: string): string | undefined {
  try {
    return attachAnswer.safeParse(JSON.parse(text)).data?.data.customer_id;
  } catch {
    return undefined;
  }
}
