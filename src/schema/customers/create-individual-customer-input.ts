import { validateAddressLines } from '../../rules/address-lines.ts';
import { builder } from '../builder.ts';
import { CountryCode } from '../shared/country-code.ts';
import { IDEMPOTENCY_KEY } from '../shared/idempotency-key.ts';
import { VerificationType } from './verification-type.ts';

const LATIN = 'Latin letters only.';

const BasicInfoInput = builder.inputType('BasicInfoInput', {
  description: 'Personal data and contact details.',
  fields: (t) => ({
    firstName: t.string({ required: true, description: `First name, as on the identity document. ${LATIN}` }),
    lastName: t.string({ required: true, description: `Last name, as on the identity document. ${LATIN}` }),
    dob: t.field({
      type: 'LocalDate',
      required: true,
      description: 'Date of birth, `YYYY-MM-DD`. Not in the future.',
    }),
    email: t.string({ required: true, description: 'Email address in lower case.' }),
    phone: t.string({
      required: true,
      description:
        'Phone number in E.164 format, such as `+14155551234`. The calling code must match the country of residence.',
    }),
    countryOfResidence: t.field({
      type: CountryCode,
      required: true,
      description: 'Country of residence.',
    }),
    nationality: t.field({
      type: CountryCode,
      required: true,
      description: 'Nationality.',
    }),
    tin: t.string({
      required: true,
      description:
        'Taxpayer identification number. US format: `123-45-6789`. If the person has none, send the number of the identity document.',
    }),
  }),
});

const AddressInput = builder.inputType('AddressInput', {
  description: 'Home address.',
  fields: (t) => ({
    street: t.string({
      required: true,
      description: `Street and house number. ${LATIN} Line breaks are sent as commas.`,
      extensions: { textRule: validateAddressLines },
    }),
    city: t.string({ required: true, description: `City. ${LATIN}` }),
    state: t.string({
      required: true,
      description: 'State or province: ISO 3166-2 code, such as `US-CA` or `BD-13`.',
    }),
    postalCode: t.string({ required: true, description: 'Postal code.' }),
    country: t.field({ type: CountryCode, required: true, description: 'Country.' }),
  }),
});

const FinancialProfileInput = builder.inputType('FinancialProfileInput', {
  description: "Occupation and planned use of the account. The ids come from Fin.com's catalogue.",
  fields: (t) => ({
    occupationId: t.int({ required: true, description: 'Id of the occupation, from `occupations`.' }),
    sourceOfFundId: t.int({
      required: true,
      description: 'Id of the source of funds, from `sourcesOfFunds`.',
    }),
    purposeId: t.int({ required: true, description: 'Id of the purpose of the account, from `purposes`.' }),
    monthlyVolumeUsd: t.int({
      required: true,
      description: 'Expected monthly volume in whole US dollars, 0 or more.',
    }),
  }),
});

export const CreateIndividualCustomerInput = builder.inputType('CreateIndividualCustomerInput', {
  description: 'A person to onboard.',
  fields: (t) => ({
    verificationType: t.field({
      type: VerificationType,
      required: true,
      description:
        'The party that verifies the person: `STANDARD`, unless you have another agreement with Fin.com.',
    }),
    basicInfo: t.field({
      type: BasicInfoInput,
      required: true,
      description: 'Personal data and contact details.',
    }),
    address: t.field({ type: AddressInput, required: true, description: 'Home address.' }),
    financialProfile: t.field({
      type: FinancialProfileInput,
      required: true,
      description: 'Occupation and planned use of the account.',
    }),
    metaData: t.field({
      type: 'JSONObject',
      description:
        'Your own data, which Fin.com stores with the customer, such as `{"customer_reference": "REF-12345"}`. Names are sent unchanged, and no query returns this data. At most 20 levels and 1,000 members. Send numbers with more than 15 digits as strings.',
    }),
    idempotencyKey: t.string(IDEMPOTENCY_KEY),
  }),
});
export type CreateIndividualCustomerInput = typeof CreateIndividualCustomerInput.$inferInput;
