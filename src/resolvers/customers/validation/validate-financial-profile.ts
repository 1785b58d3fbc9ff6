import type { CreateIndividualCustomerRequest } from '../../../datasources/fin/customers/create-individual-customer-request.ts';
import type { FieldError, FieldPath } from '../../../errors.ts';
import { fieldError } from '../../../field-errors.ts';
import { allSourcesOfFunds, singleSourceOfFunds } from '../../../rules/alternative-members.ts';
import type { RuleContext } from '../../../rules/rule-context.ts';
import type { PartialInput } from '../../input-check.ts';

type FinancialProfile = PartialInput<CreateIndividualCustomerRequest['financialProfile']>;

export function* validateFinancialProfile(
  path: FieldPath,
  profile: FinancialProfile,
  context: RuleContext,
): Generator<FieldError> {
  if (context.customerApi === 'v2' && profile.employmentStatus == null) {
    yield fieldError([...path, 'employmentStatus'], 'REQUIRED', 'An employment status is required.');
  }
  yield* validateSourcesOfFunds(path, profile, context);
  const { monthlyVolumeUsd } = profile;
  if (monthlyVolumeUsd != null && monthlyVolumeUsd < 0) {
    yield fieldError([...path, 'monthlyVolumeUsd'], 'OUT_OF_RANGE', 'Must not be negative.', { min: 0 });
  }
}

function* validateSourcesOfFunds(
  path: FieldPath,
  profile: FinancialProfile,
  { customerApi }: RuleContext,
): Generator<FieldError> {
  const { sourceOfFundId, sourceOfFundIds } = profile;
  const listPath = [...path, 'sourceOfFundIds'];
  yield* customerApi === 'v1' ? requireOne(path, profile) : requireAny(path, profile);
  if (customerApi === 'v1' && sourceOfFundIds && sourceOfFundIds.length > 1) {
    const message = 'Version v1 of the API takes only one source of funds.';
    yield fieldError(listPath, 'OUT_OF_RANGE', message, { max: 1, unit: 'ITEMS' });
  }
  if (sourceOfFundId != null && sourceOfFundIds?.length && !sourceOfFundIds.includes(sourceOfFundId)) {
    const message = 'Does not contain sourceOfFundId. Send only one of the two fields.';
    yield fieldError(listPath, 'CONFLICTING', message, { with: ['sourceOfFundId'] });
  }
}

function requireOne(path: FieldPath, profile: FinancialProfile): FieldError[] {
  const source = singleSourceOfFunds(profile);
  if (source.value != null) return [];
  return [fieldError([...path, ...source.path], 'REQUIRED', 'A source of funds is required.')];
}

function requireAny(path: FieldPath, profile: FinancialProfile): FieldError[] {
  const sources = allSourcesOfFunds(profile);
  if (sources.value.length > 0) return [];
  const message = 'At least one source of funds is required.';
  return [fieldError([...path, ...sources.path], 'REQUIRED', message, { min: 1 })];
}
