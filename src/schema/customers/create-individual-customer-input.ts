import { builder } from '../builder.ts';
import { IDEMPOTENCY_KEY } from '../shared/idempotency-key.ts';
import { AddressInput } from './create-input/address-input.ts';
import { BasicInfoInput } from './create-input/basic-info-input.ts';
import { FinancialProfileInput } from './create-input/financial-profile-input.ts';
import { VerificationType } from './verification-type.ts';

export const CreateIndividualCustomerInput = builder.inputType('CreateIndividualCustomerInput', {
  description:
    "A person to onboard, through version v1 or v2 of Fin.com's API. `FIN_CUSTOMER_API` of the gateway sets the version. One input can meet the requirements of both.",
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
