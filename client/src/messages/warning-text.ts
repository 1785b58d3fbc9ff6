import type { DocumentWarning, DocumentWarningOf } from '../warnings/document-warning.ts';
import type { DocumentWarningCode, DocumentWarningParams } from '../warnings/warning-tables.ts';
import type { Catalog } from './catalog.ts';
import { type Formats, fill } from './formats.ts';

/** Distributes over the codes, so that `code` still determines the type of `params`. */
type WithoutPath<Warning> = Warning extends DocumentWarning ? Pick<Warning, 'code' | 'params'> : never;
/** A warning of a payload, or a finding of `inspectQuality`. */
export type AnyWarning = WithoutPath<DocumentWarning>;

/** One or two sentences: what the review may object to, and what to do about it. */
export function warningText(warning: AnyWarning, catalog: Catalog, formats: Formats): string {
  return warning.code === 'UNKNOWN'
    ? catalog.warnings.UNKNOWN
    : fill(catalog.warnings[warning.code], valuesOf(warning, formats));
}

function valuesOf<Code extends DocumentWarningCode>(
  { code, params }: Pick<DocumentWarningOf<Code>, 'code' | 'params'>,
  formats: Formats,
) {
  return VALUES[code](params, formats);
}

const dateOf = ({ notBefore }: DocumentWarningParams['EXPIRES_SOON'], { date }: Formats) => ({
  notBefore: date(notBefore),
});
const nothing = () => ({});

/** Values for the words in braces. */
const VALUES: {
  readonly [Code in DocumentWarningCode]: (
    params: DocumentWarningParams[Code],
    formats: Formats,
  ) => Readonly<Record<string, string>>;
} = {
  LOW_QUALITY: ({ minBytes, minDpi }, { amount, number }) => ({
    minBytes: amount(minBytes, 'BYTES'),
    minDpi: number(minDpi),
  }),
  PASSWORD_PROTECTED: nothing,
  EXPIRES_SOON: dateOf,
  BACK_SIDE_MISSING: nothing,
  OLD_PROOF_OF_ADDRESS: dateOf,
};
