import type { GatewayContext } from '../../context.ts';
import { badUserInput } from '../../errors.ts';
import {
  idempotently,
  type ResolvedField,
  recallCustomer,
  type WriteSteps,
} from '../../idempotency/with-idempotency.ts';
import type { AttachIndividualDocumentsInput } from '../../schema/documents/attach-individual-documents-input.ts';
import type { IncomingFile } from '../../uploads/incoming-documents.ts';
import { withFileMistakes } from '../../uploads/store-documents.ts';
import type { CustomerPayload } from '../customers/individual-customer.ts';
import { documentFaults } from './document-rules.ts';
import { proofUploads, tellingOfUploads, withUris } from './proof-files.ts';

/**
 * Checks the form, sends its files up if it has any, then attaches the documents to their customer; with an idempotency
 * key, once.
 *
 * @throws {GatewayError} BAD_USER_INPUT with every broken rule and every wrong file, before anything is sent; once files
 *   are stored, every error carries their URIs in `uploadedFiles`; else as storing and attaching have it
 */
export async function attachIndividualDocuments(
  _root: unknown,
  { input }: { input: AttachIndividualDocumentsInput },
  context: GatewayContext,
  field: ResolvedField,
): Promise<CustomerPayload> {
  const { customerId } = input;
  const files = proofUploads(input);
  const run = (steps: WriteSteps) => attach(input, files, steps, context);
  const { customer } = await idempotently(
    { operation: 'attachIndividualDocuments', input, customerId, files, run, recall: recallCustomer },
    context,
    field,
  );
  // Attaching starts the review: an earlier field of the operation may have read the customer before it.
  context.customerLoader.forget(customer.id);
  return { customer };
}

async function attach(
  input: AttachIndividualDocumentsInput,
  files: readonly IncomingFile[],
  { storeFiles, send }: WriteSteps,
  context: GatewayContext,
) {
  const { customers, now, requestId } = context;
  const faults = documentFaults(input, now());
  if (faults.length > 0) throw await withFileMistakes(badUserInput(faults), files, context);
  const { proofOfIdentity, proofOfAddress } = input;
  const stored = files.length > 0 ? await storeFiles(input.customerId) : [];
  const request = {
    ...input,
    proofOfIdentity: {
      ...proofOfIdentity,
      files: withUris('proofOfIdentity', proofOfIdentity.files, stored),
    },
    proofOfAddress: { ...proofOfAddress, files: withUris('proofOfAddress', proofOfAddress.files, stored) },
  };
  const attaching = send(() => customers.attachIndividualDocuments(request, { requestId }));
  const { customerId } = await tellingOfUploads(stored, attaching);
  return { customer: { id: customerId } };
}
