import type { GatewayContext } from '../../context.ts';
import type { Pagination } from '../../datasources/fin/wire/pages.ts';
import { badUserInput, type FieldError } from '../../errors.ts';
import { fieldError } from '../../field-errors.ts';
import type { IndividualCustomerShape } from './individual-customer.ts';

export interface IndividualCustomerPageShape {
  readonly customers: readonly IndividualCustomerShape[];
  readonly pagination: Pagination;
}

const DEFAULT_PER_PAGE = 10;
/** Fin.com's schema allows 512, but only this many have been seen to work. */
const MAX_PER_PAGE = 100;
const MAX_PAGE = 1_000_000;

interface PageArgs {
  readonly page?: number | null | undefined;
  readonly perPage?: number | null | undefined;
}

/**
 * Lists one page of individuals. Members that the list does not contain are read per customer on demand.
 *
 * @throws {GatewayError} BAD_USER_INPUT; errors of the read
 */
export async function individualCustomers(
  _root: unknown,
  { page, perPage }: PageArgs,
  { customers, requestId }: GatewayContext,
): Promise<IndividualCustomerPageShape> {
  const asked = { page: page ?? 1, perPage: perPage ?? DEFAULT_PER_PAGE };
  const errors = validatePage(asked);
  if (errors.length > 0) throw badUserInput(errors);
  return await customers.listIndividualCustomers(asked, { requestId });
}

export function validatePage({ page, perPage }: PageArgs): FieldError[] {
  return [...validateRange('page', page, MAX_PAGE), ...validateRange('perPage', perPage, MAX_PER_PAGE)];
}

function validateRange(name: string, value: number | null | undefined, max: number): FieldError[] {
  if (value == null || (value >= 1 && value <= max)) return [];
  return [fieldError([name], 'OUT_OF_RANGE', `Must be from 1 to ${max}.`, { min: 1, max })];
}
