import type { GatewayContext } from '../../context.ts';
import type { ResolvedField } from '../../idempotency/begin-write.ts';
import { toRuleContext } from '../../rules/rule-context.ts';
import type { AnswerInformationRequestInput } from '../documents/document-inputs.ts';
import { validateAnswer } from '../documents/validate-documents.ts';
import type { DocumentsPayload } from '../documents/warnings/documents-payload.ts';
import { answerWarnings } from '../documents/warnings/input-warnings.ts';
import { writeDocuments } from '../documents/write-documents.ts';
import { validateRequested } from './requested-fields.ts';

/** @throws {GatewayError} as `writeDocuments` does; NOT_FOUND */
export function answerInformationRequest(
  _root: unknown,
  { input }: { input: AnswerInformationRequestInput },
  context: GatewayContext,
  field: ResolvedField,
): Promise<DocumentsPayload> {
  const { customers, customerLoader, requestId } = context;
  const rules = toRuleContext(context);
  return writeDocuments(
    {
      operation: 'answerInformationRequest',
      input,
      fieldErrors: validateAnswer(input, rules),
      warnings: answerWarnings(input, rules),
      async check() {
        const { requestedInformation } = await customerLoader.load(input.customerId);
        return validateRequested(input, requestedInformation);
      },
      send: (request) => customers.answerInformationRequest(request, { requestId }),
    },
    context,
    field,
  );
}
