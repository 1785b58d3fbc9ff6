import type { GatewayContext } from '../../context.ts';
import type { ResolvedField } from '../../idempotency/begin-write.ts';
import { toRuleContext } from '../../rules/rule-context.ts';
import type { CustomerPayload } from '../customers/customer-payload.ts';
import type { AttachIndividualDocumentsInput } from './document-inputs.ts';
import { validateDocuments } from './validate-documents.ts';
import { writeDocuments } from './write-documents.ts';

/** @throws {GatewayError} as `writeDocuments` does */
export function attachIndividualDocuments(
  _root: unknown,
  { input }: { input: AttachIndividualDocumentsInput },
  context: GatewayContext,
  field: ResolvedField,
): Promise<CustomerPayload> {
  const { customers, requestId } = context;
  return writeDocuments(
    {
      operation: 'attachIndividualDocuments',
      input,
      fieldErrors: validateDocuments(input, toRuleContext(context)),
      send: (request) => customers.attachIndividualDocuments(request, { requestId }),
    },
    context,
    field,
  );
}
