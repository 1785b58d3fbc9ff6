import { z } from 'zod/mini';
import { date, entry, none, positive } from './code-table.ts';
import type { FieldPath } from './field-error-codes.ts';

/**
 * All codes of warnings about documents. The types, the GraphQL enum and the table in `docs/errors.md` are derived from this
 * table.
 */
export const DOCUMENT_WARNINGS = {
  LOW_QUALITY: entry(
    'The picture has fewer bytes than `minBytes` and fewer dots per inch than `minDpi`. Reaching one of the two is enough.',
    z.strictObject({ minBytes: positive, minDpi: positive }),
    { minBytes: 102_400, minDpi: 300 },
  ),
  PASSWORD_PROTECTED: entry(
    'The PDF is encrypted. A reviewer cannot open it if it needs a password.',
    none,
    {},
  ),
  EXPIRES_SOON: entry(
    'The document is valid for less than two months, and the review may reject it. `notBefore` is the earliest expiry date without this warning.',
    z.strictObject({ notBefore: date }),
    { notBefore: '2027-01-28' },
  ),
  BACK_SIDE_MISSING: entry(
    'The document has two sides, and no file seems to show its back. Ignore the warning if a file shows both sides.',
    none,
    {},
  ),
  OLD_PROOF_OF_ADDRESS: entry(
    'The document may be older than three months when it is reviewed. `notBefore` is the earliest date of issue without this warning.',
    z.strictObject({ notBefore: date }),
    { notBefore: '2026-09-11' },
  ),
} as const;

export type DocumentWarningCode = keyof typeof DOCUMENT_WARNINGS;
export type DocumentWarningParams = {
  readonly [Code in DocumentWarningCode]: z.output<(typeof DOCUMENT_WARNINGS)[Code]['params']>;
};

export interface DocumentWarningOf<Code extends DocumentWarningCode> {
  readonly path: FieldPath;
  readonly code: Code;
  readonly params: DocumentWarningParams[Code];
}

/** A reason why a review may reject a document. `code` determines the type of `params`. */
export type DocumentWarning = { [Code in DocumentWarningCode]: DocumentWarningOf<Code> }[DocumentWarningCode];

const MESSAGES: {
  readonly [Code in DocumentWarningCode]: (params: DocumentWarningParams[Code]) => string;
} = {
  LOW_QUALITY: ({ minBytes, minDpi }) =>
    `Should have at least ${minBytes} bytes or ${minDpi} dots per inch, so that it can be read.`,
  PASSWORD_PROTECTED: () => 'The PDF is encrypted. Send a copy that opens without a password.',
  EXPIRES_SOON: ({ notBefore }) => `Should not be before ${notBefore}: the document expires soon.`,
  BACK_SIDE_MISSING: () => 'Usually both sides of this document are needed. Add a file with its back.',
  OLD_PROOF_OF_ADDRESS: ({ notBefore }) =>
    `Should not be before ${notBefore}: the document may be too old when it is reviewed.`,
};

/** @returns English, for developers */
export function warningMessage<Code extends DocumentWarningCode>({
  code,
  params,
}: DocumentWarningOf<Code>): string {
  return MESSAGES[code](params);
}
