import { listCountries } from './catalogue/list-countries.ts';
import { listOccupations } from './catalogue/list-occupations.ts';
import { listPurposes } from './catalogue/list-purposes.ts';
import { listSourceOfFunds } from './catalogue/list-source-of-funds.ts';
import { listSubdivisions } from './catalogue/list-subdivisions.ts';
import { createIndividualCustomer } from './customers/create/create-individual-customer.ts';
import { createIndividualCustomerV2 } from './customers/create/create-individual-customer-v2.ts';
import { getCustomer } from './customers/get-customer.ts';
import { getCustomerCapabilities, getCustomerV2 } from './customers/get-customer-v2.ts';
import { listCustomers } from './customers/list-customers.ts';
import { updateCustomer } from './customers/update-customer.ts';
import { attachIndividualDocuments } from './documents/attach-individual-documents.ts';
import { attachIndividualDocumentsV2 } from './documents/attach-individual-documents-v2.ts';
import { uploadDocuments } from './documents/upload-documents.ts';
import type { Route } from './http/route.ts';
import { issueToken } from './tokens/issue-token.ts';
import { refreshToken } from './tokens/refresh-token.ts';

/** Faults, counts and recorded requests refer to the routes by these names. */
export const ROUTES = {
  issueToken,
  refreshToken,
  uploadDocuments,
  attachIndividualDocuments,
  attachIndividualDocumentsV2,
  createIndividualCustomer,
  createIndividualCustomerV2,
  getCustomer,
  getCustomerV2,
  getCustomerCapabilities,
  updateCustomer,
  listCustomers,
  listOccupations,
  listPurposes,
  listSourceOfFunds,
  listCountries,
  listSubdivisions,
} as const satisfies Record<string, Route>;

export type OperationName = keyof typeof ROUTES;

export const OPERATION_NAMES = Object.keys(ROUTES) as readonly OperationName[];
