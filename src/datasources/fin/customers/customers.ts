import {
  attachIndividualDocuments,
  attachIndividualDocumentsV1,
  attachIndividualDocumentsV2,
} from '../documents/attach-individual-documents.ts';
import { answerInformationRequest, updateCustomerV1 } from './answer-information-request.ts';
import {
  createIndividualCustomer,
  createIndividualCustomerV1,
  createIndividualCustomerV2,
} from './create-individual-customer.ts';
import type { CustomerConnection } from './customer-connection.ts';
import { listCustomersV2, listIndividualCustomers } from './list-individual-customers.ts';
import { getCustomerCapabilitiesV2, readCustomerCapabilities } from './read-customer-capabilities.ts';
import { getCustomerV1, getCustomerV2, readIndividualCustomer } from './read-individual-customer.ts';

export const customerEndpoints = [
  createIndividualCustomerV1,
  createIndividualCustomerV2,
  attachIndividualDocumentsV1,
  attachIndividualDocumentsV2,
  updateCustomerV1,
  getCustomerV1,
  getCustomerV2,
  getCustomerCapabilitiesV2,
  listCustomersV2,
];

export type Customers = ReturnType<typeof createCustomers>;

export function createCustomers(connection: CustomerConnection) {
  return {
    createIndividualCustomer: createIndividualCustomer.bind(null, connection),
    attachIndividualDocuments: attachIndividualDocuments.bind(null, connection),
    answerInformationRequest: answerInformationRequest.bind(null, connection),
    readIndividualCustomer: readIndividualCustomer.bind(null, connection),
    readCustomerCapabilities: readCustomerCapabilities.bind(null, connection),
    listIndividualCustomers: listIndividualCustomers.bind(null, connection),
  };
}
