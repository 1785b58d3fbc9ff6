import { createFetchClient, type GetToken } from '@fin-gateway/client/client';
import { createMessages } from '@fin-gateway/client/messages';
import { en } from '@fin-gateway/client/messages/en';
import type { AttachIndividualDocumentsInput } from '@fin-gateway/client/operations';
import { createWriter, type WriteResult } from '@fin-gateway/client/write';

const messages = createMessages(en);

/** @returns a function that attaches documents, and resolves with what to tell the person */
export function createAttach(url: string, getToken?: GetToken) {
  const client = createFetchClient({ url, getToken });
  // The store keeps the idempotency key of an unfinished write, even if the page is reloaded. Servers have no such store.
  const writer = createWriter({ client, store: globalThis.sessionStorage });
  return async (input: AttachIndividualDocumentsInput) => toTexts(await writer.attachDocuments(input));
}

function toTexts(result: WriteResult<unknown>): readonly string[] {
  switch (result.state) {
    case 'SUCCEEDED':
      return ['Your documents have arrived.'];
    case 'REJECTED':
      return result.errors.flatMap((error) =>
        error.fieldErrors.length > 0 ? error.fieldErrors.map(messages.fieldError) : messages.error(error),
      );
    case 'NOT_SENT':
      return [messages.notSent(result.reason)];
    case 'UNKNOWN':
      return ['Your documents may have arrived. Please try again later: nothing is sent twice.'];
    case 'CANCELLED':
      return [];
  }
}
