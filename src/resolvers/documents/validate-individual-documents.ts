import type { GatewayContext } from '../../context.ts';
import type { FieldError } from '../../errors.ts';
import type { AttachIndividualDocumentsInput } from './document-inputs.ts';
import { validateDocuments } from './validate-documents.ts';

export function validateIndividualDocuments(
  _root: unknown,
  { input }: { input: AttachIndividualDocumentsInput },
  { now }: GatewayContext,
): FieldError[] {
  return validateDocuments(input, now());
}
