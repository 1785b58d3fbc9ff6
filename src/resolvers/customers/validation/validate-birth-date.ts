import type { FieldError, FieldPath } from '../../../errors.ts';
import { fieldError } from '../../../field-errors.ts';
import type { CustomerApi, RuleContext } from '../../../rules/rule-context.ts';
import { earliestToday, latestToday } from '../../../rules/today.ts';
import type { MaybeText } from './text-rules.ts';

/** The oldest person on record lived for 122 years. */
const OLDEST_IN_V1 = 150;
const YOUNGEST_IN_V2 = 18;
const OLDEST_IN_V2 = 120;

interface Limits {
  readonly notAfter: string;
  readonly tooLate: string;
  readonly notBefore: string;
  readonly tooEarly: string;
}

/** Both limits are judged in the time zone that favors the customer. */
const LIMITS: Readonly<Record<CustomerApi, (now: Date) => Limits>> = {
  v1(now) {
    const notAfter = latestToday(now);
    return {
      notAfter,
      tooLate: 'Must not be in the future.',
      notBefore: `${Number(notAfter.slice(0, 4)) - OLDEST_IN_V1}-01-01`,
      tooEarly: `Must not be more than ${OLDEST_IN_V1} years ago.`,
    };
  },
  v2: (now) => ({
    notAfter: yearsBefore(latestToday(now), YOUNGEST_IN_V2),
    tooLate: `The person must be at least ${YOUNGEST_IN_V2} years old.`,
    // People stay 120 until the day before their next birthday.
    notBefore: yearsBefore(earliestToday(now), OLDEST_IN_V2 + 1, 1),
    tooEarly: `The person must be at most ${OLDEST_IN_V2} years old.`,
  }),
};

export function validateBirthDate(
  path: FieldPath,
  dob: MaybeText,
  { now, customerApi }: RuleContext,
): FieldError[] {
  if (dob == null) return [];
  const { notAfter, tooLate, notBefore, tooEarly } = LIMITS[customerApi](now);
  if (dob > notAfter) return [fieldError(path, 'OUT_OF_RANGE', tooLate, { notAfter })];
  if (dob < notBefore) return [fieldError(path, 'OUT_OF_RANGE', tooEarly, { notBefore })];
  return [];
}

function yearsBefore(day: string, years: number, daysAfter = 0): string {
  const date = new Date(day);
  date.setUTCFullYear(date.getUTCFullYear() - years, date.getUTCMonth(), date.getUTCDate() + daysAfter);
  return date.toISOString().slice(0, 10);
}
