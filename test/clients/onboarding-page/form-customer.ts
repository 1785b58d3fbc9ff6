import {
  type FormCustomer,
  type FormPlan,
  planForm,
} from '../../../examples/onboarding-page/form/model/form-plan.ts';
import type { FormValues, PickedFile } from '../../../examples/onboarding-page/form/model/form-values.ts';
import type {
  CustomerStatus,
  RequestedInformation,
} from '../../../src/datasources/fin/customers/customer-details.ts';
import { nextStep } from '../../../src/resolvers/customers/next-step.ts';
import { requestedFieldErrors } from '../../../src/resolvers/customers/requested-fields.ts';
import { requiredDocuments } from '../../../src/resolvers/customers/required-documents.ts';
import { CUSTOMER_ID, TOS_POLICIES_VALUE } from '../../support/example-data.ts';

/** A customer as the gateway returns it for what Fin.com sends. */
export function formCustomer(
  status: CustomerStatus,
  requested: readonly RequestedInformation[] = [],
  customerApi: 'v1' | 'v2' = 'v1',
): FormCustomer {
  const includesSelfie = customerApi === 'v2';
  return {
    id: CUSTOMER_ID,
    nextStep: nextStep(status, [...requested]),
    requiredDocuments: requiredDocuments(status, requested, { customerApi, includesSelfie }),
    requestedFieldErrors: requestedFieldErrors([...requested]),
    requestedInformation: requested,
    countryOfResidence: 'USA',
    tosPoliciesUrl: null,
    tosPoliciesValue: TOS_POLICIES_VALUE,
  };
}

/** @throws if there is nothing to send */
export function planFor(...customer: Parameters<typeof formCustomer>): FormPlan {
  const plan = planForm(formCustomer(...customer));
  if (!plan) throw new Error('The person can send nothing.');
  return plan;
}

export function picked(name: string): PickedFile {
  return { file: new File([name], name), findings: [] };
}

/** All fields of the form, as for a national identity card. */
export const FILLED: FormValues = {
  texts: {
    'proofOfIdentity.type': 'NATIONAL_ID',
    'proofOfIdentity.country': 'USA',
    'proofOfIdentity.number': 'A12345678',
    'proofOfIdentity.issueDate': '2020-01-15',
    'proofOfIdentity.expiryDate': '2030-01-15',
    'proofOfAddress.type': 'UTILITY_BILL',
    'proofOfAddress.country': 'USA',
  },
  files: {
    'proofOfIdentity.files.0': picked('front.png'),
    'proofOfIdentity.files.1': picked('back.png'),
    'proofOfAddress.files.0': picked('bill.pdf'),
    selfie: picked('face.jpg'),
  },
  hasConsent: true,
};

/** URIs in place of files, as the gateway's rules take them. */
export function urisOf(name: string, files: readonly { readonly side?: Side }[] = []) {
  return files.map(({ side }, index) => ({ ...(side && { side }), uri: `/${name}-${index}.pdf` }));
}

type Side = 'FRONT' | 'BACK' | null | undefined;
