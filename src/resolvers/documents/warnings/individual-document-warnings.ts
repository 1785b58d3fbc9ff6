import type { GatewayContext } from '../../../context.ts';
import type { DocumentWarning } from '../../../document-warning-codes.ts';
import { toRuleContext } from '../../../rules/rule-context.ts';
import type { AttachIndividualDocumentsInput } from '../document-inputs.ts';
import { attachWarnings } from './input-warnings.ts';

export function individualDocumentWarnings(
  _root: unknown,
  { input }: { input: AttachIndividualDocumentsInput },
  context: GatewayContext,
): DocumentWarning[] {
  return attachWarnings(input, toRuleContext(context));
}
