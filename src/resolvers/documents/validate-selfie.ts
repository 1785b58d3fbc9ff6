import type { FieldError } from '../../errors.ts';
import { fieldError } from '../../field-errors.ts';
import type { RuleContext } from '../../rules/rule-context.ts';
import { SELFIE_TYPES } from './document-files.ts';
import { type DocumentFile, validateFile } from './validate-files.ts';

const PATH = ['input', 'selfie'];
const PDF_URI = /\.pdf$/i;

/** The type of an uploaded file is detected when its content arrives. Of a URI, only the ending tells. */
export function* validateSelfie(
  selfie: DocumentFile | null | undefined,
  { customerApi }: RuleContext,
): Generator<FieldError> {
  if (!selfie) return;
  if (customerApi === 'v1') {
    const message = "Fin.com's API v1 has no place for a selfie.";
    return yield fieldError(PATH, 'UNKNOWN_FIELD', message, { customerApi });
  }
  // It may repeat the URI of another file.
  const errors = validateFile(PATH, selfie, new Set());
  yield* errors;
  if (errors.length > 0 || selfie.uri == null || !PDF_URI.test(selfie.uri)) return;
  const params = { allowed: SELFIE_TYPES, detected: 'PDF' };
  yield fieldError([...PATH, 'uri'], 'FILE_TYPE_NOT_ALLOWED', 'Must be JPEG or PNG; this is PDF.', params);
}
