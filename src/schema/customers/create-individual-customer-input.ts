import { builder } from '../builder.ts';
import { CountryCode } from '../shared/country-code.ts';
import { IDEMPOTENCY_KEY } from '../shared/idempotency-key.ts';
import { VerificationType } from './verification-type.ts';

const LATIN = 'In Latin letters.';

const BasicInfoInput = builder.inputType('BasicInfoInput', {
  description: 'Who the person is and how to reach them.',
  fields: (t) => ({
    firstName: t.string({ required: true, description: `First name, as on the document. ${LATIN}` }),
    lastName: t.string({ required: true, description: `Last name, as on the document. ${LATIN}` }),
    dob: t.field({
      type: 'LocalDate',
      required: true,
      description: 'Day of birth, `YYYY-MM-DD`. Not in the future.',
    }),
    email: t.string({ required: true, description: 'E-mail address, all in lower case.' }),
    phone: t.string({
      required: true,
      description:
        'Phone number in E.164 form, such as `+14155551234`. Its calling code must be that of the country of residence.',
    }),
    countryOfResidence: t.field({
      type: CountryCode,
      required: true,
      description: 'Where the person lives.',
    }),
    nationality: t.field({
      type: CountryCode,
      required: true,
      description: 'Whose national the person is.',
    }),
    tin: t.string({
      required: true,
      description:
        'Taxpayer identification number; of the USA as `123-45-6789`. If the person has none: the number of the identity document.',
    }),
  }),
});

const AddressInput = builder.inputType('AddressInput', {
  description: 'Where the person lives.',
  fields: (t) => ({
    street: t.string({ required: true, description: `Street and house number. ${LATIN}` }),
    city: t.string({ required: true, description: `City. ${LATIN}` }),
    state: t.string({
      required: true,
      description: 'State or province as ISO 3166-2 code, such as `US-CA` or `BD-13`.',
    }),
    postalCode: t.string({ required: true, description: 'Postal code.' }),
    country: t.field({ type: CountryCode, required: true, description: 'Country of the address.' }),
  }),
});

const FinancialProfileInput = builder.inputType('FinancialProfileInput', {
  description: "What the person does and wants to do. The ids are from Fin.com's catalogue.",
  fields: (t) => ({
    occupationId: t.int({ required: true, description: 'Id of the occupation.' }),
    sourceOfFundId: t.int({ required: true, description: 'Id of where the money comes from.' }),
    purposeId: t.int({ required: true, description: 'Id of what the account is for.' }),
    monthlyVolumeUsd: t.int({
      required: true,
      description: 'Expected volume of a month in whole US dollars, 0 or more.',
    }),
  }),
});

export const CreateIndividualCustomerInput = builder.inputType('CreateIndividualCustomerInput', {
  description: 'A person to be onboarded.',
  fields: (t) => ({
    verificationType: t.field({
      type: VerificationType,
      required: true,
      description:
        'Who verifies the person. `STANDARD` unless Fin.com has agreed to something else with you.',
    }),
    basicInfo: t.field({ type: BasicInfoInput, required: true, description: 'Who the person is.' }),
    address: t.field({ type: AddressInput, required: true, description: 'Where the person lives.' }),
    financialProfile: t.field({
      type: FinancialProfileInput,
      required: true,
      description: 'What the person does and wants to do.',
    }),
    metaData: t.field({
      type: 'JSONObject',
      description:
        'Anything of yours that Fin.com shall keep with the customer, such as `{"customer_reference": "REF-12345"}`. Its names are sent as they are; no query returns it. At most 20 levels and 1,000 members; send numbers of more than 15 digits as texts.',
    }),
    idempotencyKey: t.string(IDEMPOTENCY_KEY),
  }),
});
export type CreateIndividualCustomerInput = typeof CreateIndividualCustomerInput.$inferInput;
