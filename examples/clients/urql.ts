import { Client, fetchExchange } from '@urql/core';
import { cacheExchange, type KeyGenerator, type KeyingConfig } from '@urql/exchange-graphcache';
import { parseErrors } from './errors.ts';
import {
  AttachIndividualDocumentsDocument,
  type AttachIndividualDocumentsInput,
} from './generated/graphql.ts';

const byCode: KeyGenerator = ({ code }) => (typeof code === 'string' ? code : null);
/** A value without identity: the cache keeps it inside what it belongs to. */
const embedded: KeyGenerator = () => null;

/** Every type without an `id`. */
export const CACHE_KEYS: KeyingConfig = {
  Country: byCode,
  Subdivision: byCode,
  AcceptedDocument: embedded,
  AttachOutcome: embedded,
  CapabilityReason: embedded,
  CustomerCapabilities: embedded,
  FieldError: embedded,
  IndividualCustomerPage: embedded,
  Pagination: embedded,
  PostalCodeRule: embedded,
  RampCapability: embedded,
  RejectedApplicant: embedded,
  RejectedDocument: embedded,
  RejectionReason: embedded,
  RequestedCategory: embedded,
  RequestedField: embedded,
  RequestedInformation: embedded,
  RequiredDocument: embedded,
  UploadedDocument: embedded,
};

/** @param fetch of your own, such as one that shows the progress of uploads */
export function createUrqlClient(url: string, fetch = globalThis.fetch): Client {
  return new Client({
    url,
    fetch,
    exchanges: [cacheExchange({ keys: CACHE_KEYS }), fetchExchange],
    fetchOptions: { headers: { 'graphql-preflight': '1' } },
    // By GET, the number of a document would be in a URL, and so in the logs of proxies.
    preferGetMethod: false,
  });
}

/** @throws if there was no answer: whether anything was attached is unknown then */
export async function attachWithUrql(client: Client, input: AttachIndividualDocumentsInput) {
  const { data, error } = await client.mutation(AttachIndividualDocumentsDocument, { input });
  if (error?.networkError) throw error.networkError;
  return { customer: data?.attachIndividualDocuments?.customer, errors: parseErrors(error?.graphQLErrors) };
}
