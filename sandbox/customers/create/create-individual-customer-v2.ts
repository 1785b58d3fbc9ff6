import { z } from 'zod/mini';
import { route } from '../../http/route.ts';
import { findRepeated } from '../../validation/find-repeated.ts';
import type { Violation } from '../../validation/validation-error.ts';
import { checkCountryRules } from './check-country-rules.ts';
import {
  type CreateCustomerRequestV2,
  createCustomerRequestV2,
  isAscii,
} from './create-customer-request-v2.ts';
import { respondCreated, toPerson } from './respond-created.ts';

export const createIndividualCustomerV2 = route({
  method: 'POST',
  path: '/v2/customers/individual',
  input: z.object({ body: createCustomerRequestV2 }),
  respond({ body }, state) {
    const subdivision = { name: 'subdivision_code', code: body.address.subdivision_code };
    const violations = [
      ...checkTwins(body),
      ...checkAge(body.basic_info.dob, state.clock.nowMs()),
      ...checkTaxInfo(body),
      ...checkCountryRules({ ...body, subdivision }),
    ];
    return respondCreated({ version: 'v2', violations, person: toPerson(body) }, state);
  },
});

/** A value outside ASCII needs its English twin. City and other members have none. */
function checkTwins({ basic_info, address }: CreateCustomerRequestV2): Violation[] {
  const message = 'is required, because its base member has characters outside ASCII';
  return Object.entries({ basic_info, address }).flatMap(([section, members]) => {
    const values = new Map<string, unknown>(Object.entries(members));
    return ['first_name', 'middle_name', 'last_name', 'street_line_1', 'street_line_2'].flatMap((name) => {
      const base = values.get(name);
      const isComplete = typeof base !== 'string' || isAscii(base) || values.get(`${name}_en`) !== undefined;
      return isComplete ? [] : [{ path: [section, `${name}_en`], message }];
    });
  });
}

const MIN_AGE = 18;
const MAX_AGE = 120;

/** Counts completed years in UTC. */
function checkAge(dob: string, nowMs: number): Violation[] {
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const hadBirthday = today.slice(5) >= dob.slice(5);
  const age = Number(today.slice(0, 4)) - Number(dob.slice(0, 4)) - (hadBirthday ? 0 : 1);
  if (age >= MIN_AGE && age <= MAX_AGE) return [];
  const message = `must be the birth date of a person from ${MIN_AGE} to ${MAX_AGE} years old`;
  return [{ path: ['basic_info', 'dob'], message }];
}

function checkTaxInfo({ basic_info }: CreateCustomerRequestV2): Violation[] {
  const ids = basic_info.tax_info.map(({ document_id }) => document_id);
  return findRepeated(ids).map((index) => ({
    path: ['basic_info', 'tax_info', index, 'document_id'],
    message: 'must not be repeated',
  }));
}
