import { parseErrors } from '@fin-gateway/client/errors';
import { Client, fetchExchange } from '@urql/core';
import { cacheExchange, type KeyGenerator, type KeyingConfig } from '@urql/exchange-graphcache';
import {
  AttachIndividualDocumentsDocument,
  type AttachIndividualDocumentsInput,
} from '../generated/graphql.ts';

const byCode: KeyGenerator = ({ code }) => (typeof code === 'string' ? code : null);
/** The cache keeps objects without an identity inside their parent. */
const embedded: KeyGenerator = () => null;

/** Covers every type without an `id`. */
export const CACHE_KEYS: KeyingConfig = {
  Country: byCode,
  Subdivision: byCode,
  AcceptedDocument: embedded,
  AttachOutcome: embedded,
  CapabilityReason: embedded,
  CustomerCapabilities: embedded,
  DocumentWarning: embedded,
  FieldError: embedded,
  IndividualCustomerPage: embedded,
  Pagination: embedded,
  PostalCodeRule: embedded,
  RailCapability: embedded,
  RampCapability: embedded,
  RejectedApplicant: embedded,
  RejectedDocument: embedded,
  RejectionReason: embedded,
  RequestedCategory: embedded,
  RequestedField: embedded,
  RequestedInformation: embedded,
  RequiredDocument: embedded,
  UploadedDocument: embedded,
  UploadLimits: embedded,
};

/** @param fetch a replacement for the global one, for example to show upload progress */
export function createUrqlClient(url: string, fetch = globalThis.fetch): Client {
  return new Client({
    url,
    fetch,
    exchanges: [cacheExchange({ keys: CACHE_KEYS }), fetchExchange],
    fetchOptions: { headers: { 'graphql-preflight': '1' } },
    // GET would put document numbers into URLs, which proxies log.
    preferGetMethod: false,
  });
}

/** @throws if there is no response. It is then unknown whether the documents were attached. */
export async function attachWithUrql(client: Client, input: AttachIndividualDocumentsInput) {
  const { data, error } = await client.mutation(AttachIndividualDocumentsDocument, { input });
  if (error?.networkError) throw error.networkError;
  return { customer: data?.attachIndividualDocuments?.customer, errors: parseErrors(error) };
}
