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
/** What Fin.com surely gives: its schema allows 512, a third party saw no more than this. */
const MAX_PER_PAGE = 100;
const MAX_PAGE = 1_000_000;

interface PageArgs {
  readonly page?: number | null | undefined;
  readonly perPage?: number | null | undefined;
}

/**
 * One page of the individuals. Members that the list does not tell are read one by one where they are asked for.
 *
 * @throws {GatewayError} BAD_USER_INPUT for a page that cannot be; else as the datasource has it
 */
export async function individualCustomers(
  _root: unknown,
  { page, perPage }: PageArgs,
  { customers, requestId }: GatewayContext,
): Promise<IndividualCustomerPageShape> {
  const asked = { page: page ?? 1, perPage: perPage ?? DEFAULT_PER_PAGE };
  const faults = pageFaults(asked);
  if (faults.length > 0) throw badUserInput(faults);
  return await customers.listIndividualCustomers(asked, { requestId });
}

/** What is wrong with a page and its size, as far as they are given. */
export function pageFaults({ page, perPage }: PageArgs): FieldError[] {
  return [...rangeFaults('page', page, MAX_PAGE), ...rangeFaults('perPage', perPage, MAX_PER_PAGE)];
}

function rangeFaults(name: string, value: number | null | undefined, max: number): FieldError[] {
  if (value == null || (value >= 1 && value <= max)) return [];
  return [fieldError([name], 'OUT_OF_RANGE', `Must be from 1 to ${max}.`, { min: 1, max })];
}
