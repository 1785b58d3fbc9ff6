import { parseErrors } from '@fin-gateway/client/errors';
import type { UploadInit } from '@fin-gateway/client/upload';
import { CACHE_KEYS, createUrqlExchanges, type UrqlOptions } from '@fin-gateway/client/urql';
import { Client } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import {
  AttachIndividualDocumentsDocument,
  type AttachIndividualDocumentsInput,
} from '../generated/graphql.ts';

/** @param options `getToken` if the gateway checks callers */
export function createUrqlClient(url: string, options: Omit<UrqlOptions, 'url'> = {}): Client {
  return new Client({
    url,
    exchanges: [cacheExchange({ keys: CACHE_KEYS }), ...createUrqlExchanges({ ...options, url })],
  });
}

/**
 * Sends an operation of the app.
 *
 * @param fetchOptions `onProgress` reports the progress of the upload
 * @throws if there is no response
 */
export async function attachWithUrql(
  client: Client,
  input: AttachIndividualDocumentsInput,
  fetchOptions: UploadInit = {},
) {
  const { data, error } = await client.mutation(
    AttachIndividualDocumentsDocument,
    { input },
    { fetchOptions },
  );
  if (error?.networkError) throw error.networkError;
  return { customer: data?.attachIndividualDocuments?.customer, errors: parseErrors(error) };
}
