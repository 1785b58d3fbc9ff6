import { z } from 'zod/mini';
import { calendarDate, countryCode, nonEmptyArray, notBlank } from '../validation/field-schemas.ts';
import { IDENTITY_TYPES, SIDES } from './attach-request.ts';

const MAX_STATE_LENGTH = 64;
const stateMessage = `must have at most ${MAX_STATE_LENGTH} characters`;

const files = nonEmptyArray(z.looseObject({ uri: z.string(), side: z.optional(z.enum(SIDES)) }));

/** The type decides which members are required, so all are optional here. */
const identifyingDocument = z.looseObject({
  type: z.enum([...IDENTITY_TYPES, 'SELFIE']),
  number: z.optional(notBlank),
  country: z.optional(countryCode),
  state: z.optional(notBlank.check(z.refine(({ length }) => length <= MAX_STATE_LENGTH, stateMessage))),
  issue_date: z.optional(calendarDate),
  expiry_date: z.optional(calendarDate),
  files,
});
export type IdentifyingDocument = z.infer<typeof identifyingDocument>;

/** Unknown properties are allowed and kept, as the API's schema leaves all objects open. */
export const attachRequestV2 = z.looseObject({
  identifying_documents: nonEmptyArray(z.pipe(z.transform(withoutIgnoredMembers), identifyingDocument)),
  address_documents: z
    .array(
      z.looseObject({
        type: z.enum(['UTILITY_BILL', 'GOVERNMENT_LETTER', 'BANK_STATEMENT']),
        country: countryCode,
        issue_date: z.optional(calendarDate),
        files: files.check(z.refine(({ length }) => length <= 1, 'must contain exactly one file')),
      }),
    )
    .check(z.refine(({ length }) => length === 1, 'must contain exactly one document')),
  tos_policies_value: z.string(),
});
export type AttachRequestV2 = z.infer<typeof attachRequestV2>;

/** A SELFIE has only a type and files. The API ignores everything else, even values of a wrong type. */
function withoutIgnoredMembers(document: unknown): unknown {
  const isSelfie =
    typeof document === 'object' && document !== null && 'type' in document && document.type === 'SELFIE';
  if (!isSelfie) return document;
  return 'files' in document ? { type: document.type, files: document.files } : { type: document.type };
}
