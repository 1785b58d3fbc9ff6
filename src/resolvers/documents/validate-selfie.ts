import type { FieldError } from '../../errors.ts';
import { fieldError } from '../../field-errors.ts';
import type { RuleContext } from '../../rules/rule-context.ts';
import { type DocumentFile, validateFile } from './validate-files.ts';

const PATH = ['input', 'selfie'];

/** The type of an uploaded file is detected when its content arrives. The name in a URI proves no type. */
export function validateSelfie(
  selfie: DocumentFile | null | undefined,
  { customerApi }: RuleContext,
): FieldError[] {
  if (!selfie) return [];
  if (customerApi === 'v1') {
    const message = "Fin.com's API v1 has no place for a selfie.";
    return [fieldError(PATH, 'UNKNOWN_FIELD', message, { customerApi })];
  }
  // It may repeat the URI of another file.
  return validateFile(PATH, selfie, new Set());
}
