import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AttachIndividualDocumentsInput } from '../../../client/src/operations.ts';
import { checkForm } from '../../../examples/onboarding-page/form/model/check-form.ts';
import { findField } from '../../../examples/onboarding-page/form/model/find-field.ts';
import { fieldsOf } from '../../../examples/onboarding-page/form/model/form-fields.ts';
import { toInput } from '../../../examples/onboarding-page/form/model/form-input.ts';
import type { FormPlan } from '../../../examples/onboarding-page/form/model/form-plan.ts';
import type { FormValues } from '../../../examples/onboarding-page/form/model/form-values.ts';
import { validateDocuments } from '../../../src/resolvers/documents/validate-documents.ts';
import { request } from '../../resolvers/customers/requested-information.ts';
import { CUSTOMER_ID, TOS_POLICIES_VALUE } from '../../support/example-data.ts';
import { FILLED, picked, planFor, urisOf } from './form-customer.ts';

const NOW_MS = Date.parse('2026-03-01T00:00:00Z');
const day = fc
  .date({
    min: new Date(NOW_MS - 4 * 86_400_000),
    max: new Date(NOW_MS + 4 * 86_400_000),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 10));
const forms = fc.record({
  number: fc.oneof(fc.constantFrom('', ' ', '\u00a0\t', 'A1'), fc.string()),
  issueDate: day,
  expiryDate: day,
  back: fc.constantFrom(undefined, picked('back.png')),
  type: fc.constantFrom('PASSPORT' as const, 'NATIONAL_ID' as const, 'DRIVERS_LICENSE' as const),
});

function filledWith({
  number,
  issueDate,
  expiryDate,
  back,
  type,
}: typeof forms extends fc.Arbitrary<infer Form> ? Form : never): FormValues {
  const texts = {
    ...FILLED.texts,
    'proofOfIdentity.type': type,
    'proofOfIdentity.state': 'US-CA',
    'proofOfIdentity.number': number,
    'proofOfIdentity.issueDate': issueDate,
    'proofOfIdentity.expiryDate': expiryDate,
  };
  return { ...FILLED, texts, files: { ...FILLED.files, 'proofOfIdentity.files.1': back } };
}

function withUris({ proofOfIdentity, proofOfAddress, ...input }: AttachIndividualDocumentsInput) {
  return {
    ...input,
    proofOfIdentity: { ...proofOfIdentity, files: urisOf('identity', proofOfIdentity.files) },
    proofOfAddress: {
      ...proofOfAddress,
      files: urisOf(
        'address',
        proofOfAddress.files.map(() => ({})),
      ),
    },
    selfie: null,
  };
}

/** The fields at which the page and the gateway find mistakes. */
function wrongFields(plan: FormPlan, values: FormValues, now: Date, customerApi: 'v1' | 'v2') {
  const fields = fieldsOf(plan, values);
  const write = toInput(plan, fields, values, { id: CUSTOMER_ID, tosPoliciesValue: TOS_POLICIES_VALUE });
  const input = write?.mutation === 'attach' ? write.input : undefined;
  const gateway = input ? validateDocuments(withUris(input), { now, customerApi }) : [];
  const namesOf = (errors: readonly Pick<(typeof gateway)[number], 'path' | 'params'>[]) =>
    new Set(errors.map((error) => findField(error, fields)));
  return {
    page: namesOf(checkForm(fields, values, now)),
    gateway: namesOf(gateway),
    isComplete: Boolean(input),
  };
}

test('the page and the gateway reject the same dates and numbers', () => {
  const plan = planFor('INCOMPLETE');
  fc.assert(
    fc.property(forms, fc.integer({ min: 0, max: 86_399_999 }), (form, laterMs) => {
      const found = wrongFields(plan, filledWith(form), new Date(NOW_MS + laterMs), 'v1');

      if (found.isComplete) expect(found.page).toEqual(new Set([...found.gateway, ...blank(form.number)]));
      else expect(form.number).toBe('');
    }),
    { numRuns: 1_000 },
  );
});

/** The gateway's schema rejects it. */
function blank(number: string): readonly string[] {
  return number.trim() ? [] : ['proofOfIdentity.number'];
}

test('with API v2, the page rejects nothing that the gateway accepts', () => {
  const plan = planFor('INCOMPLETE', [], 'v2');
  fc.assert(
    fc.property(forms, (form) => {
      const found = wrongFields(plan, filledWith(form), new Date(NOW_MS), 'v2');

      if (found.isComplete) expect([...found.gateway]).toEqual(expect.arrayContaining([...found.page]));
    }),
    { numRuns: 1_000 },
  );
});

test('an empty form has an error at each field that is required', () => {
  const plan = planFor('INCOMPLETE', [], 'v2');
  const empty: FormValues = { texts: {}, files: {}, hasConsent: false };
  const fields = fieldsOf(plan, empty);

  const found = checkForm(fields, empty, new Date(NOW_MS)).map((error) => findField(error, fields));

  expect(found).toEqual(fields.map(({ name }) => name).filter((name) => name !== 'proofOfIdentity.files.1'));
});

test('an unnamed text that Fin.com requests may be any of the texts, but not none', () => {
  const plan = planFor('REINITIATE', [request('proof_of_identity', null, { fieldName: 'text' })]);
  const check = (texts: FormValues['texts']) => {
    const values = { texts, files: {}, hasConsent: false };
    return checkForm(fieldsOf(plan, values), values, new Date(NOW_MS)).map(({ code }) => code);
  };

  expect(check({})).toEqual(['REQUIRED']);
  expect(check({ 'proofOfIdentity.number': 'A1' })).toEqual([]);
});
