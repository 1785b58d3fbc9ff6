import type { GatewayContext } from '../../context.ts';
import type { FieldError } from '../../errors.ts';
import { toRuleContext } from '../../rules/rule-context.ts';
import type { AttachIndividualDocumentsInput } from './document-inputs.ts';
import { validateDocuments } from './validate-documents.ts';

export function validateIndividualDocuments(
  _root: unknown,
  { input }: { input: AttachIndividualDocumentsInput },
  context: GatewayContext,
): FieldError[] {
  return validateDocuments(input, toRuleContext(context));
}
