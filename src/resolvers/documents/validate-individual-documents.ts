import type { GatewayContext } from '../../context.ts';
import type { FieldError } from '../../errors.ts';
import type { AttachIndividualDocumentsInput } from '../../schema/documents/attach-individual-documents-input.ts';
import { documentFaults } from './document-rules.ts';

/** The mistakes that `attachIndividualDocuments` would refuse, as data; nothing is sent. */
export function validateIndividualDocuments(
  _root: unknown,
  { input }: { input: AttachIndividualDocumentsInput },
  { now }: GatewayContext,
): FieldError[] {
  return documentFaults(input, now());
}
