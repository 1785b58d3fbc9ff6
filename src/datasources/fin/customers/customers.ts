import { type FieldPath, GatewayError } from '../../../errors.ts';
import {
  type CallOptions,
  type FinConnection,
  getAuthorized,
  sendAuthorized,
} from '../auth/authorized-call.ts';
import { requireUris } from '../documents/upload-uri.ts';
import { badResponse, fromRefusal } from '../errors/upstream-error.ts';
import type { HttpAnswer } from '../http/http-answer.ts';
import { attachAnswer, parseAnswer } from '../wire/wire.ts';
import { ATTACH_INDIVIDUAL_DOCUMENTS, toInputPath, toWireBody } from '../wire/wire-names.ts';
import { type AnswerInformationRequest, answerInformationRequest } from './answer-information-request.ts';
import {
  type CreatedCustomer,
  type CreateIndividualCustomerRequest,
  createIndividualCustomer,
} from './create-individual-customer.ts';
import type { CustomerDetails } from './customer-details.ts';
import { type CustomerPage, listIndividualCustomers } from './list-individual-customers.ts';
import { customerAnswer, toCustomerDetails } from './wire-customer.ts';

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
   * Creates an individual. Sent once; once more only after a 401.
   *
   * @throws {GatewayError} FIN_VALIDATION_FAILED with one field error for each complaint of a 422, paths from `input`;
   *   FEATURE_LOCKED if the verification type is not enabled; with outcome UNKNOWN if the answer was lost, late, a 5xx or
   *   without an id
   * @see POST /v1/customers/individual
   */
  createIndividualCustomer(
    input: CreateIndividualCustomerRequest,
    options: CallOptions,
  ): Promise<CreatedCustomer>;

  /**
   * Reads an individual. Repeated within the time-out while Fin.com is busy or out of reach.
   *
   * @throws {GatewayError} NOT_FOUND if there is none of that id, or it is a business; UPSTREAM_BAD_RESPONSE if the answer
   *   is not about that customer
   * @see GET /v1/customers/{customer_id}
   */
  readIndividualCustomer(id: string, options: CallOptions): Promise<CustomerDetails>;

  /**
   * Reads one page of the individuals, in Fin.com's order, which it does not document.
   *
   * @param asked page from 1, perPage up to 100
   * @see GET /v2/customers
   */
  listIndividualCustomers(
    asked: { readonly page: number; readonly perPage: number },
    options: CallOptions,
  ): Promise<CustomerPage>;

  /**
   * Answers what Fin.com asks for. Sent once; once more only after a 401.
   *
   * @returns the customer's id as Fin.com echoes it
   * @throws {GatewayError} FIN_VALIDATION_FAILED with one field error for each complaint of a 400 or 422, paths from
   *   `input`; NOT_FOUND; with outcome UNKNOWN if the answer was lost, late, a 5xx or not what the contract says
   * @see PATCH /v1/customers/{customer_id}
   */
  answerInformationRequest(
    input: AnswerInformationRequest,
    options: CallOptions,
  ): Promise<{ customerId: string }>;

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
    createIndividualCustomer: (input, options) => createIndividualCustomer(connection, input, options),

    listIndividualCustomers: (asked, options) => listIndividualCustomers(connection, asked, options),

    answerInformationRequest: (input, options) => answerInformationRequest(connection, input, options),

    async readIndividualCustomer(id, options) {
      const answer = await getAuthorized(connection, options, {
        operation: 'getCustomer',
        path: `v1/customers/${encodeURIComponent(id)}`,
      });
      if (answer.status !== 200) throw readRefusal(answer, id);
      const customer = parseAnswer(customerAnswer, answer.text)?.data;
      if (customer?.customer_id.toLowerCase() !== id.toLowerCase()) throw badResponse(answer, 'getCustomer');
      if (customer.type === 'BUSINESS') throw new GatewayError('NOT_FOUND', { message: IS_A_BUSINESS });
      return toCustomerDetails(customer);
    },

    async attachIndividualDocuments(input, options) {
      requireUris([...input.proofOfIdentity.files, ...input.proofOfAddress.files]);
      const answer = await sendAuthorized(connection, options, {
        operation: 'attachIndividualDocuments',
        path: 'v1/customers/individual/attach',
        json: toWireBody(ATTACH_INDIVIDUAL_DOCUMENTS, input),
      });
      if (answer.status !== 200) throw attachRefusal(answer, input);
      const customerId = parseAnswer(attachAnswer, answer.text)?.data.customer_id;
      if (customerId?.toLowerCase() !== input.customerId.toLowerCase()) {
        throw badResponse(answer, 'attachIndividualDocuments');
      }
      return { customerId };
    },
  };
}

const IS_A_BUSINESS = 'There is no individual of this id: it is that of a business.';

function readRefusal(answer: HttpAnswer, id: string) {
  return fromRefusal(answer, { operation: 'getCustomer', toInputPath: () => ['id'], privateValues: [id] });
}

function attachRefusal(answer: HttpAnswer, input: AttachIndividualDocumentsRequest) {
  const { customerId, proofOfIdentity, proofOfAddress, tosPoliciesValue } = input;
  const { number, issueDate, expiryDate } = proofOfIdentity;
  const files = [...proofOfIdentity.files, ...proofOfAddress.files];
  return fromRefusal(answer, {
    operation: 'attachIndividualDocuments',
    toInputPath: (field): FieldPath => toInputPath(ATTACH_INDIVIDUAL_DOCUMENTS, input, field),
    privateValues: [
      ...files.flatMap(({ uri }) => uri ?? []),
      ...[customerId, number, issueDate, expiryDate, tosPoliciesValue],
    ],
  });
}
