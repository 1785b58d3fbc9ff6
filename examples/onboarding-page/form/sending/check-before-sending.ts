import type { GatewayClient } from '@fin-gateway/client/client';
import { type FieldError, parseFieldErrors } from '@fin-gateway/client/errors';
import {
  type AttachIndividualDocumentsInput,
  ValidateDocumentsDocument,
} from '@fin-gateway/client/operations';
import { type DocumentWarning, parseWarnings } from '@fin-gateway/client/quality';
import type { FormInput } from '../model/form-input.ts';

interface Found {
  readonly errors: readonly FieldError[];
  readonly warnings: readonly DocumentWarning[];
}

const NOTHING: Found = { errors: [], warnings: [] };

/**
 * Asks the gateway to check the form without its files. An answer to a request has no such query. If the
 * gateway cannot be reached, the attempt to send tells why.
 */
export async function checkBeforeSending(
  client: GatewayClient,
  { mutation, input }: FormInput,
  signal: AbortSignal,
): Promise<Found> {
  if (mutation === 'answer') return NOTHING;
  try {
    const found = await client.execute(ValidateDocumentsDocument, { input: withoutFiles(input) }, { signal });
    return {
      errors: parseFieldErrors(found.validateIndividualDocuments),
      warnings: parseWarnings(found.individualDocumentWarnings),
    };
  } catch {
    return NOTHING;
  }
}

/** With the URIs of files that do not exist: the check reads no files. */
function withoutFiles(input: AttachIndividualDocumentsInput): AttachIndividualDocumentsInput {
  const { proofOfIdentity, proofOfAddress, selfie, ...rest } = input;
  return {
    ...rest,
    proofOfIdentity: {
      ...proofOfIdentity,
      files: proofOfIdentity.files.map(({ side }, index) => ({ side, uri: `/identity-${index}` })),
    },
    proofOfAddress: {
      ...proofOfAddress,
      files: proofOfAddress.files.map((_, index) => ({ uri: `/address-${index}` })),
    },
    ...(selfie && { selfie: { uri: '/selfie' } }),
  };
}
