import type { GatewayError } from '@fin-gateway/client/errors';
import type { AttachIndividualDocumentsInput } from '../generated/graphql.ts';

interface DocumentFile {
  upload?: File | Blob | null | undefined;
  uri?: string | null | undefined;
}

/** The input for the next attempt, with URIs in place of the files that Fin.com has already stored. */
export function withStoredFiles(
  input: AttachIndividualDocumentsInput,
  errors: readonly GatewayError[],
): AttachIndividualDocumentsInput {
  const stored = errors.flatMap(({ uploadedFiles }) => uploadedFiles);
  const uris = new Map(stored.map(({ path, uri }) => [path.join('.'), uri]));
  const toStored = <T extends DocumentFile>(file: T, path: string) => {
    const uri = uris.get(path);
    return uri === undefined ? file : { ...file, upload: null, uri };
  };
  const filesOf = <T extends DocumentFile>(
    proof: 'proofOfIdentity' | 'proofOfAddress',
    files: readonly T[],
  ) => files.map((file, index) => toStored(file, `input.${proof}.files.${index}`));
  const { proofOfIdentity, proofOfAddress, selfie } = input;
  return {
    ...input,
    proofOfIdentity: { ...proofOfIdentity, files: filesOf('proofOfIdentity', proofOfIdentity.files) },
    proofOfAddress: { ...proofOfAddress, files: filesOf('proofOfAddress', proofOfAddress.files) },
    ...(selfie && { selfie: toStored(selfie, 'input.selfie') }),
  };
}
