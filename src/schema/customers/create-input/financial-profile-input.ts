import type { EmploymentStatus as EmploymentStatusValue } from '../../../datasources/fin/customers/create-individual-customer-request.ts';
import { builder } from '../../builder.ts';
import { V2_ONLY } from './version-notes.ts';

const EmploymentStatus = builder.enumType('EmploymentStatus', {
  description: 'How a person works.',
  values: {
    EMPLOYED: { description: 'Works for an employer.' },
    SELF_EMPLOYED: { description: 'Works for themselves.' },
    RETIRED: { description: 'No longer works.' },
    STUDENT: { description: 'Studies.' },
    UNEMPLOYED: { description: 'Has no work.' },
  } satisfies Record<EmploymentStatusValue, { description: string }>,
});

export const FinancialProfileInput = builder.inputType('FinancialProfileInput', {
  description: "Occupation and planned use of the account. The ids come from Fin.com's catalogue.",
  fields: (t) => ({
    employmentStatus: t.field({
      type: EmploymentStatus,
      description: `Employment status. ${V2_ONLY} Required in v2.`,
    }),
    occupationId: t.int({
      required: true,
      description:
        'Id of the occupation, from `occupations`. It is also required for people who do not work.',
    }),
    sourceOfFundId: t.int({
      description:
        'Id of the source of funds, from `sourcesOfFunds`. Send this or `sourceOfFundIds`. In v2, it is sent as a list of one.',
    }),
    sourceOfFundIds: t.intList({
      description:
        'Ids of the sources of funds, from `sourcesOfFunds`. Send this or `sourceOfFundId`; if both are present, the list must contain the single id. In v1, the list may have only one id, which is sent as `sourceOfFundId`.',
    }),
    sourceOfFundsDescription: t.string({ description: `The origin of the money. ${V2_ONLY}` }),
    purposeId: t.int({ required: true, description: 'Id of the purpose of the account, from `purposes`.' }),
    purposeRemarks: t.string({ description: `Remarks on the purpose of the account. ${V2_ONLY}` }),
    monthlyVolumeUsd: t.int({
      required: true,
      description: 'Expected monthly volume in whole US dollars, 0 or more.',
    }),
  }),
});
