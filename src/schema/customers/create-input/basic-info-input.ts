import type { Gender as GenderValue } from '../../../datasources/fin/customers/create-individual-customer-request.ts';
import { builder } from '../../builder.ts';
import { CountryCode } from '../../shared/country-code.ts';
import { lettersOf, twinOf, V2_ONLY } from './version-notes.ts';

const Gender = builder.enumType('Gender', {
  description: 'The gender of a person, as on the identity document.',
  values: {
    MALE: { description: 'Male.' },
    FEMALE: { description: 'Female.' },
  } satisfies Record<GenderValue, { description: string }>,
});

const TaxInfoInput = builder.inputType('TaxInfoInput', {
  description: 'A tax number and the document that has it.',
  fields: (t) => ({
    country: t.field({
      type: CountryCode,
      required: true,
      description: `The country that issued the number. ${V2_ONLY}`,
    }),
    documentType: t.string({
      required: true,
      description: `The kind of document, such as \`SSN\` or \`TIN\`; it depends on the country. ${V2_ONLY}`,
    }),
    documentId: t.string({
      required: true,
      description:
        'The number. In v1, the first number of the list is sent if `tin` is missing; Latin letters only. In v2, all are sent, and each may appear only once.',
    }),
  }),
});

export const BasicInfoInput = builder.inputType('BasicInfoInput', {
  description: 'Personal data and contact details.',
  fields: (t) => ({
    firstName: t.string({
      required: true,
      description: `First name, as on the identity document. ${lettersOf('firstName')}`,
    }),
    firstNameEn: t.string({ description: twinOf('firstName') }),
    middleName: t.string({
      description: `Middle name, as on the identity document. v1 has no field for it, so it is sent after the first name. ${lettersOf('middleName')}`,
    }),
    middleNameEn: t.string({ description: twinOf('middleName') }),
    lastName: t.string({
      required: true,
      description: `Last name, as on the identity document. ${lettersOf('lastName')}`,
    }),
    lastNameEn: t.string({ description: twinOf('lastName') }),
    dob: t.field({
      type: 'LocalDate',
      required: true,
      description:
        'Date of birth, `YYYY-MM-DD`. In v1, it must not be in the future. In v2, the person must be 18 to 120 years old.',
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
    nationality: t.field({ type: CountryCode, required: true, description: 'Nationality.' }),
    secondaryNationality: t.field({ type: CountryCode, description: `Second nationality. ${V2_ONLY}` }),
    gender: t.field({ type: Gender, description: `Gender. ${V2_ONLY}` }),
    tin: t.string({
      description:
        'Taxpayer identification number. US format: `123-45-6789`. If the person has none, send the number of the identity document. Sent in v1 only, where it is required unless `taxInfo` is present. Ignored in v2.',
    }),
    taxInfo: t.field({
      type: [TaxInfoInput],
      description:
        'Tax numbers. In v1, the number of the first one is sent if `tin` is missing. In v2, at least one is required, and all are sent.',
    }),
  }),
});
