import type { GatewayContext } from '../../context.ts';
import type { ResolvedField } from '../../idempotency/begin-write.ts';
import { toRuleContext } from '../../rules/rule-context.ts';
import type { AttachIndividualDocumentsInput } from './document-inputs.ts';
import { validateDocuments } from './validate-documents.ts';
import type { DocumentsPayload } from './warnings/documents-payload.ts';
import { attachWarnings } from './warnings/input-warnings.ts';
import { writeDocuments } from './write-documents.ts';

/** @throws {GatewayError} as `writeDocuments` does */
export function attachIndividualDocuments(
  _root: unknown,
  { input }: { input: AttachIndividualDocumentsInput },
  context: GatewayContext,
  field: ResolvedField,
): Promise<DocumentsPayload> {
  const { customers, requestId } = context;
  const rules = toRuleContext(context);
  return writeDocuments(
    {
      operation: 'attachIndividualDocuments',
      input,
      fieldErrors: validateDocuments(input, rules),
      warnings: attachWarnings(input, rules),
      send: (request) => customers.attachIndividualDocuments(request, { requestId }),
    },
    context,
    field,
  );
}
