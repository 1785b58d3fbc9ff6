import type { GatewayContext } from '../context.ts';
import { badUserInput } from '../errors.ts';
import type { AttachIndividualDocumentsInput } from '../schema/inputs/attach-individual-documents-input.ts';
import type { AttachIndividualDocumentsPayloadShape } from '../schema/objects/attach-individual-documents-payload.ts';
import { documentFaults } from './document-rules.ts';
import { tellingOfUploads, uploadsOf, withUris } from './proof-files.ts';
import { storeDocuments } from './store-documents.ts';

/**
 * Checks the form, sends its files up if it has any, then attaches the documents to their customer.
 *
 * @throws {GatewayError} BAD_USER_INPUT with every broken rule, before a file is read or anything is sent; once files
 *   are stored, every error carries their URIs in `uploadedFiles`; else as storing and attaching have it
 */
export async function attachIndividualDocuments(
  _root: unknown,
  { input }: { input: AttachIndividualDocumentsInput },
  context: GatewayContext,
): Promise<AttachIndividualDocumentsPayloadShape> {
  const { customers, customerLoader, now, requestId } = context;
  const faults = documentFaults(input, now());
  if (faults.length > 0) throw badUserInput(faults);
  const { proofOfIdentity, proofOfAddress } = input;
  const files = [
    ...uploadsOf('proofOfIdentity', proofOfIdentity),
    ...uploadsOf('proofOfAddress', proofOfAddress),
  ];
  const stored = files.length > 0 ? await storeDocuments(input.customerId, files, context) : [];
  const request = {
    ...input,
    proofOfIdentity: {
      ...proofOfIdentity,
      files: withUris('proofOfIdentity', proofOfIdentity.files, stored),
    },
    proofOfAddress: { ...proofOfAddress, files: withUris('proofOfAddress', proofOfAddress.files, stored) },
  };
  const attaching = customers.attachIndividualDocuments(request, { requestId });
  const { customerId } = await tellingOfUploads(stored, attaching);
  // Attaching starts the review: an earlier field of the operation may have read the customer before it.
  customerLoader.forget(customerId);
  return { customer: { id: customerId } };
}
