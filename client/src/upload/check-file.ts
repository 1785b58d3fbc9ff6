import type { FieldErrorOf, FieldPath } from '../errors/gateway-error.ts';
import { detectFileType, SAMPLE_BYTES } from './detect-file-type.ts';
import { FileUnreadableError } from './keep-file.ts';

/** `uploadLimits` of the gateway, which `UploadLimitsDocument` queries. */
export interface FileLimits {
  readonly maxFileBytes: number;
  /** Media types, such as `application/pdf`. */
  readonly mimetypes: readonly string[];
}

export interface CheckFileOptions {
  /** For a selfie: accepts images only. */
  readonly imagesOnly?: boolean;
  /** The path in the result, such as `['input', 'selfie', 'upload']`. Empty by default. */
  readonly path?: FieldPath;
}

/** `messages.fieldError` has the text. If `params.detected` is `HEIC`, `messages.heicAdvice` tells the person how to get a JPEG. */
export type FileError =
  | FieldErrorOf<'FILE_EMPTY'>
  | FieldErrorOf<'FILE_TOO_LARGE'>
  | FieldErrorOf<'FILE_TYPE_NOT_ALLOWED'>;

/**
 * Checks a file as the gateway does, before it is sent. The type is detected from the content; name and stated type do not
 * matter.
 *
 * @returns undefined if the file can be sent
 * @throws {FileUnreadableError} also if the person chose a folder
 */
export async function checkFile(
  file: File | Blob,
  limits: FileLimits,
  { imagesOnly = false, path = [] }: CheckFileOptions = {},
): Promise<FileError | undefined> {
  const sample = await readSample(file);
  if (sample.length === 0) return { path, code: 'FILE_EMPTY', params: {}, message: 'Must not be empty.' };
  const allowed = limits.mimetypes.map(toTypeName).filter((type) => !imagesOnly || type !== 'PDF');
  const detected = detectFileType(sample);
  if (!allowed.includes(detected)) {
    const message = `Must be one of ${allowed.join(', ')}.`;
    return { path, code: 'FILE_TYPE_NOT_ALLOWED', params: { allowed, detected }, message };
  }
  const max = limits.maxFileBytes;
  if (file.size <= max) return undefined;
  return {
    path,
    code: 'FILE_TOO_LARGE',
    params: { max, unit: 'BYTES' },
    message: `Must have at most ${max} bytes.`,
  };
}

async function readSample(file: File | Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer());
  } catch {
    throw new FileUnreadableError('The file cannot be read.');
  }
}

/** `image/jpeg` is `JPEG` in the gateway's errors. */
function toTypeName(mimetype: string): string {
  return mimetype.replace(/^.*\//, '').toUpperCase();
}
