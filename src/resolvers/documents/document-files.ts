import type { IncomingFile } from '../../uploads/incoming-file.ts';
import type { UploadedFile } from '../../uploads/uploaded-file.ts';

interface DocumentFile {
  readonly uri?: string | null | undefined;
  readonly upload?: IncomingFile['upload'] | null | undefined;
}
interface Proof {
  readonly type?: string | null | undefined;
  readonly files?: readonly (DocumentFile | undefined)[] | null | undefined;
}
interface DocumentsInput {
  readonly proofOfIdentity?: Proof | null | undefined;
  readonly proofOfAddress?: Proof | null | undefined;
  readonly selfie?: DocumentFile | null | undefined;
}
type Path = readonly (string | number)[];

/** A selfie is a photo. */
const SELFIE_TYPES = ['JPEG', 'PNG'] as const;

/** The uploads of an input, in its order. */
export function documentUploads({ proofOfIdentity, proofOfAddress, selfie }: DocumentsInput): IncomingFile[] {
  const proofs = { proofOfIdentity, proofOfAddress };
  return [
    ...Object.entries(proofs).flatMap(([name, proof]) =>
      (proof?.files ?? [])
        .flatMap((file, index) => toIncomingFiles(file, [name, 'files', index]))
        .map((file) => ({ ...file, documentType: proof?.type })),
    ),
    ...toIncomingFiles(selfie, ['selfie']).map((file) => ({
      ...file,
      allowedTypes: SELFIE_TYPES,
      documentType: 'SELFIE',
    })),
  ];
}

function toIncomingFiles(file: DocumentFile | null | undefined, path: Path): IncomingFile[] {
  return file?.upload ? [{ path: uploadPath(path), upload: file.upload }] : [];
}

/** The input with the URI of each file that was uploaded. */
export function withUploadedUris<Input extends DocumentsInput>(
  input: Input,
  uploadedFiles: readonly UploadedFile[],
): Input {
  if (uploadedFiles.length === 0) return input;
  const uris = new Map(uploadedFiles.map(({ path, uri }) => [path.join('.'), uri]));
  const withUri = <File extends DocumentFile | null | undefined>(file: File, path: Path) => {
    const uri = uris.get(uploadPath(path).join('.'));
    return uri === undefined ? file : { ...file, uri };
  };
  const withUris = (name: 'proofOfIdentity' | 'proofOfAddress') => {
    const proof = input[name];
    return proof?.files
      ? { ...proof, files: proof.files.map((file, index) => withUri(file, [name, 'files', index])) }
      : proof;
  };
  return {
    ...input,
    proofOfIdentity: withUris('proofOfIdentity'),
    proofOfAddress: withUris('proofOfAddress'),
    selfie: withUri(input.selfie, ['selfie']),
  };
}

function uploadPath(filePath: Path): Path {
  return ['input', ...filePath, 'upload'];
}
