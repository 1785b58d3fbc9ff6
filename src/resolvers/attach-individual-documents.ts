import type { GatewayContext } from '../context.ts';
import { badUserInput } from '../errors.ts';
import type { AttachIndividualDocumentsInput } from '../schema/inputs/attach-individual-documents-input.ts';
import type { AttachIndividualDocumentsPayloadShape } from '../schema/objects/attach-individual-documents-payload.ts';
import { documentFaults } from './document-rules.ts';

/**
 * Checks the documents, then attaches them to their customer.
 *
 * @throws {GatewayError} BAD_USER_INPUT with every broken rule, before anything is sent; else as the datasource has it
 */
export async function attachIndividualDocuments(
  _root: unknown,
  { input }: { input: AttachIndividualDocumentsInput },
  { customers, now, requestId }: GatewayContext,
): Promise<AttachIndividualDocumentsPayloadShape> {
  const faults = documentFaults(input, now());
  if (faults.length > 0) throw badUserInput(faults);
  const { customerId } = await customers.attachIndividualDocuments(input, { requestId });
  return { customer: { id: customerId } };
}
