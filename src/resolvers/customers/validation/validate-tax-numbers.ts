import type { CreateIndividualCustomerRequest } from '../../../datasources/fin/customers/create-individual-customer-request.ts';
import type { FieldError, FieldPath } from '../../../errors.ts';
import { fieldError, validateNotBlank } from '../../../field-errors.ts';
import { isBlank, singleTaxNumber } from '../../../rules/alternative-members.ts';
import type { RuleContext } from '../../../rules/rule-context.ts';
import type { PartialInput } from '../../input-check.ts';
import { validateLatinInV1 } from './text-rules.ts';

type TaxNumbers = Pick<PartialInput<CreateIndividualCustomerRequest['basicInfo']>, 'tin' | 'taxInfo'>;

/** @param path of the object that has `tin` and `taxInfo` */
export function* validateTaxNumbers(
  path: FieldPath,
  numbers: TaxNumbers,
  context: RuleContext,
): Generator<FieldError> {
  if (context.customerApi === 'v2') {
    yield* validateTaxInfo([...path, 'taxInfo'], numbers.taxInfo);
    return;
  }
  const number = singleTaxNumber(numbers);
  const numberPath = [...path, ...number.path];
  if (isBlank(number.value)) {
    yield fieldError(numberPath, 'REQUIRED', 'A tax number is required: send tin or taxInfo.');
  }
  yield* validateLatinInV1(numberPath, number.value, context);
}

function* validateTaxInfo(path: FieldPath, taxInfo: TaxNumbers['taxInfo']): Generator<FieldError> {
  if (!taxInfo?.length) yield fieldError(path, 'REQUIRED', 'A tax number is required.', { min: 1 });
  const seenIds = new Set<string>();
  for (const [index, document] of taxInfo?.entries() ?? []) {
    if (!document) continue;
    const { documentType, documentId } = document;
    const idPath = [...path, index, 'documentId'];
    yield* validateNotBlank([...path, index, 'documentType'], documentType);
    yield* validateNotBlank(idPath, documentId);
    if (documentId == null || isBlank(documentId)) continue;
    if (seenIds.has(documentId)) yield fieldError(idPath, 'DUPLICATE', 'Duplicate document id.');
    seenIds.add(documentId);
  }
}
